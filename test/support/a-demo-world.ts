import {
  course,
  type DemoLms,
  findPerson,
  startDemoLms,
  type StorageFrame,
} from '../../scripts/demo-lms/index.ts'
import { createDemoClock, type DemoLmsFacts, seedDemo } from '../../scripts/demo-province/index.ts'
import { addressesOf, toRegistration } from '../../src/lti/index.ts'
import type { Clock } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import type { Walked, Walker } from './a-walker.ts'
import { startTestApp, type TestApp } from './test-app.ts'

/** The tool and the demo LMS, known to each other: what `npm run demo` starts, on free ports. */
export interface DemoWorld {
  readonly app: TestApp
  lms: DemoLms
  readonly facts: DemoLmsFacts
  /** Stops the LMS and gives back a way to start it again as it was, on its port. */
  stopLms(): Promise<() => Promise<void>>
  stop(): Promise<void>
}

type WorldOptions = NonNullable<Parameters<typeof startTestApp>[0]> & {
  /** Platform storage of the LMS. */
  readonly storage?: StorageFrame
}

export async function startDemoWorld(options: WorldOptions = {}): Promise<DemoWorld> {
  const app = await startTestApp(options)
  const place = {
    host: '127.0.0.1',
    ...(options.clock && { clock: options.clock }),
    ...(options.storage && { storage: options.storage }),
  }
  const lms = await startDemoLms({ ...place, port: 0 })
  const { loginUrl, launchUrl, jwksUrl } = addressesOf(app.url)
  lms.registerTool({
    name: 'Lá Chắn',
    clientId: 'demo-client',
    deploymentId: '1',
    loginUrl,
    redirectUris: [launchUrl],
    jwksUrl,
    targetLinkUri: launchUrl,
  })
  const details = { name: 'LMS', issuer: lms.url, clientId: 'demo-client', ...lms.endpoints }
  const registration = toRegistration({ ...details, deployments: ['1'], trust: ['course'] }, true)
  await app.deps.lti.registry.add(registration)
  const teacherSub = findPerson('gv.lan')?.id ?? ''
  const world: DemoWorld = {
    app,
    lms,
    facts: { registration, courseId: course.id, teacherSub },
    async stopLms() {
      const { url, state } = world.lms
      await world.lms.stop()
      return async () => {
        world.lms = await startDemoLms({ ...place, port: Number(new URL(url).port), state })
      }
    },
    async stop() {
      await app.stop()
      await world.lms.stop()
    },
  }
  return world
}

interface ProvinceOptions extends NonNullable<Parameters<typeof startTestApp>[0]> {
  readonly clock?: Clock
  readonly isIn?: (school: School) => boolean
}

/** The same with the demo province in it, or as many of its schools as a test needs. */
export async function startDemoProvince({
  clock: real,
  isIn = aFewSchools,
  ...options
}: ProvinceOptions = {}): Promise<DemoWorld> {
  const clock = createDemoClock(real)
  const world = await startDemoWorld({ ...options, clock })
  await seedDemo(world.app.deps, { clock, lms: world.facts, isIn })
  return world
}

/** The demo school among them, and schools of every kind. */
export function aFewSchools({ code }: School): boolean {
  return /[12]$/.test(code)
}

/** Opens an activity as this person and goes through the launch; gives the tool's first page. */
export async function launchFromLms(
  world: Pick<DemoWorld, 'lms'>,
  walker: Walker,
  { username = 'hs.an', activity = '1' } = {},
): Promise<Walked> {
  const activityPage = await walker.open(world.lms.personLink(username, activity))
  const frame = activityPage.$('iframe').attr('src') ?? ''
  const loginForm = await walker.open(new URL(frame, activityPage.url))
  const answerForm = await walker.press(loginForm, 'form')
  return walker.press(answerForm, 'form')
}
