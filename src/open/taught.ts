import type { Catalogue } from '../catalogue/index.ts'
import { shownPeriod } from '../coverage/index.ts'
import type { Period, PeriodRepository } from '../requirements/index.ts'
import { type Clock, createKept, dayOf, type Kept } from '../runtime/index.ts'
import type { School, SchoolId } from '../schools/index.ts'
import { scopeOf, type Session, type SessionRepository, tidyLabel } from '../sessions/index.ts'

export interface TaughtDeps {
  readonly periods: Pick<PeriodRepository, 'list'>
  readonly sessions: Pick<SessionRepository, 'listOfSchool'>
  readonly modules: Pick<Catalogue, 'find'>
  readonly clock: Clock
}

/** What a school may show to anybody: whole classes, counted; nobody's name and no class's. */
export interface Taught {
  readonly periodName: string
  readonly modules: readonly TaughtModule[]
}

export interface TaughtModule {
  readonly title: string
  readonly sessions: number
  /** Different ones; 0 where only the school or a grade was named. */
  readonly classes: number
}

export type FindTaught = (school: Pick<School, 'id'>) => Promise<Taught | undefined>

const LIFE_MS = 60_000

/**
 * Of the period that is open; undefined where none is. As it was a minute ago at most: strangers ask, and a school may
 * have hundreds of sessions.
 */
export function createFindTaught(deps: TaughtDeps): FindTaught {
  const { clock } = deps
  const kept = new Map<SchoolId, Kept<Taught | undefined>>()
  return ({ id }) => {
    const load = () => findTaught(deps, id)
    const own = kept.get(id) ?? createKept({ clock, lifeMs: LIFE_MS, load })
    kept.set(id, own)
    return own.get()
  }
}

async function findTaught(
  { periods, sessions, modules, clock }: TaughtDeps,
  id: SchoolId,
): Promise<Taught | undefined> {
  const open = (await periods.list()).filter(({ state }) => state === 'open')
  const period = shownPeriod(open, dayOf(clock.now()))
  if (!period) return undefined
  const held = await sessions.listOfSchool(id, period.from, period.to)
  return taughtIn(period, held, modules)
}

export function taughtIn(
  { name }: Pick<Period, 'name'>,
  sessions: readonly Session[],
  modules: Pick<Catalogue, 'find'>,
): Taught {
  const confirmed = sessions.filter(({ state }) => state === 'confirmed')
  const named = confirmed.flatMap((session) =>
    [...new Set(session.modules.map(({ id }) => id))].map((id) => ({ id, session })),
  )
  const lines = [...Map.groupBy(named, ({ id }) => id)].flatMap(([id, ofModule]) => {
    const title = modules.find(id)?.title.vi
    const held = ofModule.map(({ session }) => session)
    return title === undefined ? [] : [{ title, sessions: held.length, classes: classesOf(held) }]
  })
  const inOrder = lines.toSorted((one, other) => one.title.localeCompare(other.title, 'vi'))
  return { periodName: name, modules: inOrder }
}

function classesOf(sessions: readonly Session[]): number {
  const lines = sessions.flatMap(({ audience }) => audience).filter(({ present }) => present > 0)
  const labels = lines
    .map((line) => ({ ...line, label: tidyLabel(line.label) }))
    .filter((line) => scopeOf(line).kind === 'class')
    .map(({ label }) => label)
  return new Set(labels).size
}
