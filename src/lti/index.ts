/**
 * Speaks LTI 1.3 and drops names at the door: login, launch, keys, platforms, scores. The only importer of ltijs and
 * jose. Does not belong here: schools, modules, what a visit may do.
 */
export type { CookieShape } from './browser-cookie.ts'
export type { ChosenLink } from './content-item.ts'
export { LINK_TYPE } from './content-item.ts'
export type { DeepLinking, LinksForm, LinksToReturn } from './deep-linking.ts'
export { parseFrameOrigins } from './frame-origins.ts'
export type { Invitation, InvitationId, InvitationRepository } from './invitation.ts'
export { invitationIdOf } from './invitation.ts'
export type { Invitations, Invited, InviteDetails } from './invitations.ts'
export { createInvitations } from './invitations.ts'
export type { KeyRotation, ListedKey, ToolKeyState } from './key-rotation.ts'
export { createKeyRotation } from './key-rotation.ts'
export type { KeySet, KeySetRepository } from './key-set.ts'
export type { DeepLinkingSettings, GradeServices, Launch } from './launch.ts'
export type { Admission, EnterLaunch } from './launch-routes.ts'
export type { LineItemSearch } from './line-item.ts'
export { LINE_ITEM_TAG } from './line-item.ts'
export type { LineItemOutcome, LineItems } from './line-items.ts'
export type { LoginLimits } from './login-limit.ts'
export type { Lti, LtiDeps, LtiStore } from './lti.ts'
export { addressesOf, createLti } from './lti.ts'
export type { MemberCountOutcome, Members } from './members.ts'
export type { LtiPages, NewWindowPage, ProofPage, StoragePlace } from './pages.ts'
export type { PlatformFailure } from './platform-failure.ts'
export type {
  PlatformHealth,
  PlatformHealthRepository,
  SeenLaunch,
  SeenRefusals,
} from './platform-health.ts'
export { HEALTH_LIFE_MS, UNKNOWN_LMS } from './platform-health.ts'
export { createHealthRecorder } from './platform-health-recorder.ts'
export type { PlatformDetails } from './register-platform.ts'
export { toRegistration } from './register-platform.ts'
export type {
  Deployment,
  DeploymentState,
  PlatformId,
  Registration,
  RegistrationChanges,
  RegistrationId,
  RegistrationRepository,
  RegistrationState,
  TrustedSchoolClaim,
} from './registration.ts'
export type { Registry } from './registry.ts'
export { createRegistry } from './registry.ts'
export type { Role } from './roles.ts'
export type { ScoreOutcome, ScoreSender } from './score-sender.ts'
export { refuseTokensOfAnother } from './token-owner.ts'
export type { ToolKey, ToolKeyRepository } from './tool-key.ts'
export type { UsedStateId, UsedStateRepository } from './used-state.ts'
