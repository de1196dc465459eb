import type { Catalogue } from '../catalogue/index.ts'
import type { Clock, Day } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import type { RenderPage, Texts } from '../web/index.ts'
import type { CourseSizeDeps } from './course-size.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import type { FollowUpRepository } from './follow-ups/follow-up.ts'
import type { RecordedRuns } from './recorded-runs.ts'
import type { Session, SessionRepository } from './session.ts'
import type { SessionAccess } from './session-access.ts'
import type { SessionService } from './session-service.ts'
import type { SessionsPages } from './sessions-pages.ts'
import type { UnplacedSessionRepository } from './unplaced-session.ts'

/** What the routes of this feature stand on. */
export interface RoutesDeps extends CourseSizeDeps {
  readonly service: SessionService
  readonly access: SessionAccess
  readonly draftKeeper: DraftKeeper
  readonly recordedRuns: RecordedRuns
  readonly followUps: FollowUpRepository
  readonly sessions: Pick<SessionRepository, 'listOfSchool'>
  readonly unplacedSessions: Pick<UnplacedSessionRepository, 'listOfContext'>
  /** Reasons in words why a session is not counted, as whoever counts sees it. */
  readonly whyNotCounted: (session: Session) => Promise<readonly string[]>
  /** Whether a period that is being counted has this day. */
  readonly isInOpenPeriod: (day: Day) => Promise<boolean>
  readonly directory: Pick<SchoolDirectory, 'byId'>
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<SessionsPages>
}
