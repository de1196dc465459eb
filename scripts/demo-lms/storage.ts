import type { Lms } from './lms.ts'
import type { Parameters } from './request-values.ts'

/** Sent with the login request and with the launch: https://www.imsglobal.org/spec/lti-cs-oidc/v0p1 */
export function storageSignal({ storage }: Lms): Parameters {
  if (storage === undefined) return {}
  return { lti_storage_target: storage === 'parent' ? '_parent' : 'lti_storage' }
}
