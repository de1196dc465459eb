import { type Brand, hashOf } from '../runtime/index.ts'

export type DraftId = Brand<'DraftId'>

// Long enough for a school that enters everything at the end of the month.
const DRAFT_LIFE_MS = 45 * 24 * 60 * 60 * 1000

/** The fields of a form as they were sent, names and values in order. */
export type Fields = Readonly<Record<string, readonly string[]>>

/** What a person has typed and not sent yet. May be lost in a power cut. */
export interface Draft {
  readonly id: DraftId
  readonly fields: Fields
  readonly savedAt: Date
  readonly expiresAt: Date
}

export interface DraftOwner {
  readonly personKey: string
  /** School or course that it is for. */
  readonly place: string
  /** `new`, `plan`, `run:<id>`, `pack:<id>` or `session:<id>`: each has a draft of its own. */
  readonly subject: string
}

export function draftIdOf({ personKey, place, subject }: DraftOwner): DraftId {
  return hashOf('session-draft', personKey, place, subject) as DraftId
}

export function draftOf(owner: DraftOwner, fields: Fields, now: Date): Draft {
  const expiresAt = new Date(now.getTime() + DRAFT_LIFE_MS)
  return { id: draftIdOf(owner), fields, savedAt: now, expiresAt }
}

export interface DraftRepository {
  /** Only a draft that has not expired at `now`. */
  find(id: DraftId, now: Date): Promise<Draft | undefined>
  /** Replaces whatever was kept under its id: the latest text of one person wins. */
  save(draft: Draft): Promise<void>
  remove(id: DraftId): Promise<void>
  sweep(now: Date): Promise<number>
}
