import { type Brand, type Day, hashOf } from '../runtime/index.ts'
import { nameKey } from './text-keys.ts'

export type AreaId = Brand<'AreaId'>

export type AreaKind = 'province' | 'department' | 'commune' | 'district' | 'cluster'

/** A node of the dated tree: the reform of 2025 was not the last (domain §1.3). */
export interface Area {
  readonly id: AreaId
  readonly name: string
  readonly kind: AreaKind
  readonly parentId?: AreaId
  readonly validFrom: Day
  /** The last day on which it existed. */
  readonly validTo?: Day
  readonly revision: number
}

const ID_LENGTH = 16

/** One name of one kind is one area, however its letters are composed or cased. */
export function areaIdOf(kind: AreaKind, name: string): AreaId {
  return hashOf('area', kind, nameKey(name)).slice(0, ID_LENGTH) as AreaId
}

export function existsOn({ validFrom, validTo }: Area, day: Day): boolean {
  return validFrom <= day && (validTo === undefined || day <= validTo)
}

/** Every change also grows the version that SchoolRepository tells: the directory polls one record. */
export interface AreaRepository {
  list(): Promise<readonly Area[]>
  /**
   * Adds, or replaces a record that stands one revision before.
   * @throws ConflictError('area-changed') where one of them has moved on; the others are stored
   */
  saveAll(areas: readonly Area[]): Promise<void>
  removeAll(ids: readonly AreaId[]): Promise<void>
}
