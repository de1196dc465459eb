import { MalformedRequestError } from '../errors/index.ts'
import type { Clock } from '../runtime/index.ts'
import { listField } from '../web/index.ts'
import {
  type Draft,
  draftIdOf,
  draftOf,
  type DraftOwner,
  type DraftRepository,
  type Fields,
} from './draft.ts'
import { first } from './form-lines.ts'

export interface DraftKeeperDeps {
  readonly drafts: DraftRepository
  readonly clock: Clock
}

/** What somebody has typed and not sent, kept for him alone. */
export interface DraftKeeper {
  find(owner: DraftOwner): Promise<Draft | undefined>
  save(owner: DraftOwner, body: unknown): Promise<void>
  remove(owner: DraftOwner): Promise<void>
}

export function createDraftKeeper({ drafts, clock }: DraftKeeperDeps): DraftKeeper {
  return {
    find: (owner) => drafts.find(draftIdOf(owner), clock.now()),
    save: (owner, body) => drafts.save(draftOf(owner, fieldsOf(body), clock.now())),
    remove: (owner) => drafts.remove(draftIdOf(owner)),
  }
}

const ID = '[\\w-]{22}'
const SUBJECT = new RegExp(`^(?:new|plan|run:${ID}|pack:${ID}|session:${ID})$`)

/**
 * Which form it is that was sent: its hidden field.
 * @throws MalformedRequestError
 */
export function subjectOf(body: unknown): string {
  const subject = first(body, 'subject')
  if (!SUBJECT.test(subject))
    throw new MalformedRequestError('malformed-request', { field: 'subject' })
  return subject
}

// The proof of a visit and the button that was pressed are no part of the text.
const NOT_TYPED = new Set(['_visit', 'intent'])

function fieldsOf(body: unknown): Fields {
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : []
  const typed = names.filter((name) => !NOT_TYPED.has(name))
  return Object.fromEntries(typed.map((name) => [name, listField(body, name)]))
}
