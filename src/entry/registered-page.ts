import type { Registration } from '../lti/index.ts'
import type { PageModel, TextKey, Texts } from '../web/index.ts'

export interface RegisteredPage extends PageModel {
  readonly id: string
  readonly lines: readonly Line[]
}

interface Line {
  readonly name: string
  readonly label: string
  readonly value: string
}

// Ends of scopes: https://www.imsglobal.org/spec/lti-ags/v2p0#scope, https://www.imsglobal.org/spec/lti-nrps/v2p0#scope
const SERVICES: readonly (readonly [string, TextKey])[] = [
  ['lti-ags/scope/lineitem', 'entry.registered.services.columns'],
  ['lti-ags/scope/lineitem.readonly', 'entry.registered.services.findColumns'],
  ['lti-ags/scope/score', 'entry.registered.services.scores'],
  ['lti-nrps/scope/contextmembership.readonly', 'entry.registered.services.members'],
]

/** Whoever approves the registration compares these with what the LMS shows. */
export function registeredPage(registration: Registration, texts: Texts): RegisteredPage {
  const { id, issuer, clientId, authUrl, tokenUrl, jwksUrl, deployments } = registration
  const none = texts.t('entry.registered.unsaid')
  const listed = (values: readonly string[]) => values.join(' · ') || none
  const rows: readonly (readonly [string, TextKey, string])[] = [
    ['id', 'entry.registered.id', id],
    ['issuer', 'entry.registered.issuer', issuer],
    ['client-id', 'entry.registered.clientId', clientId],
    ['auth-url', 'entry.registered.authUrl', authUrl],
    ['token-url', 'entry.registered.tokenUrl', tokenUrl],
    ['jwks-url', 'entry.registered.jwksUrl', jwksUrl],
    ['deployments', 'entry.registered.deployments', listed(deployments.map((one) => one.id))],
    ['scopes', 'entry.registered.scopes', listed(servicesOf(registration, texts))],
  ]
  const lines = rows.map(([name, key, value]) => ({ name, label: texts.t(key), value }))
  return { title: texts.t('entry.registered.title'), layout: 'bare', id, lines }
}

/** As an administrator would say them; what we have no word for as it came. */
function servicesOf({ grantedScopes = [] }: Registration, texts: Texts): readonly string[] {
  return grantedScopes.map((scope) => {
    const [, key] = SERVICES.find(([end]) => scope.endsWith(`/${end}`)) ?? []
    return key ? texts.t(key) : scope
  })
}
