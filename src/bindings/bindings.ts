import { ConflictError } from '../errors/index.ts'
import type { Registration, Registry } from '../lti/index.ts'
import type { Clock, Logger } from '../runtime/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import type { ContextKey, VisitOrigin } from '../web/index.ts'
import { type Binding, type BindingRepository, type Decision } from './binding.ts'
import { type CourseSchools, createCourseSchools } from './course-schools.ts'
import { firstSeen, joined, saidBy } from './first-seen.ts'
import { createGradesAtSchool, type GradesAtSchool } from './grades-at-school.ts'
import { type Resolution, resolveSchool } from './resolve-school.ts'

export interface BindingsDeps {
  readonly bindings: BindingRepository
  readonly registry: Pick<Registry, 'byId'>
  readonly directory: Pick<SchoolDirectory, 'byCode' | 'byId'>
  readonly clock: Clock
  readonly logger: Pick<Logger, 'warn'>
  /** Has the school counted again: a context came to it or left it. Told once more after a crash. */
  readonly onAssigned: (contextKey: ContextKey, schoolId: SchoolId) => Promise<void>
}

export interface Assignment extends Pick<Decision, 'schoolId' | 'by'> {
  readonly contextKey: ContextKey
  /** Of the record that the person saw. */
  readonly revision: number
}

export interface Bindings {
  /** The binding of a context, noted where it was unknown. Never asked during a launch, which must not wait for it. */
  bindingOf(origin: VisitOrigin): Promise<Binding>
  schoolOf(origin: VisitOrigin): Promise<SchoolId | undefined>
  /** For pages, which may not wait for the store each time. */
  readonly courseSchools: CourseSchools
  readonly gradesAtSchool: GradesAtSchool
  /** What is known of a binding's school today, without the store. */
  resolve(binding: Binding): Resolution
  /** @throws ConflictError('binding-changed') */
  assign(assignment: Assignment): Promise<void>
  /**
   * Gives unassigned contexts the school that a list import has made known since, and tells again what a crash kept
   * from being told. Gives how many it mended.
   */
  sweep(now: Date): Promise<number>
}

const RACES_LOST_AT_MOST = 3

export function createBindings(deps: BindingsDeps): Bindings {
  const { bindings, clock } = deps
  const resolve = (binding: Binding) => resolveBinding(deps, binding)
  const courseSchools = createCourseSchools({
    ...deps,
    resolve: (origin, stored) => resolve(saidBy(origin, stored, clock.now())).schoolId,
  })

  async function bindingOf(origin: VisitOrigin, racesLost = 0): Promise<Binding> {
    const fresh = firstSeen(origin, clock.now())
    const stored = (await bindings.find(fresh.contextKey)) ?? (await bindings.add(fresh))
    const claims = joined(stored.claims, fresh.claims)
    try {
      return await settle({ ...stored, claims }, stored)
    } catch (error) {
      if (!(error instanceof ConflictError) || racesLost >= RACES_LOST_AT_MOST) throw error
      return bindingOf(origin, racesLost + 1)
    }
  }

  /** Stores what follows from the record, where that differs from what is stored. */
  async function settle(wanted: Binding, stored: Binding): Promise<Binding> {
    const next = settled(wanted, resolve(wanted), clock.now())
    if (isSame(next, stored)) return stored
    await bindings.replace(next)
    courseSchools.forget(next.contextKey)
    return payDebts(deps, next)
  }

  return {
    resolve,
    bindingOf: (origin) => bindingOf(origin),
    schoolOf: async (origin) => (await bindingOf(origin)).schoolId,
    courseSchools,
    gradesAtSchool: createGradesAtSchool(deps),
    async assign({ contextKey, revision, schoolId, by }) {
      const stored = await bindings.find(contextKey)
      if (stored?.revision !== revision) throw new ConflictError('binding-changed')
      const decision = { schoolId, by, at: clock.now() }
      await settle({ ...stored, decisions: [...stored.decisions, decision] }, stored)
    },
    sweep: (now) => mend({ ...deps, settle }, now),
  }
}

function resolveBinding({ registry, directory }: BindingsDeps, binding: Binding): Resolution {
  const registration: Registration | undefined = registry.byId(binding.registrationId)
  return resolveSchool({ ...binding, registration, directory })
}

function settled(binding: Binding, { schoolId, source }: Resolution, now: Date): Binding {
  const { schoolId: before, source: _source, ...rest } = binding
  const moved = before === schoolId ? [] : [before, schoolId].filter((id) => id !== undefined)
  const owed = [...new Set([...binding.owed, ...moved])]
  return {
    ...rest,
    state: schoolId ? 'assigned' : 'unassigned',
    ...(source && { source }),
    ...(schoolId && { schoolId }),
    owed,
    ...(owed.length > 0 && { owedSince: binding.owedSince ?? now }),
    revision: binding.revision + 1,
  }
}

function isSame(next: Binding, stored: Binding): boolean {
  const meaning = ({ schoolId, source, claims, decisions }: Binding) =>
    JSON.stringify([schoolId, source, claims, decisions])
  return meaning(next) === meaning(stored)
}

/** Telling twice is harmless, since counting again gives the same; not telling at all would leave a stale figure. */
async function payDebts(
  { bindings, onAssigned }: BindingsDeps,
  binding: Binding,
): Promise<Binding> {
  if (binding.owed.length === 0) return binding
  for (const schoolId of binding.owed) await onAssigned(binding.contextKey, schoolId)
  const { owedSince: _owedSince, ...rest } = binding
  const paid = { ...rest, owed: [], revision: binding.revision + 1 }
  await unlessChanged(bindings.replace(paid))
  return paid
}

interface MendDeps extends BindingsDeps {
  readonly settle: (wanted: Binding, stored: Binding) => Promise<Binding>
}

const PAGE = 200
// A debt this old was not left by a request that is still under way.
const STALE_MS = 60 * 1000

async function mend(deps: MendDeps, now: Date): Promise<number> {
  const { bindings } = deps
  const failures: unknown[] = []
  let mended = 0
  const mendOne = async (work: () => Promise<unknown>) => {
    try {
      await unlessChanged(work())
      mended += 1
    } catch (error) {
      failures.push(error)
    }
  }
  const owing = await bindings.listOwing(new Date(now.getTime() - STALE_MS), PAGE)
  for (const binding of owing) await mendOne(() => payDebts(deps, binding))
  let page = await bindings.list({ state: 'unassigned', limit: PAGE })
  while (page.length > 0) {
    const placeable = page.filter((binding) => resolveBinding(deps, binding).schoolId)
    for (const binding of placeable) await mendOne(() => deps.settle(binding, binding))
    page = await bindings.list({ state: 'unassigned', after: page.at(-1), limit: PAGE })
  }
  // One school that cannot be counted now must not keep the others waiting.
  if (failures.length > 0) throw new AggregateError(failures, 'some contexts are not mended')
  return mended
}

/** Whoever was faster has done it, or leaves it to the next sweep. */
async function unlessChanged(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
  }
}
