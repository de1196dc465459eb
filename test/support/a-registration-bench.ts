import type { InviteDetails } from '../../src/lti/index.ts'
import { aBrowser, type Page } from './a-browser.ts'
import { type FakePlatform, type Reply, startFakePlatform } from './fake-platform.ts'
import { startTestApp, type TestApp } from './test-app.ts'

export const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
export const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration'
export const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope'
export const TOKEN = 'one-time.registration_token'

type Json = Readonly<Record<string, unknown>>

/** What one platform was asked, in order. */
export interface Heard {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Json | undefined
}

/** The tool, an invitation, and a platform that answers as Moodle does unless told otherwise. */
export interface RegistrationBench {
  readonly app: TestApp
  readonly platform: FakePlatform
  readonly heard: Heard[]
  /** Fields over those of the configuration; `undefined` takes one away. */
  configure(fields: Json): void
  /** What the registration answers. */
  grant(fields: Json): void
  /** Answers one address otherwise; undefined answers as before. */
  answer(path: '/config' | '/register', reply: Reply | 'hang' | undefined): void
  invite(details?: Partial<InviteDetails>): Promise<string>
  /** As the platform's administrator's browser does it. */
  open(inviteUrl: string, params?: Readonly<Record<string, string>>): Promise<Page>
  stop(): Promise<void>
}

export async function startRegistrationBench(
  options: Parameters<typeof startTestApp>[0] = {},
): Promise<RegistrationBench> {
  const [app, platform] = await Promise.all([startTestApp(options), startFakePlatform()])
  const heard: Heard[] = []
  const replies = new Map<string, Reply | 'hang'>()
  let configuration: Json = moodleConfiguration(platform.url)
  let granted: Json = { client_id: 'client-1', scope: `${AGS}/score ${AGS}/lineitem openid` }
  platform.answer('/config', ({ body, headers }) => {
    heard.push(toHeard('/config', headers.authorization, body))
    return replies.get('/config') ?? json(configuration)
  })
  platform.answer('/register', ({ body, headers }) => {
    heard.push(toHeard('/register', headers.authorization, body))
    return replies.get('/register') ?? json(granted)
  })
  return {
    app,
    platform,
    heard,
    configure: (fields) => (configuration = { ...configuration, ...fields }),
    grant: (fields) => (granted = fields),
    answer(path, reply) {
      if (reply) replies.set(path, reply)
      else replies.delete(path)
    },
    async invite(details = {}) {
      const { url } = await app.deps.lti.invitations.invite({ trust: [], days: 7, ...details })
      return url
    },
    open(inviteUrl, params = {}) {
      const url = new URL(inviteUrl)
      const usual = { openid_configuration: `${platform.url}/config`, registration_token: TOKEN }
      for (const [name, value] of Object.entries({ ...usual, ...params })) {
        if (value) url.searchParams.set(name, value)
      }
      return aBrowser(app.url).send(url.href)
    },
    async stop() {
      await app.stop()
      await platform.stop()
    },
  }
}

export function json(body: unknown, status = 200): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return { status, headers, body: JSON.stringify(body) }
}

function toHeard(path: string, authorization: string | undefined, body: string): Heard {
  return { path, authorization, body: body ? (JSON.parse(body) as Json) : undefined }
}

/** As a Moodle 4.5.6 sent it (measured), its own claims included. */
export function moodleConfiguration(url: string): Json {
  return {
    issuer: url,
    authorization_endpoint: `${url}/auth`,
    token_endpoint: `${url}/token`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    jwks_uri: `${url}/jwks`,
    registration_endpoint: `${url}/register`,
    scopes_supported: [
      ...['lineitem.readonly', 'result.readonly', 'score', 'lineitem'].map(
        (one) => `${AGS}/${one}`,
      ),
      'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
      'openid',
    ],
    response_types_supported: ['id_token'],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
    [PLATFORM]: {
      product_family_code: 'moodle',
      version: '4.5.6 (Build: 20250811)',
      messages_supported: [
        { type: 'LtiResourceLinkRequest' },
        { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] },
      ],
      variables: ['Context.id'],
    },
  }
}
