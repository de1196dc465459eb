// The product as it ships: the real app on its embedded store, with its background work, logging to nowhere.
import { createApp } from '../../../../src/app.ts'
import type { ModuleId } from '../../../../src/catalogue/index.ts'
import { readConfig } from '../../../../src/config/index.ts'
import { createDependencies, type Dependencies } from '../../../../src/dependencies.ts'
import { completionIdOf, schoolYearOf } from '../../../../src/learning/index.ts'
import { createToken } from '../../../../src/runtime/index.ts'
import { contextKeyOf, type LearnerKey } from '../../../../src/web/index.ts'
import { serveRole } from '../../worker.ts'
import type { OursRole } from '../roles.ts'
import { startTimedServer } from '../timed-server.ts'
import { buildWorld } from '../world/build-world.ts'
import type { Course } from '../world/courses.ts'

const MODULE = 'B5' as ModuleId
const COURSES_AT_ONCE = 5

const server = await startTimedServer()
let running: { readonly deps: Dependencies; readonly courses: readonly Course[] } | undefined

serveRole<OursRole>({
  async start(order) {
    const { origin } = server
    const config = readConfig({ PUBLIC_URL: origin, DATABASE_URL: `sqlite:${order.folder}` })
    const deps = await createDependencies(config)
    await deps.lti.start()
    const { world, courses } = await buildWorld(deps, order)
    startWork(deps)
    server.serve(createApp(deps))
    running = { deps, courses }
    return { origin, world }
  },
  async record(count) {
    if (!running) throw new Error('nothing runs')
    const { deps, courses } = running
    const taught = courses.filter(({ pickedCount }) => pickedCount > 0).slice(0, COURSES_AT_ONCE)
    for (let index = 0; index < count; index += 1) {
      const course = taught[index % taught.length]
      if (!course) throw new Error('nobody learns the module')
      await recordOne(deps, course)
    }
  },
  takeSpent: server.takeSpent,
})

/** As server.ts does. */
function startWork(deps: Dependencies): void {
  const { passback, sweeper, directory, coverage } = deps
  for (const part of [passback, sweeper, directory.poll, coverage.worker]) part.start()
}

/** As the recorder of learning/ does: the fact, and word of it to coverage. Between two of them the server may answer. */
async function recordOne(deps: Dependencies, { origin }: Course): Promise<void> {
  const { storage, clock, noteCompletion } = deps
  const completedAt = clock.now()
  const schoolYear = schoolYearOf(completedAt)
  const learnerKey = createToken() as LearnerKey
  const stored = await storage.completions.record({
    id: completionIdOf(learnerKey, MODULE, schoolYear),
    learnerKey,
    moduleId: MODULE,
    moduleVersion: '1',
    schoolYear,
    completedAt,
    scoreBand: 'middle',
    origin,
    contextKey: contextKeyOf(origin),
  })
  await noteCompletion(stored)
  await new Promise((resolve) => setImmediate(resolve))
}
