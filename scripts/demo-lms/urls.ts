import { course } from './course.ts'

/** Every address of the LMS, in Moodle's own paths: tools of the wild were written against them. */
export interface Urls {
  readonly base: string
  readonly auth: string
  readonly token: string
  readonly jwks: string
  readonly configuration: string
  readonly registration: string
  readonly basicOutcome: string
  lineItems(typeId: string): string
  lineItem(id: string, typeId: string): string
  results(id: string, typeId: string): string
  memberships(typeId: string): string
  readonly moodleCustom: (typeId: string) => Record<string, string>
}

export const paths = {
  launch: '/mod/lti/launch.php',
  linkRequest: '/mod/lti/contentitem.php',
  linkReturn: '/mod/lti/contentitem_return.php',
  auth: '/mod/lti/auth.php',
  token: '/mod/lti/token.php',
  jwks: '/mod/lti/certs.php',
  configuration: '/mod/lti/openid-configuration.php',
  registration: '/mod/lti/openid-registration.php',
  return: '/mod/lti/return.php',
  services: '/mod/lti/services.php',
  /** Not Moodle's: it has no platform storage. */
  storage: '/lti-storage',
} as const

export function createUrls(base: string): Urls {
  const services = `${base}${paths.services}`
  const section = `${services}/CourseSection/${course.id}/bindings`
  const lineItems = `${services}/${course.id}/lineitems`
  const memberships = (typeId: string) => `${section}/${encodeURIComponent(typeId)}/memberships`
  return {
    base,
    auth: `${base}${paths.auth}`,
    token: `${base}${paths.token}`,
    jwks: `${base}${paths.jwks}`,
    configuration: `${base}${paths.configuration}`,
    registration: `${base}${paths.registration}`,
    basicOutcome: `${base}/mod/lti/service.php`,
    lineItems: (typeId) => `${lineItems}${typeQuery(typeId)}`,
    lineItem: (id, typeId) => `${lineItems}/${id}/lineitem${typeQuery(typeId)}`,
    results: (id, typeId) => `${lineItems}/${id}/lineitem/results${typeQuery(typeId)}`,
    memberships,
    moodleCustom: (typeId) => {
      const type = encodeURIComponent(typeId)
      return {
        context_memberships_url: memberships(typeId),
        system_setting_url: `${services}/tool/${type}/custom`,
        context_setting_url: `${section}/tool/${type}/custom`,
        // Moodle sends this address unfinished, placeholder and all.
        link_setting_url: `${services}/links/{link_id}/custom`,
      }
    },
  }
}

function typeQuery(typeId: string): string {
  return `?type_id=${encodeURIComponent(typeId)}`
}
