import { Router } from 'express'

import type { Clock, Logger, Mac, Sealer } from '../runtime/index.ts'
import { createAccessTokens } from './access-tokens.ts'
import { type CookieShape, createBrowserCookie } from './browser-cookie.ts'
import { createDeepLinking, type DeepLinking } from './deep-linking.ts'
import { createHandshakes } from './handshakes.ts'
import type { InvitationRepository } from './invitation.ts'
import { createInvitations, type Invitations } from './invitations.ts'
import { createKeyRotation, type KeyRotation } from './key-rotation.ts'
import type { KeySetRepository } from './key-set.ts'
import { createKeySets, type KeySets } from './key-sets.ts'
import { type EnterLaunch, launchRoutes } from './launch-routes.ts'
import { createLineItems, type LineItems } from './line-items.ts'
import { createLoginLimit, type LoginLimits } from './login-limit.ts'
import { loginRoutes } from './login-routes.ts'
import { createLtijsServices } from './ltijs-services.ts'
import { createMembers, type Members } from './members.ts'
import { createOutbound } from './outbound.ts'
import type { LtiPages } from './pages.ts'
import type { PlatformHealthRepository } from './platform-health.ts'
import { createHealthRecorder, type HealthRecorder } from './platform-health-recorder.ts'
import { publishedRoutes } from './published-routes.ts'
import { refusalWatch } from './refusal-watch.ts'
import { registerRoutes } from './register-routes.ts'
import type { RegistrationRepository } from './registration.ts'
import { createRegistry, type Registry } from './registry.ts'
import { createScoreSender, type ScoreSender } from './score-sender.ts'
import type { Leases } from './self-registration.ts'
import { createServicePages, type ServicePagesDeps } from './service-pages.ts'
import type { About } from './services-asked.ts'
import type { ToolKeyRepository } from './tool-key.ts'
import { createToolKeys } from './tool-keys.ts'
import type { UsedStateRepository } from './used-state.ts'

/** All that lti/ keeps, one port each. */
export interface LtiStore {
  readonly registrations: RegistrationRepository
  readonly usedStates: UsedStateRepository
  readonly keySets: KeySetRepository
  readonly toolKeys: ToolKeyRepository
  readonly invitations: InvitationRepository
  readonly platformHealth: PlatformHealthRepository
}

export interface LtiDeps {
  readonly store: LtiStore
  readonly leases: Leases
  /** What platforms show of us. */
  readonly about: About
  readonly sealer: Sealer
  /** One for each secret, the current one first. */
  readonly stateMacs: readonly Mac[]
  readonly clock: Clock
  readonly logger: Logger
  readonly cookieShape: CookieShape
  readonly pages: LtiPages
  readonly enterLaunch: EnterLaunch
  readonly publicUrl: string
  readonly clockToleranceS: number
  readonly allowPrivatePlatforms: boolean
  /** Generous ones where none are given. */
  readonly loginLimits?: LoginLimits | undefined
}

/** The gateway: everything that others may ask of LTI. */
export interface Lti extends ScoreSender, LineItems, Members, DeepLinking {
  readonly router: Router
  readonly registry: Registry
  readonly invitations: Invitations
  readonly health: Pick<HealthRecorder, 'list' | 'flush' | 'sweep'>
  readonly keySets: Pick<KeySets, 'isHad'>
  readonly keyRotation: KeyRotation
  /** Reads the registrations and makes the tool's key where there is none. */
  start(): Promise<void>
  close(): Promise<void>
}

export function createLti(deps: LtiDeps): Lti {
  const { store, clock, logger } = deps
  const registry = createRegistry({ registrations: store.registrations, logger })
  const outbound = createOutbound({ allowPrivate: deps.allowPrivatePlatforms })
  const keyDeps = { toolKeys: store.toolKeys, sealer: deps.sealer, clock }
  const keyRotation = createKeyRotation(keyDeps)
  const toolKeys = createToolKeys(keyDeps)
  const tokens = createAccessTokens({ outbound, toolKeys, clock })
  const services = createServices({ registry, outbound, tokens, clock })
  const browserCookie = createBrowserCookie(deps.cookieShape)
  const keySets = createKeySets({ outbound, keySets: store.keySets, clock, logger })
  const addresses = addressesOf(deps.publicUrl)
  const loginLimit = createLoginLimit(deps.loginLimits)
  const health = createHealthRecorder({ ...store, clock, logger })
  const own = { health, registry, browserCookie, keySets, loginLimit, outbound, toolKeys }
  const parts = { ...deps, ...addresses, ...own }
  const handshakes = createHandshakes({ ...deps, usedStates: store.usedStates })

  return {
    router: routesOf({ ...store, ...parts, handshakes }),
    registry,
    invitations: invitationsOf(deps, registry),
    health,
    keySets,
    keyRotation,
    ...services,
    ...createDeepLinking(parts),
    async start() {
      await registry.reload()
      await toolKeys.current()
      registry.poll.start()
      health.start()
    },
    async close() {
      await registry.poll.stop()
      await health.close()
      await outbound.close()
    },
  }
}

type RoutesDeps = Parameters<typeof loginRoutes>[0] &
  Parameters<typeof launchRoutes>[0] &
  Parameters<typeof refusalWatch>[0] &
  Parameters<typeof registerRoutes>[0] &
  Parameters<typeof publishedRoutes>[0]

function routesOf(deps: RoutesDeps): Router {
  const router = Router()
  router.use(loginRoutes(deps), launchRoutes(deps))
  router.use(registerRoutes(deps), publishedRoutes(deps))
  router.use(['/login', '/launch', '/proof'], refusalWatch(deps))
  return router
}

/** Reads the store itself: what another node registered a moment ago can be approved here. */
function invitationsOf({ store, ...deps }: LtiDeps, { decide }: Registry): Invitations {
  const registrations = { list: () => store.registrations.list(), decide }
  return createInvitations({ ...deps, invitations: store.invitations, registrations })
}

interface ServicesDeps extends ServicePagesDeps {
  readonly registry: Registry
}

/** What is asked of a platform after the launch (LTI Advantage). */
function createServices(deps: ServicesDeps): ScoreSender & LineItems & Members {
  const services = createLtijsServices(deps.outbound, deps.tokens)
  const parts = { ...deps, services, pages: createServicePages(deps) }
  return { ...createScoreSender(parts), ...createLineItems(parts), ...createMembers(parts) }
}

/** The addresses that an administrator pastes into the LMS (interfaces §3). */
export function addressesOf(publicUrl: string) {
  return {
    loginUrl: `${publicUrl}/lti/login`,
    launchUrl: `${publicUrl}/lti/launch`,
    jwksUrl: `${publicUrl}/lti/jwks`,
  }
}
