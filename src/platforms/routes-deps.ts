import type { Invitations, KeyRotation, Registry } from '../lti/index.ts'
import type { PlatformScores } from '../passback/index.ts'
import type { Clock, Logger } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import type { RenderPage, Texts, Visit } from '../web/index.ts'
import type { PlatformCheck } from './platform-check.ts'
import type { OurAddresses } from './platform-page.ts'
import type { PlatformsPages } from './platforms-pages.ts'

/** The part of an answer by which rights are asked for. */
interface Asking {
  readonly locals: { readonly visit?: Visit }
}

/** What the pages of this feature are made of. */
export interface PlatformRoutesDeps {
  readonly registry: Registry
  readonly invitations: Pick<Invitations, 'invite' | 'list' | 'withdraw'>
  readonly keyRotation: Pick<KeyRotation, 'list' | 'rotate'>
  readonly keySets: { isHad(url: string): Promise<boolean> }
  readonly checks: PlatformCheck
  readonly scoresOf: (registrationId: string) => Promise<PlatformScores | undefined>
  readonly directory: Pick<SchoolDirectory, 'byCode'>
  /** @throws VisitExpiredError, ForbiddenError('not-allowed') */
  readonly allow: (res: Asking, action: 'platform.manage', scope: object) => Promise<unknown>
  readonly addresses: OurAddresses
  readonly allowPrivatePlatforms: boolean
  readonly clock: Clock
  readonly logger: Logger
  readonly texts: Texts
  readonly renderPage: RenderPage<PlatformsPages>
}
