import { type CompletionCounter, createReadModel } from '../../src/coverage/index.ts'
import { createRequirementService, createRuleBook } from '../../src/requirements/index.ts'
import { type Day, dayOf } from '../../src/runtime/index.ts'
import {
  type Area,
  createSchoolDirectory,
  type School,
  type SchoolDirectory,
  type SchoolId,
} from '../../src/schools/index.ts'
import type { Session, SessionId } from '../../src/sessions/index.ts'
import { aClock } from './a-clock.ts'
import { aLogger } from './a-logger.ts'
import { anArea, aSchool } from './a-school.ts'
import type { Storage } from './engines.ts'

/** A confirmed session of class 4A, held on 09/11/2026, with a run log. */
export function aHeldSession(overrides: Partial<Session> = {}): Session {
  const { id, code } = aSchool()
  const enteredAt = new Date('2026-11-09T02:00:00.000Z')
  const who = {
    kind: 'account',
    id: 'account-1',
    name: 'Nguyễn Thị Lan',
    role: 'principal',
  } as const
  return {
    id: `session-${code}` as SessionId,
    schoolId: id,
    heldOn: '2026-11-09' as Day,
    minutes: 35,
    form: 'class-hour',
    presenter: 'school',
    modules: [{ id: 'B5', version: '1' }],
    topics: [],
    audience: [{ label: '4A', grade: 4, enrolled: 31, present: 30 }],
    evidence: [{ kind: 'run-log', runId: 'run-1' }],
    state: 'confirmed',
    enteredBy: who,
    enteredAt,
    entries: [
      { who, what: 'recorded', at: enteredAt, revision: 1 },
      { who, what: 'confirmed', at: new Date('2026-11-10T02:00:00.000Z'), revision: 2 },
    ],
    revision: 2,
    ...overrides,
  }
}

/** A completion as coverage sees it: no person, only the school, the module and the day. */
export interface CountedCompletion {
  readonly schoolId: SchoolId
  readonly moduleId: string
  readonly on: Day
}

export const MODULES = [
  { id: 'B5', grades: [4, 5], title: { vi: 'Bài B5' } },
  { id: 'D1', grades: [5, 6, 7], title: { vi: 'Bài D1' } },
  { id: 'P2', grades: [], title: { vi: 'Bài cho cha mẹ' } },
]

export interface ProvinceOptions {
  readonly schools?: readonly School[]
  readonly areas?: readonly Area[]
  readonly modules?: typeof MODULES
  /** In the catalogue when the periods were made, and no longer. */
  readonly gone?: readonly string[]
}

export type Province = Awaited<ReturnType<typeof aProvince>>

/** Schools, sessions and completions in memory, and the read model on a real store. */
export async function aProvince(
  storage: Storage,
  { schools = [aSchool()], areas = [anArea()], modules = MODULES, gone = [] }: ProvinceOptions = {},
) {
  const clock = aClock()
  const { logger, lines } = aLogger()
  const sessions = new Map<SessionId, Session>()
  const completions: CountedCompletion[] = []
  const all = [...schools]
  const directory = await aDirectory(all, areas)
  const facts = {
    listOfSchool: (schoolId: SchoolId, from: Day, to: Day) =>
      Promise.resolve(
        [...sessions.values()].filter(
          ({ heldOn, ...one }) => one.schoolId === schoolId && heldOn >= from && heldOn <= to,
        ),
      ),
  }
  const counter = counterOf(completions)
  const modelOn = (store: Storage) =>
    createReadModel({
      rows: store.coverageRows,
      periods: store.periods,
      obligations: store.obligations,
      sessions: facts,
      completions: counter,
      trainedStaff: store.trainedStaff,
      modules: { list: () => modules },
      directory,
      clock,
      logger,
    })
  const model = modelOn(storage)
  return {
    ...model,
    modelOn,
    clock,
    directory,
    sessions: facts,
    counter,
    logLines: lines,
    today: () => dayOf(clock.now()),
    facts: { sessions, completions },
    requirements: createRequirementService({
      ...storage,
      ruleBook: createRuleBook(storage),
      modules: { list: () => [...modules, ...gone.map((id) => ({ id }))] },
      schools: directory,
      rows: model.seeds,
      clock,
    }),
    /** A list brings a school that was not there, or not obligated, before. */
    async admit(school: School) {
      all.push(school)
      await directory.reload()
    },
    /** Stores the session and tells coverage, as sessions/ does. */
    async hold(session: Session) {
      sessions.set(session.id, session)
      await model.worker.schoolChanged(session.schoolId)
    },
  }
}

function counterOf(completions: readonly CountedCompletion[]): CompletionCounter {
  return {
    countOfSchool({ schoolId, from, to }) {
      const counts = new Map<string, number>()
      for (const { moduleId, on, ...one } of completions) {
        if (one.schoolId !== schoolId || on < from || on > to) continue
        counts.set(moduleId, (counts.get(moduleId) ?? 0) + 1)
      }
      return Promise.resolve(counts)
    },
  }
}

/** The real directory on lists; what is added to them counts from the next reload on. */
export async function aDirectory(
  schools: readonly School[],
  areas: readonly Area[],
): Promise<SchoolDirectory> {
  const directory = createSchoolDirectory({
    schools: {
      version: () => Promise.resolve(1 + schools.length),
      changesSince: () => Promise.resolve({ schools, removed: [] }),
    },
    areas: { list: () => Promise.resolve(areas) },
    logger: aLogger().logger,
  })
  await directory.reload()
  return directory
}
