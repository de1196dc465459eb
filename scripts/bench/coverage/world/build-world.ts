import type { Dependencies } from '../../../../src/dependencies.ts'
import { type Period, toPeriod } from '../../../../src/requirements/index.ts'
import { addDays, type Day, dayOf } from '../../../../src/runtime/index.ts'
import { isObligated, type School } from '../../../../src/schools/index.ts'
import type { Session } from '../../../../src/sessions/index.ts'
import { createProgressBar } from '../../../demo-province/index.ts'
import type { World, WorldOrder } from '../roles.ts'
import { writeCompletions } from './completions.ts'
import { bindingOf, type Course, coursesOf } from './courses.ts'
import { addOfficer, addSchoolStaff } from './people.ts'
import { busiestCommune, storeSchools } from './schools.ts'
import { lastStanding, sessionsOf } from './sessions.ts'

export interface Built {
  readonly world: World
  readonly courses: readonly Course[]
}

const DAYS_GONE = 75
const DAYS_LEFT = 30
const EXEMPT_SCHOOLS = 5

/** A province in the middle of a term, with every row of its read model up to date. */
export async function buildWorld(deps: Dependencies, order: WorldOrder): Promise<Built> {
  const startedAt = performance.now()
  const now = deps.clock.now()
  const today = dayOf(now)
  const schools = await storeSchools(deps, { count: order.schoolCount, today, ...bar('schools') })
  const sessions = sessionsOf(schools, now, today)
  await deps.storage.sessions.addAll(sessions)
  const courses = coursesOf(schools, order.completionCount)
  await deps.storage.bindings.addAll(courses.map((course) => bindingOf(course, now)))
  const period = periodOf(today)
  const { folder } = order
  writeCompletions({ folder, courses, from: period.from, now, ...bar('completions') })
  await openPeriod(deps, period, schools)
  const places = lastStanding(schools, sessions).slice(0, order.pressCount)
  const presses = []
  for (const place of places) presses.push(await addSchoolStaff(deps, place, today))
  const officer = await addOfficer(deps, today)
  const setUpMs = performance.now() - startedAt
  const facts = { period, schools, sessions, courses }
  return { courses, world: { ...describe(facts), ...officer, presses, setUpMs } }
}

function bar(label: string) {
  return { onProgress: createProgressBar(label, process.stderr) }
}

function periodOf(today: Day): Period {
  return toPeriod({
    id: 'bench',
    name: 'Học kỳ I',
    from: addDays(today, -DAYS_GONE),
    to: addDays(today, DAYS_LEFT),
    modules: ['B5'],
  })
}

/** Freezes the set and computes every row; a few schools turn out to owe nothing. */
async function openPeriod(
  { requirements, coverage }: Dependencies,
  { id, ...period }: Period,
  schools: readonly School[],
): Promise<void> {
  process.stderr.write('period opens\n')
  await requirements.service.add({ id, ...period })
  await requirements.service.open(id)
  const last = schools.filter(isObligated).slice(-EXEMPT_SCHOOLS)
  for (const { id: schoolId } of last) {
    const change = { kind: 'exempted', reason: 'Không có học sinh trong kỳ' } as const
    await requirements.service.change({ ...change, periodId: id, schoolId })
  }
  // What a server does when it starts: everything once more.
  await coverage.worker.runOnce()
}

interface Facts {
  readonly period: Period
  readonly schools: readonly School[]
  readonly sessions: readonly Session[]
  readonly courses: readonly Course[]
}

function describe({ period, schools, sessions, courses }: Facts) {
  const obligated = schools.filter(isObligated)
  const bySchool = Map.groupBy(courses, ({ school }) => school.id)
  const counts = [...bySchool.values()].map((own) =>
    own.reduce((sum, { completionCount }) => sum + completionCount, 0),
  )
  return {
    periodId: period.id,
    schoolCount: schools.length,
    obligatedCount: obligated.length,
    courseCount: courses.length,
    completionCount: counts.reduce((sum, count) => sum + count, 0),
    largestSchool: Math.max(...counts),
    sessionCount: sessions.length,
    areaId: busiestCommune(schools),
    codes: obligated.map(({ code }) => code),
  }
}
