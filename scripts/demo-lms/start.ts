import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { setImmediate } from 'node:timers/promises'

import { listActivities } from './activities.ts'
import { createLmsApp } from './app.ts'
import { createFaults, type FaultKind, type FaultPoint } from './faults.ts'
import { type GradebookRow, readGradebook } from './gradebook.ts'
import { type LinkSettings, moodleLinkSettings } from './link-settings.ts'
import type { Lms, LmsClock, StorageFrame } from './lms.ts'
import { signInPath } from './pages.ts'
import { createState, type DemoLmsState, type DemoTool, type ScorePost } from './state.ts'
import { createUrls } from './urls.ts'

export interface DemoLmsOptions {
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  readonly clock?: LmsClock
  /** The issuer when it is not the address listened on, as behind a proxy. */
  readonly publicUrl?: string
  /** From a stopped demo LMS: the same LMS comes back. */
  readonly state?: DemoLmsState
  /** Platform storage, which Moodle has not; `missing` promises it and has none. */
  readonly storage?: StorageFrame
}

export interface DemoLms {
  /** The issuer, without a slash at the end. */
  readonly url: string
  readonly endpoints: {
    readonly authUrl: string
    readonly tokenUrl: string
    readonly jwksUrl: string
  }
  /** Those that the course came with, then those placed by teachers. */
  activityIds(): readonly string[]
  /** What the LMS takes from a tool, where that differs from a Moodle. */
  setLinkSettings(settings: Partial<LinkSettings>): void
  readonly state: DemoLmsState
  readonly fault: { set(endpoint: FaultPoint, what: FaultKind | null): void }
  registerTool(tool: DemoTool): void
  /** One link that signs this person in and opens the course, or the page of one activity. */
  personLink(username: string, activityId?: string): string
  gradebook(): readonly GradebookRow[]
  /** Everything that arrived at /scores, refused or not; status 0 stands for never answered. */
  scorePosts(): readonly ScorePost[]
  counters(): DemoLmsState['counters']
  stop(): Promise<void>
}

const systemClock: LmsClock = { now: () => new Date() }

export async function startDemoLms(options: DemoLmsOptions): Promise<DemoLms> {
  const state = options.state ?? (await createState())
  const server = createServer()
  server.listen(options.port, options.host)
  await once(server, 'listening')
  const stopping = new AbortController()
  const lms: Lms = {
    state,
    urls: createUrls(options.publicUrl?.replace(/\/+$/, '') ?? addressOf(server, options.host)),
    clock: options.clock ?? systemClock,
    faults: createFaults(),
    storage: options.storage,
    stopping: stopping.signal,
  }
  server.on('request', createLmsApp(lms))
  let stopped: Promise<void> | undefined
  return toHandle(lms, () => (stopped ??= stop(server, stopping)))
}

function toHandle(lms: Lms, stopLms: () => Promise<void>): DemoLms {
  const { state, urls, faults } = lms
  return {
    url: urls.base,
    endpoints: { authUrl: urls.auth, tokenUrl: urls.token, jwksUrl: urls.jwks },
    activityIds: () => listActivities(state).map(({ id }) => id),
    setLinkSettings: (settings) => {
      state.linkSettings = { ...moodleLinkSettings, ...settings }
    },
    state,
    fault: { set: (endpoint, what) => faults.set(endpoint, what) },
    registerTool: (tool) => {
      state.tool = { ...tool, redirectUris: [...tool.redirectUris] }
    },
    personLink: (username, activityId) => `${urls.base}${signInPath(state, username, activityId)}`,
    gradebook: () => readGradebook(state),
    scorePosts: () => state.scorePosts.map((post) => ({ ...post })),
    counters: () => ({ ...state.counters }),
    stop: stopLms,
  }
}

function addressOf(server: Server, host: string): string {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return `http://${host}:${port}`
}

async function stop(server: Server, stopping: AbortController): Promise<void> {
  const closed = once(server, 'close')
  stopping.abort()
  server.close()
  server.closeAllConnections()
  await closed
  // Clients in this very process learn of it in the next turns, and must not reuse their sockets.
  await setImmediate()
  await setImmediate()
}
