import {
  type AreaId,
  enrolledInStage,
  enrolledOf,
  type GradeSize,
  isObligated,
  type School,
  type SchoolId,
  type Stage,
} from '../schools/index.ts'

/** A school as it was when the period opened: lists change, a period's denominator does not (domain §2.1). */
export interface SchoolSnapshot {
  readonly code: string
  readonly name: string
  readonly communeId?: AreaId
  readonly managedById?: AreaId
  readonly enrolled: number
  readonly enrolledByStage: Readonly<Partial<Record<Stage, number>>>
  readonly gradeSizes: readonly GradeSize[]
}

export type LateChangeKind = 'included' | 'exempted' | 'restored'

/** What was changed about the frozen set afterwards, and why. */
export interface LateChange {
  readonly kind: LateChangeKind
  readonly reason: string
  readonly at: Date
  /** Account that changed it; absent for the command line. */
  readonly by?: string
}

/** What one school owes in one period: sessions for each of these stages. */
export interface Obligation {
  readonly periodId: string
  readonly schoolId: SchoolId
  readonly stages: readonly Stage[]
  /** Owes nothing after all; leaves the obligated set with its reason on record. */
  readonly exempt?: { readonly reason: string }
  readonly school: SchoolSnapshot
  readonly changes: readonly LateChange[]
  readonly revision: number
}

export interface ObligationRepository {
  /** Makes exactly these the set of a period that is not open yet. */
  freeze(periodId: string, obligations: readonly Obligation[]): Promise<void>
  find(periodId: string, schoolId: SchoolId): Promise<Obligation | undefined>
  listOfPeriod(periodId: string): Promise<readonly Obligation[]>
  /** @throws ConflictError('obligation-exists') */
  add(obligation: Obligation): Promise<void>
  /**
   * Replaces the record whose revision is one less.
   * @throws ConflictError('obligation-changed')
   */
  replace(obligation: Obligation): Promise<void>
}

/** Undefined for a school outside the 100 %. */
export function obligationOf(school: School, periodId: string): Obligation | undefined {
  if (!isObligated(school)) return undefined
  const { id, stages } = school
  return {
    periodId,
    schoolId: id,
    stages,
    school: snapshotOf(school),
    changes: [],
    revision: 1,
  }
}

function snapshotOf(school: School): SchoolSnapshot {
  const { code, name, communeId, managedById, gradeSizes, stages } = school
  const byStage = stages.map((stage) => [stage, enrolledOfStage(school, stage)] as const)
  return {
    code,
    name,
    ...(communeId && { communeId }),
    ...(managedById && { managedById }),
    // Pupils of grades that owe nothing are nobody whom a session could have reached.
    enrolled: gradeSizes.length > 0 ? sumOf(byStage) : enrolledOf(school),
    enrolledByStage: Object.fromEntries(byStage),
    gradeSizes,
  }
}

/** A care facility's children are of every grade: whoever belongs to no other stage belongs to it. */
function enrolledOfStage(school: School, stage: Stage): number {
  if (stage !== 'care') return enrolledInStage(school, stage)
  const others = school.stages.filter((other) => other !== 'care')
  const elsewhere = others.map((other) => [other, enrolledInStage(school, other)] as const)
  return Math.max(0, enrolledOf(school) - sumOf(elsewhere))
}

function sumOf(entries: readonly (readonly [Stage, number])[]): number {
  return entries.reduce((sum, [, enrolled]) => sum + enrolled, 0)
}
