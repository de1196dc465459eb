import { type Brand, hashOf } from '../runtime/index.ts'
import type { ScoreColumn, ScoreIntent } from './score-intent.ts'

export type DeliveryId = Brand<'DeliveryId'>

/** One score on its way to one gradebook cell. */
export interface Delivery extends ScoreColumn {
  readonly id: DeliveryId
  readonly registrationId: string
  readonly completedAt: Date
  readonly state: 'waiting' | 'delivered' | 'abandoned'
  /** Gone as soon as the platform acknowledged or we gave up (architecture §5). */
  readonly sealedSub?: string
  readonly tryCount: number
  readonly nextTryAt: Date
  /** Why the last try did not do: a code for administrators, no text of the platform. */
  readonly lastProblem?: string
  readonly revision: number
}

export function deliveryOf(intent: ScoreIntent, now: Date): Delivery {
  const { learnerKey, ...rest } = intent
  const { registrationId, completedAt } = intent
  return {
    id: hashOf('delivery', registrationId, ...columnParts(intent), learnerKey) as DeliveryId,
    ...rest,
    state: 'waiting',
    tryCount: 0,
    nextTryAt: later(now, secondAfter(completedAt)),
    revision: 1,
  }
}

/** One column, one text or four: a number of parts apart, so the two never meet. */
export function columnParts({ lineItemUrl = '', lineItemSearch }: ScoreColumn): readonly string[] {
  if (!lineItemSearch) return [lineItemUrl]
  const { itemsUrl, resourceId, linkId = '' } = lineItemSearch
  return ['search', itemsUrl, resourceId, linkId]
}

/**
 * Platforms compare whole seconds, and one that has a score of the future refuses every true one (lti.md §8.2). So a
 * score waits until the second of its completion is over, and longer where another machine's clock was ahead.
 */
function secondAfter(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000 + 1000)
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other
}
