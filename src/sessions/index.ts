/**
 * A buổi: recorded by hand or from a projector run, its audience, evidence and attestation, and review flags.
 * Does not belong here: whether it counts (coverage/), what is owed (requirements/), which school a course is of
 * (bindings/).
 */
export type {
  Attestation,
  AttestationEntry,
  AttestationStep,
  Attested,
  PersonRef,
  SessionState,
} from './attestation.ts'
export {
  attested,
  decideNextState,
  firstEntered,
  personKeyOf,
  SESSION_STATES,
} from './attestation.ts'
export type { AudienceScope } from './audience-scope.ts'
export { scopeOf, tidyLabel, WHOLE_SCHOOL } from './audience-scope.ts'
export type { Draft, DraftId, DraftOwner, DraftRepository, Fields } from './draft.ts'
export { draftIdOf, draftOf } from './draft.ts'
export type { FollowUp, FollowUpId, FollowUpRepository } from './follow-ups/index.ts'
export { followUpIdOf } from './follow-ups/index.ts'
export type {
  Ballot,
  Poll,
  Present,
  PresentDeps,
  PresentPages,
  Run,
  RunCode,
  RunCodeId,
  RunCodeRepository,
  RunId,
  RunOrigin,
  RunRepository,
  RunSearch,
  Screen,
  Slide,
} from './present/index.ts'
export {
  createPresent,
  newRunCode,
  previewRunPage,
  readersOf,
  runCodeIdOf,
  runIdOf,
  screensOf,
  slidesOf,
  unitsOf,
} from './present/index.ts'
export type {
  AudienceLine,
  Evidence,
  Presenter,
  Session,
  SessionContent,
  SessionForm,
  SessionId,
  SessionRepository,
} from './session.ts'
export { PRESENTERS, SESSION_FORMS, sessionIdOf, stagesOf } from './session.ts'
export type { SessionFlag } from './session-flags.ts'
export { flagsOf } from './session-flags.ts'
export type { SessionService } from './session-service.ts'
export type { Sessions, SessionsDeps } from './sessions.ts'
export { createSessions } from './sessions.ts'
export type { SessionsPages } from './sessions-pages.ts'
export type { UnplacedSession, UnplacedSessionRepository } from './unplaced-session.ts'
export { placed } from './unplaced-session.ts'
