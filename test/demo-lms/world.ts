import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { load } from 'cheerio'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

import { type DemoLms, type DemoTool, startDemoLms } from '../../scripts/demo-lms/index.ts'
import { createSigningKey } from '../../scripts/demo-lms/signing-key.ts'
import { createState } from '../../scripts/demo-lms/state.ts'

export const scoreType = 'application/vnd.ims.lis.v1.score+json'
export const itemType = 'application/vnd.ims.lis.v2.lineitem+json'
const ags = 'https://purl.imsglobal.org/spec/lti-ags/scope'
export const scopes = {
  lineItem: `${ags}/lineitem`,
  lineItemRead: `${ags}/lineitem.readonly`,
  result: `${ags}/result.readonly`,
  score: `${ags}/score`,
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
}

const lmsKey = createSigningKey()
const toolKeys = generateKeyPair('RS256')
const strangerKeys = generateKeyPair('RS256')

/** A clock that stands still until a test moves it. */
export function aClock(start = '2026-11-24T02:00:00.250Z') {
  let at = Date.parse(start)
  return {
    now: () => new Date(at),
    advance: (seconds: number) => (at += seconds * 1000),
  }
}

export interface World {
  lms: DemoLms
  readonly clock: ReturnType<typeof aClock>
  readonly tool: DemoTool
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A demo LMS on a free port, with a tool of one key that knows nothing but its key set. */
export async function aWorld(): Promise<World> {
  const clock = aClock()
  const jwks = await serveJwks()
  const tool = aTool({ jwksUrl: urlOf(jwks) })
  const state = await createState(await lmsKey)
  const lms = await startDemoLms({ host: '127.0.0.1', port: 0, clock, state })
  lms.registerTool(tool)
  const world: World = {
    lms,
    clock,
    tool,
    restart: async () => {
      const port = Number(new URL(world.lms.url).port)
      world.lms = await startDemoLms({ host: '127.0.0.1', port, clock, state: world.lms.state })
    },
    stop: async () => {
      await world.lms.stop()
      jwks.closeAllConnections()
      jwks.close()
    },
  }
  return world
}

export function aTool(overrides: Partial<DemoTool> = {}): DemoTool {
  return {
    name: 'Lá Chắn',
    clientId: 'fake-tool-1',
    deploymentId: '1',
    loginUrl: 'http://localhost:4999/lti/login',
    redirectUris: ['http://localhost:4999/lti/launch'],
    jwksUrl: 'http://127.0.0.1:9/jwks',
    targetLinkUri: 'http://localhost:4999/lti/launch',
    ...overrides,
  }
}

async function serveJwks(): Promise<Server> {
  const { publicKey } = await toolKeys
  const body = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }],
  })
  const server = createServer((_req, res) =>
    res.setHeader('Content-Type', 'application/json').end(body),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

export function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

type Signer = Pick<AssertionOverrides, 'header' | 'stranger'>

/** Signed as the tool signs, or as a stranger does. */
export async function signAsTool(
  claims: JWTPayload,
  { stranger = false, header = { alg: 'RS256', kid: 'k1' } }: Signer = {},
): Promise<string> {
  const { privateKey } = await (stranger ? strangerKeys : toolKeys)
  return new SignJWT(claims).setProtectedHeader(header).sign(privateKey)
}

export interface AssertionOverrides {
  readonly claims?: JWTPayload
  readonly header?: { alg: string; kid?: string }
  readonly stranger?: boolean
}

export async function anAssertion(
  world: World,
  overrides: AssertionOverrides = {},
): Promise<string> {
  const now = Math.floor(world.clock.now().getTime() / 1000)
  const { clientId } = world.tool
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: world.lms.endpoints.tokenUrl,
    iat: now,
    exp: now + 60,
    jti: randomUUID(),
    ...overrides.claims,
  }
  return signAsTool(claims, overrides)
}

export async function askToken(
  world: World,
  overrides: Record<string, string> = {},
): Promise<Response> {
  const form = {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    scope: Object.values(scopes).join(' '),
    ...overrides,
  }
  const assertion = overrides['client_assertion'] ?? (await anAssertion(world))
  const body = new URLSearchParams({ ...form, client_assertion: assertion })
  return fetch(world.lms.endpoints.tokenUrl, { method: 'POST', body })
}

export async function aToken(
  world: World,
  scope = Object.values(scopes).join(' '),
): Promise<string> {
  const answer = (await (await askToken(world, { scope })).json()) as { access_token: string }
  return answer.access_token
}

/** A browser as far as the protocol needs one: it keeps cookies, reads forms and follows nothing. */
export function aBrowser() {
  let cookie = ''
  const visit = async (url: string, init: RequestInit = {}) => {
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    const [set] = response.headers.getSetCookie()
    if (set !== undefined) cookie = set.split(';')[0] ?? ''
    return response
  }
  return { visit, forgetCookies: () => (cookie = '') }
}

export type Browser = ReturnType<typeof aBrowser>

export async function readForm(response: Response) {
  const $ = load(await response.text())
  const fields = $('form input[type=hidden]').toArray()
  return {
    method: $('form').attr('method'),
    action: $('form').attr('action'),
    button: $('form button').text(),
    fields: Object.fromEntries(
      fields.map((field) => [field.attribs['name'], field.attribs['value']]),
    ) as Record<string, string>,
  }
}

export interface LaunchAttempt {
  readonly browser: Browser
  readonly login: Record<string, string>
  readonly request: Record<string, string>
}

/** Signs in, opens an activity and writes the authentication request an honest tool would send. */
export async function openActivity(
  world: World,
  username = 'hs.an',
  courseModuleId = 2,
): Promise<LaunchAttempt> {
  const browser = aBrowser()
  await browser.visit(world.lms.personLink(username))
  const page = await browser.visit(`${world.lms.url}/mod/lti/launch.php?id=${courseModuleId}`)
  const login = (await readForm(page)).fields
  return { browser, login, request: authenticationRequest(world, login) }
}

export function authenticationRequest(world: World, login: Record<string, string>) {
  return {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: world.tool.clientId,
    redirect_uri: world.tool.redirectUris[0]!,
    login_hint: login['login_hint'] ?? '',
    lti_message_hint: login['lti_message_hint'] ?? '',
    nonce: 'n-0S6_WzA2Mj',
    state: 'af0ifjsldkj',
  }
}

export function authenticate(
  world: World,
  attempt: LaunchAttempt,
  overrides: Record<string, string> = {},
): Promise<Response> {
  const parameters = new URLSearchParams({ ...attempt.request, ...overrides })
  return attempt.browser.visit(`${world.lms.endpoints.authUrl}?${parameters.toString()}`)
}

export function lineItemUrl(world: World, id = '2'): string {
  return `${world.lms.url}/mod/lti/services.php/2/lineitems/${id}/lineitem?type_id=1`
}

export function beforeQuery(url: string, suffix: string): string {
  return url.replace('?', `${suffix}?`)
}

export function aScore(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    userId: '5',
    scoreGiven: 100,
    scoreMaximum: 100,
    timestamp: '2026-11-24T02:00:00.633Z',
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    ...overrides,
  }
}

export interface ScoreOptions {
  readonly token?: string
  readonly contentType?: string
  readonly item?: string
}

export async function sendScore(
  world: World,
  score: unknown,
  options: ScoreOptions = {},
): Promise<Response> {
  const token = options.token ?? (await aToken(world, scopes.score))
  return fetch(beforeQuery(options.item ?? lineItemUrl(world), '/scores'), {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': options.contentType ?? scoreType,
    },
    body: typeof score === 'string' ? score : JSON.stringify(score),
  })
}

export async function callService(
  world: World,
  url: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('Authorization', `Bearer ${await aToken(world)}`)
  return fetch(url, { ...init, headers })
}
