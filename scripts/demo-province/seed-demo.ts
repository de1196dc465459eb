import type { Dependencies } from '../../src/dependencies.ts'
import { addDays, dayOf } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import { beganOn, demoPlan } from './demo-calendar.ts'
import type { DemoTime } from './demo-days.ts'
import { createDemoProvince, seedSchools } from './demo-province.ts'
import { accountOf, DEMO_STAFF } from './demo-staff.ts'
import { seedCourses } from './seed-courses.ts'
import { seedPeriods } from './seed-periods.ts'
import { seedSessions, tellOn } from './seed-sessions.ts'
import { DEMO_SEED, type Seeding } from './seeding.ts'

export interface SeedOptions extends Omit<Seeding, 'deps' | 'time'> {
  /** Instead of all schools of the province those that fulfil it. */
  readonly isIn?: (school: School) => boolean
}

/**
 * Fills an empty store with a province in the middle of a term. What was interrupted goes on where it stopped; what is
 * complete is left as people have made it since. The last act, the administrator's account, says that it is complete.
 */
export async function seedDemo(deps: Dependencies, options: SeedOptions): Promise<void> {
  const { clock, isIn = () => true } = options
  if (await deps.storage.accounts.findByEmail(DEMO_STAFF.administrator.email)) return
  const { calendars } = await deps.requirements.ruleBook.list()
  const now = clock.now()
  const plan = demoPlan(beganOn(calendars) ?? dayOf(now))
  const seeding: Seeding = { ...options, deps, time: { plan, now } }
  try {
    await seedPlaces(seeding, isIn)
    const histories = await seedSessions(seeding)
    await seedCourses(seeding)
    await seedPeriods(seeding, (moment) => tellOn(seeding, histories, moment))
  } finally {
    clock.release()
  }
  await accountOf(deps, DEMO_STAFF.administrator, longAgo(seeding.time))
}

async function seedPlaces(seeding: Seeding, isIn: (school: School) => boolean): Promise<void> {
  const { deps, time, progress } = seeding
  await seedRules(seeding)
  const { areas, schools } = createDemoProvince({ seed: DEMO_SEED, today: time.plan.today })
  const province = { areas, schools: schools.filter(isIn) }
  await seedSchools(deps.storage, province, progress?.schools)
  await deps.directory.reload()
  const { principal, officer, commune } = DEMO_STAFF
  for (const person of [principal, officer, commune]) await accountOf(deps, person, longAgo(time))
}

/** First of all: the calendar keeps the day on which the demo began. */
async function seedRules({ deps, time: { plan } }: Seeding): Promise<void> {
  const { ruleBook } = deps.requirements
  const { calendars, programmes } = await ruleBook.list()
  const isThere = (records: readonly { readonly id: string }[], id: string) =>
    records.some((record) => record.id === id)
  if (!isThere(calendars, plan.calendar.id)) await ruleBook.saveCalendar(plan.calendar)
  if (!isThere(programmes, plan.programme.id)) await ruleBook.saveProgramme(plan.programme)
}

function longAgo({ plan }: DemoTime) {
  return addDays(plan.previous.from, -30)
}
