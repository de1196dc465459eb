import type { RegistrationId } from '../lti/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { ContextKey } from '../web/index.ts'

/** What makes a context belong to its school; `assigned` is an officer's word and stands above the others. */
export type BindingSource = 'registration' | 'custom' | 'course' | 'assigned'

/** School codes that launches of a context said, in the order they were first said. */
export interface SchoolClaims {
  readonly custom: readonly string[]
  readonly course: readonly string[]
}

/** An adult said which school it is. */
export interface Decision {
  readonly schoolId: SchoolId
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
}

/**
 * Which school a context is of, and why. Facts keep where they came from and never a school: what a school gets is
 * always counted over its contexts anew, so what was taught before an assignment counts once, whoever repeats it.
 */
export interface Binding {
  readonly contextKey: ContextKey
  readonly registrationId: RegistrationId
  readonly deploymentId: string
  readonly contextId?: string
  readonly claims: SchoolClaims
  readonly state: 'assigned' | 'unassigned'
  readonly source?: BindingSource
  readonly schoolId?: SchoolId
  readonly firstSeenAt: Date
  /** The last one holds. */
  readonly decisions: readonly Decision[]
  /** Schools that must be counted again; in this record, so that no crash comes between the two. */
  readonly owed: readonly SchoolId[]
  readonly owedSince?: Date
  readonly revision: number
}

export interface BindingSearch {
  readonly state: Binding['state']
  /** The last binding of the page before. */
  readonly after?: Pick<Binding, 'firstSeenAt' | 'contextKey'> | undefined
  readonly limit: number
}

export interface BindingRepository {
  /** Grows with every `replace` by which a context comes to a school or leaves one, never before that can be read. */
  version(): Promise<number>
  /** Writes it unless the context is there; gives what is stored. */
  add(binding: Binding): Promise<Binding>
  /** Many at once, each like `add`. */
  addAll(bindings: readonly Binding[]): Promise<void>
  find(contextKey: ContextKey): Promise<Binding | undefined>
  /** @throws ConflictError('binding-changed') unless the stored record stands one revision before */
  replace(binding: Binding): Promise<void>
  /** In the order in which they were first seen. */
  list(search: BindingSearch): Promise<readonly Binding[]>
  listOfSchool(schoolId: SchoolId): Promise<readonly Binding[]>
  count(state: Binding['state']): Promise<number>
  /** Those that owe since before the moment. */
  listOwing(before: Date, limit: number): Promise<readonly Binding[]>
}
