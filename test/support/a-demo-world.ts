import { type DemoLms, startDemoLms } from '../../scripts/demo-lms/index.ts'
import { addressesOf, toRegistration } from '../../src/lti/index.ts'
import type { Walked, Walker } from './a-walker.ts'
import { startTestApp, type TestApp } from './test-app.ts'

/** The tool and the demo LMS, known to each other: what `npm run demo` starts, on free ports. */
export interface DemoWorld {
  readonly app: TestApp
  lms: DemoLms
  /** Stops the LMS and gives back a way to start it again as it was, on its port. */
  stopLms(): Promise<() => Promise<void>>
  stop(): Promise<void>
}

export async function startDemoWorld(
  options: Parameters<typeof startTestApp>[0] = {},
): Promise<DemoWorld> {
  const app = await startTestApp(options)
  const lms = await startDemoLms({ host: '127.0.0.1', port: 0 })
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
  const registration = toRegistration({ ...details, deployments: ['1'], trust: [] }, true)
  await app.deps.lti.registry.add(registration)
  const world: DemoWorld = {
    app,
    lms,
    async stopLms() {
      const { url, state } = world.lms
      await world.lms.stop()
      return async () => {
        world.lms = await startDemoLms({
          host: '127.0.0.1',
          port: Number(new URL(url).port),
          state,
        })
      }
    },
    async stop() {
      await app.stop()
      await world.lms.stop()
    },
  }
  return world
}

/** Opens an activity as this person and goes through the launch; gives the tool's first page. */
export async function launchFromLms(
  world: DemoWorld,
  walker: Walker,
  { username = 'hs.an', activity = '1' } = {},
): Promise<Walked> {
  const activityPage = await walker.open(world.lms.personLink(username, activity))
  const frame = activityPage.$('iframe').attr('src') ?? ''
  const loginForm = await walker.open(new URL(frame, activityPage.url))
  const answerForm = await walker.press(loginForm, 'form')
  return walker.press(answerForm, 'form')
}
