import type { Answer, Connections, Cookies } from './browser.ts'
import type { SignToken } from './launch-token.ts'
import type { Target } from './roles.ts'

const MAX_REDIRECTS = 3

/** A browser at the platform's door, with the tool's question. */
export interface LoggedIn {
  readonly target: Target
  readonly cookies: Cookies
  readonly sub: string
  readonly state: string
  readonly nonce: string
}

export interface ReadyToLaunch extends LoggedIn {
  readonly idToken: string
}

export interface Landed {
  readonly cookies: Cookies
  readonly url: string
}

/** Third-party initiated login by POST, as Moodle does it, up to the redirect to the platform. */
export async function logIn(
  connections: Connections,
  target: Target,
  sub: string,
): Promise<LoggedIn> {
  const cookies: Cookies = new Map()
  const form = loginForm(target, sub)
  let answer = await connections.send({ url: target.tool.loginUrl, cookies, form })
  for (let hop = 0; hop < MAX_REDIRECTS && isWithin(target, answer.location); hop += 1) {
    answer = await connections.send({ url: answer.location, cookies })
  }
  const { location } = answer
  if (!location?.startsWith(target.platform.authUrl)) throw unexpected('login', answer)
  const { searchParams } = new URL(location)
  const [state = '', nonce = ''] = ['state', 'nonce'].map((name) => searchParams.get(name) ?? '')
  return { target, cookies, sub, state, nonce }
}

function loginForm({ tool, platform }: Target, sub: string): string {
  const { issuer: iss, clientId: client_id, deploymentId: lti_deployment_id } = platform
  const hints = {
    login_hint: sub,
    lti_message_hint: '{"cmid":2,"launchid":"ltilaunch1_501466118"}',
  }
  const tied = { iss, client_id, lti_deployment_id, target_link_uri: tool.launchUrl }
  return new URLSearchParams({ ...tied, ...hints }).toString()
}

function isWithin({ tool }: Target, location: string | undefined): location is string {
  return location !== undefined && new URL(location).origin === new URL(tool.launchUrl).origin
}

/** The platform's part; it is never on the clock. */
export async function sign(signToken: SignToken, pupil: LoggedIn): Promise<ReadyToLaunch> {
  const { target, sub, nonce } = pupil
  const order = { platform: target.platform, launchUrl: target.tool.launchUrl, sub, nonce }
  return { ...pupil, idToken: await signToken(order) }
}

export function postLaunch(connections: Connections, pupil: ReadyToLaunch): Promise<Answer> {
  const { target, cookies, idToken, state } = pupil
  const form = new URLSearchParams({ id_token: idToken, state }).toString()
  return connections.send({ url: target.tool.launchUrl, cookies, form })
}

/** The launch POST, which must be accepted. */
export async function launch(connections: Connections, pupil: ReadyToLaunch): Promise<Landed> {
  const answer = await postLaunch(connections, pupil)
  const isAccepted = answer.status >= 300 && answer.status < 400
  if (!isAccepted || !isWithin(pupil.target, answer.location)) throw unexpected('launch', answer)
  return { cookies: pupil.cookies, url: answer.location }
}

/** The page that the launch leads to. */
export async function openPage(connections: Connections, { url, cookies }: Landed): Promise<void> {
  const answer = await connections.send({ url, cookies })
  if (answer.status !== 200 || answer.byteCount === 0) throw unexpected('page', answer)
}

function unexpected(step: string, { status, location }: Answer): Error {
  return new Error(`${step} answered ${status}${location ? ` to ${location}` : ''}`)
}
