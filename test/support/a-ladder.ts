import { expect } from 'chai'
import type { BrowserContext, Frame, Page, Request } from 'playwright-core'

import type { StorageFrame } from '../../scripts/demo-lms/index.ts'
import { type DemoWorld, startDemoWorld } from './a-demo-world.ts'
import { goOn as goOnIn } from './a-framed-lesson.ts'
import { openStrictProfile } from './chromium.ts'

/** To a browser this and 127.0.0.1, where the LMS is, are two sites. */
export const TOOL_HOST = 'localhost'
const LMS_SITE = 'http://127.0.0.1'

/** What the browser sent to the tool. */
export interface Sent {
  readonly url: string
  readonly path: string
  readonly cookie: string | undefined
  readonly visit: string | undefined
}

/** One browser before the demo LMS, with the tool in a frame of another site. */
export interface Ladder {
  readonly world: DemoWorld
  readonly context: BrowserContext
  /** The tab in front: another may be put in its place. */
  page: Page
  tool(): Frame
  openActivity(username?: string, activity?: string): Promise<Frame>
  /** As far as the first page of the lesson. */
  openLesson(username?: string): Promise<Frame>
  goOn(frame: Frame): Promise<boolean>
  sent(): Promise<readonly Sent[]>
  /** Ends all visits; how many there were. */
  endVisits(): Promise<number>
  stop(): Promise<void>
}

/** All cookies of the tool refused in frames of the LMS, allowed in a window of its own. */
export const noneInFrames = (options = {}) =>
  openStrictProfile({ host: TOOL_HOST, under: LMS_SITE }, options)

export async function startLadder(
  storage: StorageFrame | undefined,
  open: () => Promise<BrowserContext>,
): Promise<Ladder> {
  const world = await startDemoWorld({ publicHost: TOOL_HOST, ...(storage && { storage }) })
  const context = await open()
  const sent: Promise<Sent>[] = []
  context.on('request', (request) => {
    if (request.url().startsWith(world.app.url)) sent.push(toSent(request))
  })
  const ladder: Ladder = {
    world,
    context,
    page: await context.newPage(),
    tool: () => ladder.page.frame('contentframe') ?? expect.fail('there is no frame for the tool'),
    async openActivity(username = 'hs.an', activity = '1') {
      await ladder.page.goto(world.lms.personLink(username, activity))
      return ladder.tool()
    },
    async openLesson(username) {
      const frame = await ladder.openActivity(username)
      await frame.locator('a[rel="next"]').waitFor()
      return frame
    },
    goOn: (frame) => goOnIn(frame, world.app.deps.catalogue.get('B5')),
    sent: () => Promise.all(sent),
    endVisits: () => world.app.deps.storage.visits.sweep(new Date('2100-01-01')),
    async stop() {
      await context.close()
      await world.stop()
    },
  }
  return ladder
}

async function toSent(request: Request): Promise<Sent> {
  const headers = await request.allHeaders().catch((): Record<string, string> => ({}))
  const { href, pathname } = new URL(request.url())
  return { url: href, path: pathname, cookie: headers['cookie'], visit: headers['lachan-visit'] }
}

export async function errorOf(frame: Frame): Promise<string | null> {
  const error = frame.locator('[data-error]')
  return (await error.count()) > 0 ? error.getAttribute('data-error') : null
}
