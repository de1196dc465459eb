// The product as it ships: the real app on its embedded store, with its background work, logging to nowhere.
import { createApp } from '../../../../src/app.ts'
import { readConfig } from '../../../../src/config/index.ts'
import { createDependencies, type Dependencies } from '../../../../src/dependencies.ts'
import { attemptIdOf, schoolYearOf } from '../../../../src/learning/index.ts'
import { createToken } from '../../../../src/runtime/index.ts'
import { formTokenOf, type LearnerKey, visitIdOf } from '../../../../src/web/index.ts'
import { startTimedServer } from '../../coverage/timed-server.ts'
import { serveRole } from '../../worker.ts'
import { questionsOfContent } from '../questions.ts'
import type { LessonRole, Pupil } from '../roles.ts'

const TWO_HOURS_MS = 2 * 60 * 60 * 1000

const server = await startTimedServer()
let running: { readonly deps: Dependencies; readonly learners: readonly LearnerKey[] } | undefined

serveRole<LessonRole>({
  async start({ folder, pupilCount }) {
    const { origin } = server
    const config = readConfig({ PUBLIC_URL: origin, DATABASE_URL: `sqlite:${folder}` })
    const deps = await createDependencies(config)
    await deps.lti.start()
    const learners = Array.from({ length: pupilCount }, () => createToken() as LearnerKey)
    const pupils = await Promise.all(learners.map((learner) => enter(deps, learner)))
    for (const part of [deps.passback, deps.sweeper, deps.coverage.worker]) part.start()
    server.serve(createApp(deps))
    running = { deps, learners }
    return { origin, pupils, asked: await questionsOfContent() }
  },
  async countKept() {
    if (!running) throw new Error('nothing runs')
    const { deps, learners } = running
    const answers = await Promise.all(learners.map((learner) => answersOf(deps, learner)))
    const right = answers.flat().filter(({ latest }) => latest).length
    return { right, wrong: answers.flat().length - right }
  },
  takeSpent: server.takeSpent,
})

/** A pupil whose launch was proven a moment ago. */
async function enter(deps: Dependencies, learnerKey: LearnerKey): Promise<Pupil> {
  const token = createToken()
  const visit = {
    ...({ id: visitIdOf(token), role: 'learner', counted: true, learnerKey } as const),
    origin: { platformId: 'platform', registrationId: 'registration', deploymentId: '1' },
    expiresAt: new Date(deps.clock.now().getTime() + TWO_HOURS_MS),
  }
  await deps.storage.visits.add(visit)
  const cookie = `${deps.cookieShape.name('lachan-visit')}=${token}`
  return { cookie, formToken: formTokenOf(visit, deps.formMac) }
}

async function answersOf({ storage, catalogue, clock }: Dependencies, learnerKey: LearnerKey) {
  const now = clock.now()
  const schoolYear = schoolYearOf(now)
  const attempts = await Promise.all(
    catalogue
      .list()
      .map(({ id: moduleId, version }) =>
        storage.attempts.find(attemptIdOf({ learnerKey, moduleId, version, schoolYear }), now),
      ),
  )
  return attempts.flatMap((attempt) => Object.values(attempt?.answers ?? {}))
}
