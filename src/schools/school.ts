import { type Brand, type Day, hashOf } from '../runtime/index.ts'
import type { AreaId } from './area.ts'
import { gradesOfStage, type SchoolKind, type Stage } from './stage.ts'

export type SchoolId = Brand<'SchoolId'>

export type SchoolStatus = 'active' | 'paused' | 'merged' | 'dissolved'

export type Ownership = 'public' | 'people-founded' | 'private'

/** Another system's name for the same school. */
export interface SchoolIdentifier {
  readonly system: 'moet' | 'lms' | 'mst' | 'other'
  readonly value: string
}

export interface GradeSize {
  readonly grade: number
  readonly enrolled: number
}

export interface SchoolClass {
  readonly label: string
  readonly grade: number
  readonly enrolled: number
}

/** An adult who speaks for the school; never a pupil. */
export interface SchoolContact {
  readonly name?: string
  readonly phone?: string
  readonly email?: string
}

/** Any unit that may owe sessions, care facilities too. */
export interface School {
  readonly id: SchoolId
  /** Text, given once and never changed; nothing is ever read out of it (domain §2.2). */
  readonly code: string
  readonly name: string
  readonly kind: SchoolKind
  /** What it owes sessions for; empty: outside the 100 %. */
  readonly stages: readonly Stage[]
  readonly identifiers: readonly SchoolIdentifier[]
  readonly ownership?: Ownership
  /** Where it stands. */
  readonly communeId?: AreaId
  /** The district of before July 2025, by which people still know their schools. */
  readonly districtId?: AreaId
  /** Who directs it: a department or a commune. */
  readonly managedById?: AreaId
  readonly address?: string
  readonly status: SchoolStatus
  readonly gradeSizes: readonly GradeSize[]
  readonly classes: readonly SchoolClass[]
  /** Totals as a list gave them, where it does not give more. */
  readonly classCount?: number
  readonly pupilCount?: number
  /** The day for which the sizes hold. */
  readonly sizesAsOf?: Day
  readonly contact?: SchoolContact
  readonly revision: number
}

const ID_LENGTH = 16

export function schoolIdOf(code: string): SchoolId {
  return hashOf('school', code).slice(0, ID_LENGTH) as SchoolId
}

/** Owes sessions as things stand; a period freezes the answer when it opens. */
export function isObligated({ stages, status }: Pick<School, 'stages' | 'status'>): boolean {
  return stages.length > 0 && status === 'active'
}

type Sized = Pick<School, 'gradeSizes' | 'pupilCount'>

/** Sum of its grades; where a list gave only the total, that. */
export function enrolledOf({ gradeSizes, pupilCount }: Sized): number {
  return gradeSizes.length > 0 ? sumOf(gradeSizes) : (pupilCount ?? 0)
}

/** A school of one stage without sizes by grade has all its pupils in that stage. */
export function enrolledInStage(school: Sized & Pick<School, 'stages'>, stage: Stage): number {
  const isOnlyStage = school.stages.length === 1 && school.stages[0] === stage
  if (isOnlyStage && school.gradeSizes.length === 0) return enrolledOf(school)
  const grades = gradesOfStage(stage)
  return sumOf(school.gradeSizes.filter(({ grade }) => grades.includes(grade)))
}

function sumOf(sizes: readonly GradeSize[]): number {
  return sizes.reduce((sum, { enrolled }) => sum + enrolled, 0)
}

export type ImportId = Brand<'ImportId'>

/** A school as a list import left it. */
export interface ImportedSchool {
  readonly school: School
  readonly importId: ImportId
  /** What the import replaced; absent where it added the school. */
  readonly before?: School
}

export interface SchoolChanges {
  readonly schools: readonly School[]
  readonly removed: readonly SchoolId[]
}

export interface SchoolRepository {
  /** Grows with every change of a school or an area, never before the change can be read. */
  version(): Promise<number>
  /** Whatever was stored or removed after this version; 0 gives everything. */
  changesSince(version: number): Promise<SchoolChanges>
  find(id: SchoolId): Promise<School | undefined>
  /**
   * Adds, or replaces a record that stands one revision before.
   * @throws ConflictError('school-changed') where one of them has moved on; the others are stored
   */
  saveAll(schools: readonly School[]): Promise<void>
  /** Like saveAll, and keeps what it replaced until the school is stored again. */
  saveImported(records: readonly ImportedSchool[]): Promise<void>
  /** What an import stored and nobody has changed since. */
  listImported(importId: ImportId): Promise<readonly ImportedSchool[]>
  removeAll(ids: readonly SchoolId[]): Promise<void>
}
