import type { Session } from '../../src/sessions/index.ts'
import { demoSchoolSessions } from './demo-school-sessions.ts'
import { DEMO_SCHOOL_CODE } from './demo-schools.ts'
import { demoSessions } from './demo-sessions.ts'
import { DEMO_STAFF } from './demo-staff.ts'
import { createRandom } from './random.ts'
import { DEMO_SEED, inChunks, lastQuietEvening, type Seeding } from './seeding.ts'
import { asOf, lastAt, type SessionHistory } from './session-history.ts'

/** Stores each buổi as it stood before yesterday; gives all that there is to tell of them. */
export async function seedSessions(seeding: Seeding): Promise<readonly SessionHistory[]> {
  const { deps, time, progress } = seeding
  const random = createRandom(DEMO_SEED, 'sessions')
  const histories = [
    ...demoSessions(deps.directory.all(), time, random),
    ...(await sessionsOfDemoSchool(seeding)),
  ]
  const quiet = lastQuietEvening(time)
  const known = histories.flatMap((history) => asOf(history, quiet) ?? [])
  await inChunks(known, deps.storage.sessions.addAll, progress?.sessions)
  return histories
}

async function sessionsOfDemoSchool({ deps, lms, time }: Seeding) {
  const school = deps.directory.byCode(DEMO_SCHOOL_CODE)
  if (!school) throw new Error('the demo province has no demo school')
  const { email } = DEMO_STAFF.principal
  const { id, name } = await deps.staff.service.getByEmail(email)
  const personKey = deps.pseudonymise(lms.registration.platformId, lms.teacherSub)
  const people = {
    teacher: { kind: 'lti', personKey },
    principal: { kind: 'account', id, name, role: 'principal' },
  } as const
  return demoSchoolSessions(school, people, time)
}

/** Stores what has happened until then, and has coverage count it at once. */
export async function tellOn(
  { deps, time }: Seeding,
  histories: readonly SessionHistory[],
  moment: Date,
): Promise<void> {
  const quiet = lastQuietEvening(time)
  const schools = new Set<Session['schoolId']>()
  for (const history of histories) {
    const session = asOf(history, moment)
    if (!session || lastAt(session) <= quiet) continue
    await bringUpTo(deps.storage.sessions, history, session)
    schools.add(session.schoolId)
  }
  for (const schoolId of schools) await deps.coverage.worker.schoolChanged(schoolId)
}

/** Step by step, as people do; steps that are stored already stay as they are. */
async function bringUpTo(
  sessions: Seeding['deps']['storage']['sessions'],
  history: SessionHistory,
  { id, revision }: Session,
): Promise<void> {
  const stored = await sessions.add(history[0])
  const steps = history.filter((step) => step.revision > stored.revision)
  for (const step of steps) {
    if (step.id === id && step.revision <= revision) await sessions.replace(step)
  }
}
