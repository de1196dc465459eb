import { expect } from 'chai'

import type { Storage } from '../../src/dependencies.ts'
import { completionIdOf, schoolYearOf } from '../../src/learning/index.ts'
import { addDays, dayOf } from '../../src/runtime/index.ts'
import type { Session, SessionId } from '../../src/sessions/index.ts'
import { addUp, recount } from '../coverage/naive-recount.ts'
import { aSchool } from '../support/a-school.ts'
import { type FaultWorld, PERIOD_ID } from './a-fault-world.ts'
import type { Told } from './a-load.ts'

/** Of what people were told, what the store does not have. */
export async function missingOf(
  world: FaultWorld,
  told: Pick<Told, 'completions' | 'sessions' | 'confirmed'>,
): Promise<readonly string[]> {
  return world.look(async (storage) => {
    const missing: string[] = []
    for (const userId of told.completions) {
      if (!(await storage.completions.find(completionOf(world, userId)))) missing.push(userId)
    }
    for (const id of told.sessions) {
      if (!(await storage.sessions.find(id as SessionId))) missing.push(id)
    }
    for (const id of told.confirmed) {
      const session = await storage.sessions.find(id as SessionId)
      if (session?.state !== 'confirmed') missing.push(`${id} confirmed`)
    }
    return missing
  })
}

function completionOf(world: FaultWorld, userId: string) {
  const id = world.learnerKeyOf(userId)
  return completionIdOf(id, world.module.id, schoolYearOf(new Date()))
}

export function sessionsOf({ sessions }: Storage): Promise<readonly Session[]> {
  const today = dayOf(new Date())
  return sessions.listOfSchool(aSchool().id, addDays(today, -1), addDays(today, 1))
}

/** Completions of the school's course, as the store counts them. */
export async function completionCountOf({ schoolCompletions }: Storage): Promise<number> {
  const today = dayOf(new Date())
  const question = { schoolId: aSchool().id, from: addDays(today, -1), to: addDays(today, 1) }
  const counts = await schoolCompletions.countOfSchool(question)
  return counts.get('B5') ?? 0
}

/** Nothing but whole sessions: each state came by its entry, once. */
export function brokenOf(sessions: readonly Session[]): readonly string[] {
  return sessions
    .filter(({ state, entries, revision }) => {
      const steps = entries.map(({ what }) => what).join()
      const isWhole = state === 'held' ? 'recorded' : 'recorded,confirmed'
      return steps !== isWhole || revision !== entries.length
    })
    .map(({ id }) => id)
}

/** The row and the sums against a count by hand of what people were told. */
export async function expectFigures(world: FaultWorld, told: Told): Promise<void> {
  const today = dayOf(new Date())
  await world.look(async (storage) => {
    const period = (await storage.periods.find(PERIOD_ID))!
    const { id: schoolId } = aSchool()
    const [school] = recount({
      period,
      obligations: [(await storage.obligations.find(PERIOD_ID, schoolId))!],
      sessions: await sessionsOf(storage),
      completions: Array.from(told.completions, () => ({ schoolId, moduleId: 'B5', on: today })),
      catalogue: [world.module],
      today,
    })
    const row = (await storage.coverageRows.find({ periodId: PERIOD_ID, schoolId }))!
    const { status, stages, modules } = row
    const { status: byHand, stages: stagesByHand, modules: modulesByHand } = school!
    expect({ status, stages, modules }).to.deep.equal({
      status: byHand,
      stages: stagesByHand,
      modules: modulesByHand,
    })
    const cells = await storage.coverageRows.listCells(PERIOD_ID)
    expect(cells.map(({ figures }) => figures)).to.deep.equal([addUp([school!])])
  })
}
