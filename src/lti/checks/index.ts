/**
 * The rules of launch validation, one per file under its link, in the order in which they run: first who sent it, then
 * whether it is a message that we may take. Does not belong here: signatures (verify-token.ts), our own allow-list of
 * deployments (launch-routes.ts).
 */
import { audienceIsUs } from './audience-is-us.ts'
import type { Check } from './check.ts'
import { deploymentIsNamed } from './deployment-is-named.ts'
import { issuedRecently } from './issued-recently.ts'
import { issuerIsRegistered } from './issuer-is-registered.ts'
import { learnerIsNamed } from './learner-is-named.ts'
import { linkIsNamed } from './link-is-named.ts'
import { linksCanBeReturned } from './links-can-be-returned.ts'
import { messageIsKnown } from './message-is-known.ts'
import { nonceIsOurs } from './nonce-is-ours.ts'
import { notExpired } from './not-expired.ts'
import { personIsNamed } from './person-is-named.ts'
import { rolesAreListed } from './roles-are-listed.ts'
import { targetIsNamed } from './target-is-named.ts'
import { versionIs13 } from './version-is-1-3.ts'

export const launchChecks: readonly Check[] = [
  issuerIsRegistered,
  audienceIsUs,
  nonceIsOurs,
  notExpired,
  issuedRecently,
  versionIs13,
  messageIsKnown,
  deploymentIsNamed,
  personIsNamed,
  rolesAreListed,
  linkIsNamed,
  linksCanBeReturned,
  learnerIsNamed,
  targetIsNamed,
]

export type { LaunchFacts } from './check.ts'
