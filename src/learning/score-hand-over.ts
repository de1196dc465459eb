import { isDeepStrictEqual } from 'node:util'

import type { Module } from '../catalogue/index.ts'
import type { LineItemSearch } from '../lti/index.ts'
import { columnParts, type ScoreIntent, type ScoreOutbox } from '../passback/index.ts'
import type { Logger } from '../runtime/index.ts'
import type { LineItemsPlace, Visit } from '../web/index.ts'
import type { Completion, CompletionRepository } from './completion.ts'

export interface HandOverDeps {
  readonly completions: Pick<CompletionRepository, 'clearScoreIntent'>
  readonly outbox: ScoreOutbox
  readonly logger: Logger
}

/** What the LMS of this visit is owed for a completion, with the completion's true time. */
export function scoreIntentOf(
  { scoreTarget, learnerKey }: Visit,
  module: Module,
  completedAt: Date,
): ScoreIntent | undefined {
  if (!scoreTarget) return undefined
  const { lineItems, ...rest } = scoreTarget
  const lineItemSearch = lineItems && searchOf(lineItems, module)
  return { ...rest, ...(lineItemSearch && { lineItemSearch }), learnerKey, completedAt }
}

function searchOf({ url, link }: LineItemsPlace, { id, title }: Module): LineItemSearch {
  const isWhole = link?.moduleId === id
  const linkId = isWhole ? link.id : undefined
  return { itemsUrl: url, resourceId: id, label: title.vi, ...(linkId && { linkId }) }
}

/**
 * Also for a completion of an earlier visit, since another course may have a gradebook of its own. A failure does not
 * fail the page: the intent lies in the completion and the sweep finds it.
 */
export async function handOverScore(
  deps: HandOverDeps,
  { visit, module }: { readonly visit: Visit; readonly module: Module },
  completion: Completion,
): Promise<void> {
  const intent = scoreIntentOf(visit, module, completion.completedAt)
  if (!intent) return
  try {
    await deps.outbox.enqueue(intent)
    if (isFor(completion.scoreIntent, intent))
      await deps.completions.clearScoreIntent(completion.id)
  } catch (error) {
    deps.logger.warn({ completionId: completion.id, err: error }, 'score not handed over yet')
  }
}

/** The record may hold an intent for another gradebook, which is not ours to clear. */
function isFor(kept: ScoreIntent | undefined, sent: ScoreIntent): boolean {
  const isOfPlatform = kept?.registrationId === sent.registrationId
  return isOfPlatform && isDeepStrictEqual(columnParts(kept), columnParts(sent))
}
