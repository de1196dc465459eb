import { ConflictError } from '../errors/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { Choice } from './assign-form.ts'
import type { BindingRepository } from './binding.ts'
import type { Bindings } from './bindings.ts'

export interface Person {
  readonly kind: string
  readonly accountId?: string
  readonly name?: string
}

export interface AssignDeps {
  readonly service: Pick<Bindings, 'assign'>
  readonly bindings: Pick<BindingRepository, 'find'>
  /**
   * Gives the person, where the school is theirs to decide.
   * @throws VisitExpiredError, ForbiddenError('not-allowed')
   */
  readonly allow: (schoolId: SchoolId) => Promise<Person>
}

/** A choice that names its school. */
export interface Decided extends Choice {
  readonly schoolId: SchoolId
}

/**
 * Gives the rows that somebody else was faster with; the others are done. Nothing is done where one of them is not
 * this person's to decide.
 */
export async function assignChoices(
  deps: AssignDeps,
  choices: readonly Decided[],
): Promise<readonly Decided[]> {
  for (const choice of choices) await mayMove(deps, choice)
  const changed: Decided[] = []
  for (const choice of choices) {
    const { accountId = '', name = '' } = await deps.allow(choice.schoolId)
    try {
      await deps.service.assign({ ...choice, by: { id: accountId, name } })
    } catch (error) {
      // Another conflict came from what follows an assignment: that one stands.
      if (!(error instanceof ConflictError) || error.code !== 'binding-changed') throw error
      changed.push(choice)
    }
  }
  return changed
}

/** Whoever moves a course takes it from one school and gives it to another: both must be theirs to decide. */
async function mayMove({ bindings, allow }: AssignDeps, choice: Decided) {
  const current = (await bindings.find(choice.contextKey))?.schoolId
  for (const schoolId of [current, choice.schoolId]) {
    if (schoolId) await allow(schoolId)
  }
}
