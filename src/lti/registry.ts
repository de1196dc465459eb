import type { Logger, Ticker } from '../runtime/index.ts'
import { createTicker } from '../runtime/index.ts'
import type {
  Registration,
  RegistrationChanges,
  RegistrationId,
  RegistrationRepository,
  RegistrationState,
} from './registration.ts'

// What the CLI or another node changed is seen within 2 s (interfaces §1).
const POLL_MS = 1000
// A writer may die between its change and the version: read everything again once in a while.
const RELOAD_EVERY_POLLS = 60

const MAX_WAITING_DEPLOYMENTS = 50

/** All registrations, in memory, so that a login costs no trip to the store. */
export interface Registry extends Changes {
  byId(id: RegistrationId): Registration | undefined
  /** Registrations of this issuer, whatever their state; without a client id all of them. */
  ofIssuer(issuer: string, clientId?: string): readonly Registration[]
  all(): readonly Registration[]
  /** Whether an administrator has switched off where somebody came from since. */
  isClosed(from: CameFrom): boolean
  /** Origins that may frame us: where active platforms live. */
  frameOrigins(): readonly string[]
  /** Where this one lives, if it is active. */
  framersOf(id: string): readonly string[]
  /** Reads everything again; the first call makes the registry usable. */
  reload(): Promise<void>
  readonly poll: Ticker
}

/** As a launch said it. */
interface CameFrom {
  readonly registrationId: string
  readonly deploymentId: string
}

/** Each is seen here at once. */
interface Changes {
  add(registration: Registration): Promise<void>
  setState(id: RegistrationId, state: RegistrationState): Promise<void>
  /** @throws ConflictError('platform-not-pending') */
  decide(id: RegistrationId, state: RegistrationState): Promise<void>
  change(id: RegistrationId, changes: RegistrationChanges): Promise<void>
  setDeployment(id: RegistrationId, deployment: Registration['deployments'][number]): Promise<void>
  noteDeployment(id: RegistrationId, deploymentId: string): Promise<void>
}

export interface RegistryDeps {
  readonly registrations: RegistrationRepository
  readonly logger: Logger
}

export function createRegistry({ registrations, logger }: RegistryDeps): Registry {
  let index = indexOf([])
  let version = -1
  let polls = 0

  async function reload(): Promise<void> {
    // The version first: a change in between is then read twice rather than missed.
    version = await registrations.version()
    index = indexOf(await registrations.list())
  }

  async function pollOnce(): Promise<void> {
    polls += 1
    const isDue = polls % RELOAD_EVERY_POLLS === 0
    if (isDue || (await registrations.version()) !== version) await reload()
  }

  async function change(work: Promise<void>): Promise<void> {
    await work
    await reload()
  }

  return {
    ...changesOf(registrations, change),
    byId: (id) => index.byId.get(id),
    isClosed: ({ registrationId, deploymentId }) =>
      isClosed(index.byId.get(registrationId), deploymentId),
    ofIssuer: (issuer, clientId) =>
      (index.byIssuer.get(issuer) ?? []).filter(
        (one) => (clientId ?? one.clientId) === one.clientId,
      ),
    all: () => index.all,
    frameOrigins: () => index.frameOrigins,
    framersOf: (id) => index.framers.get(id) ?? [],
    reload,
    poll: createTicker({
      everyMs: POLL_MS,
      run: pollOnce,
      onError: (error) => {
        logger.warn({ err: error }, 'registrations not read again')
      },
    }),
  }
}

function isClosed(registration: Registration | undefined, deploymentId: string): boolean {
  if (registration?.state === 'disabled') return true
  const deployment = registration?.deployments.find(({ id }) => id === deploymentId)
  return deployment?.state === 'blocked'
}

type Change = (work: Promise<void>) => Promise<void>

function changesOf(registrations: RegistrationRepository, change: Change): Changes {
  return {
    add: (registration) => change(registrations.add(registration)),
    setState: (id, state) => change(registrations.setState(id, state)),
    decide: (id, state) => change(registrations.decide(id, state)),
    change: (id, changes) => change(registrations.change(id, changes)),
    setDeployment: (id, deployment) => change(registrations.setDeployment(id, deployment)),
    noteDeployment: (id, deploymentId) =>
      change(registrations.noteDeployment(id, deploymentId, MAX_WAITING_DEPLOYMENTS)),
  }
}

/** Made when something changes; a province may have a thousand, and each launch asks several times. */
function indexOf(all: readonly Registration[]) {
  const active = all.filter(({ state }) => state === 'active')
  const framers = new Map<string, readonly string[]>(active.map((one) => [one.id, originsOf(one)]))
  return {
    all,
    byId: new Map<string, Registration>(all.map((one) => [one.id, one])),
    byIssuer: Map.groupBy(all, ({ issuer }) => issuer),
    framers,
    frameOrigins: [...new Set([...framers.values()].flat())],
  }
}

function originsOf({ issuer, authUrl, frameOrigins }: Registration): readonly string[] {
  const urls = [issuer, authUrl, ...frameOrigins].filter((url) => URL.canParse(url))
  return [...new Set(urls.map((url) => new URL(url).origin))]
}
