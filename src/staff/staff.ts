import type { Clock, Logger, Mac } from '../runtime/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import type {
  CookieShape,
  RenderPage,
  Texts,
  VisitCookie,
  VisitOrigin,
  VisitRepository,
} from '../web/index.ts'
import type { AccountRepository } from './account.ts'
import { createAccountVisits } from './account-visits.ts'
import { type Actors, createActors } from './actors.ts'
import type { ApiTokenRepository } from './api-token.ts'
import { type BearerActor, createBearer } from './bearer.ts'
import { createDoor } from './door.ts'
import { routeGuard } from './guard-routes.ts'
import { createKnownBrowsers } from './known-browser.ts'
import { meRoutes } from './me-routes.ts'
import { createPasswordHasher } from './password-hasher.ts'
import { createPasswords } from './passwords.ts'
import { createSchoolOfStaff, type SchoolOfStaff } from './school-of-staff.ts'
import { createSignIn } from './sign-in.ts'
import { createSignInGate } from './sign-in-gate.ts'
import type { SignInLinkRepository } from './sign-in-link.ts'
import { signInRoutes } from './sign-in-routes.ts'
import type { SignInTriesRepository } from './sign-in-tries.ts'
import { staffBar } from './staff-bar-routes.ts'
import type { StaffPages } from './staff-pages.ts'
import { staffRoutes } from './staff-routes.ts'
import { createStaffService, type StaffService } from './staff-service.ts'

export interface StaffDeps {
  readonly accounts: AccountRepository
  readonly signInLinks: SignInLinkRepository
  readonly signInTries: SignInTriesRepository
  readonly apiTokens: ApiTokenRepository
  readonly visits: VisitRepository
  readonly directory: SchoolDirectory
  /** The school of an LMS course. */
  readonly schoolOf: (origin: VisitOrigin) => Promise<SchoolId | undefined>
  readonly publicUrl: string
  readonly formMac: Mac
  readonly cookieShape: CookieShape
  readonly visitCookie: VisitCookie
  readonly clock: Clock
  readonly logger: Logger
  readonly texts: Texts
  readonly renderPage: RenderPage<StaffPages>
}

export interface Staff extends Actors {
  readonly service: StaffService
  /** Where somebody works: the course says so after a launch, a grant for a school after a sign-in. */
  readonly schoolOfStaff: SchoolOfStaff
  readonly bearerActor: BearerActor
  /** Sign-in forms: ahead of the visits and their form protection. */
  readonly door: ReturnType<typeof signInRoutes>
  /** `/sign-out` and `/staff…`: after them. */
  readonly router: ReturnType<typeof staffRoutes>
  /** Ahead of every page that staff may see. */
  readonly bar: ReturnType<typeof staffBar>
  /** Right after the visits, ahead of everything that needs one. */
  readonly guard: ReturnType<typeof routeGuard>
}

export function createStaff(deps: StaffDeps): Staff {
  const actors = createActors(deps)
  const service = createStaffService(deps)
  const accountVisits = createAccountVisits(deps)
  const parts = {
    ...deps,
    accountVisits,
    gate: createSignInGate(deps),
    hasher: createPasswordHasher(),
    door: createDoor(deps.publicUrl, deps.formMac),
    knownBrowsers: createKnownBrowsers(deps.formMac),
  }
  const signIn = createSignIn(parts)
  const me = meRoutes({ ...parts, actors, signIn, passwords: createPasswords(parts) })
  return {
    ...actors,
    service,
    schoolOfStaff: createSchoolOfStaff(deps),
    bearerActor: createBearer({ ...deps, actors }),
    door: signInRoutes({ ...parts, signIn, actors }),
    router: staffRoutes({ ...deps, ...actors, service, me }),
    bar: staffBar({ ...deps, actors }),
    guard: routeGuard(actors),
  }
}
