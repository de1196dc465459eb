import { createMac } from '../runtime/index.ts'
import type { LearnerKey } from '../web/index.ts'

export type Pseudonymise = (platformId: string, sub: string) => LearnerKey

/**
 * HMAC over length-prefixed (platform, sub). Not the registration or deployment, or one pupil of two registrations
 * would count twice; the platform, because Moodle's `5` exists on every Moodle (architecture §5).
 */
export function createPseudonymise(pseudonymKey: string): Pseudonymise {
  const mac = createMac(Buffer.from(pseudonymKey))
  return (platformId, sub) => mac('learner', platformId, sub) as LearnerKey
}
