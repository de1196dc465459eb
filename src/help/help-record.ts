import type { Brand, Day } from '../runtime/index.ts'
import type { AreaId, SchoolId } from '../schools/index.ts'

export type HelpRecordId = Brand<'HelpRecordId'>

interface Kept {
  readonly id: HelpRecordId
  /** Shown to people. */
  readonly name: string
  readonly revision: number
  /** When somebody last said that it holds; of what we ship unconfirmed, nothing. */
  readonly checkedOn?: Day
}

/** Somebody whom anybody in the country may call or look up. */
export interface Hotline extends Kept {
  readonly kind: 'hotline'
  /** As people write it: `111`, `024 3826 1234`. A hotline has a number, a link, or both. */
  readonly number?: string
  /** https only. */
  readonly url?: string
  /** What it is for, in one or two sentences. */
  readonly about: string
  /** Small ones come first. */
  readonly order: number
  readonly isShown: boolean
}

/** A place that helps children of one area and of all that lies in it. */
export interface Facility extends Kept {
  readonly kind: 'facility'
  readonly areaId: AreaId
  readonly phone: string
  readonly address: string
  readonly isShown: boolean
}

/** Where a school's own counsellor is found: an office rather than a person. */
export interface Counsellor extends Kept {
  readonly kind: 'counsellor'
  readonly schoolId: SchoolId
  /** The office has a number, a place, or both. */
  readonly phone?: string
  /** When and where. */
  readonly about: string
}

export type HelpRecord = Hotline | Facility | Counsellor

/** A school has one. */
export function counsellorIdOf(schoolId: SchoolId): HelpRecordId {
  return `counsellor-${schoolId}` as HelpRecordId
}

/** Durable; small, and always read whole. */
export interface HelpRecordRepository {
  /** Grows with every change, never before it can be read. */
  version(): Promise<number>
  /** In the order of their ids. */
  list(): Promise<readonly HelpRecord[]>
  /** @throws ConflictError('help-record-exists') */
  add(record: HelpRecord): Promise<void>
  /**
   * Replaces the record whose revision is one less.
   * @throws ConflictError('help-record-changed')
   */
  replace(record: HelpRecord): Promise<void>
}
