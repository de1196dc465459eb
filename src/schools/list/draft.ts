import type { AreaId } from '../area.ts'
import type { GradeSize, Ownership, SchoolClass, SchoolContact, SchoolStatus } from '../school.ts'
import type { SchoolKind, Stage } from '../stage.ts'

/** What one row says of a school; what it does not say stays as it was. */
export interface SchoolDraft {
  /** Absent for a care facility, which gets one from us. */
  readonly code?: string
  readonly name: string
  readonly kind: SchoolKind
  readonly stages: readonly Stage[]
  readonly ownership?: Ownership
  readonly address?: string
  readonly status?: SchoolStatus
  readonly gradeSizes?: readonly GradeSize[]
  readonly classes?: readonly SchoolClass[]
  readonly classCount?: number
  readonly pupilCount?: number
  readonly contact?: SchoolContact
  readonly areas: AreaNames
}

/** Areas by the names that the row gives them. */
export interface AreaNames {
  readonly commune?: string
  readonly district?: string
  readonly province?: string
  readonly managedBy?: string
}

export interface AreaIds {
  readonly communeId?: AreaId
  readonly districtId?: AreaId
  readonly managedById?: AreaId
}
