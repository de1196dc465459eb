import type { RegistrationId } from '../../src/lti/index.ts'
import { aBrowser, type Browser, type Page } from './a-browser.ts'
import { aRegistration } from './a-registration.ts'
import { aSample, type Claims, type Sample } from './a-sample.ts'
import { type FakePlatform, type PlatformKey, startFakePlatform } from './fake-platform.ts'
import { startTestApp, type TestApp } from './test-app.ts'

/** The tool, one registered platform, and what a browser between them does. */
export interface LaunchBench {
  readonly app: TestApp
  readonly platform: FakePlatform
  newBrowser(): Browser
  stop(): Promise<void>
}

export async function startLaunchBench(
  options: Parameters<typeof startTestApp>[0] = {},
): Promise<LaunchBench> {
  const [app, platform] = await Promise.all([startTestApp(options), startFakePlatform()])
  await app.deps.lti.registry.add(registrationOf(platform))
  return {
    app,
    platform,
    newBrowser: () => aBrowser(app.url),
    async stop() {
      await app.stop()
      await platform.stop()
    },
  }
}

function registrationOf(platform: FakePlatform) {
  return aRegistration({
    authUrl: `${platform.url}/auth`,
    tokenUrl: `${platform.url}/token`,
    jwksUrl: `${platform.url}/jwks`,
    deployments: ['1', '3', '4'].map((id) => ({ id, state: 'allowed' })),
  })
}

/** Registers the issuer and client of another sample, with this platform's keys. */
export async function registerSample(bench: LaunchBench, { claims }: Sample): Promise<void> {
  const issuer = String(claims['iss'])
  const clientId = String(claims['aud'])
  const id = `registration-${clientId}` as RegistrationId
  if (bench.app.deps.lti.registry.ofIssuer(issuer, clientId).length > 0) return
  const base = registrationOf(bench.platform)
  await bench.app.deps.lti.registry.add({ ...base, id, issuer, clientId })
}

/** What our login asked the platform. */
export interface Asked {
  readonly state: string
  readonly nonce: string
  readonly url: URL
}

/** Login up to the platform's door: initiation, cookie test, and what the platform is asked. */
export async function login(browser: Browser, request = aSample().loginRequest): Promise<Asked> {
  const first = await browser.send('/lti/login', { form: request })
  const second = first.location?.includes('/lti/login?')
    ? await browser.send(first.location)
    : first
  const url = new URL(second.location ?? `about:${second.text}`)
  return {
    state: url.searchParams.get('state') ?? '',
    nonce: url.searchParams.get('nonce') ?? '',
    url,
  }
}

interface LaunchOptions {
  readonly sample?: Sample
  readonly claims?: Claims
  /** Claims to leave out. */
  readonly without?: readonly string[]
  readonly key?: PlatformKey
  readonly browser?: Browser
  readonly token?: (claims: Claims) => string | Promise<string>
  readonly asked?: Asked
  readonly atS?: number
}

/** One whole launch; returns the answer to the launch POST. */
export async function launch(bench: LaunchBench, options: LaunchOptions = {}): Promise<Page> {
  const sample = options.sample ?? aSample()
  const browser = options.browser ?? bench.newBrowser()
  const asked = options.asked ?? (await login(browser, sample.loginRequest))
  const claims = freshClaims(sample, asked, options)
  const token = await (options.token?.(claims) ?? bench.platform.sign(claims, options.key))
  return browser.send('/lti/launch', { form: { id_token: token, state: asked.state } })
}

export function freshClaims(sample: Sample, asked: Asked, options: LaunchOptions): Claims {
  const iat = options.atS ?? Math.floor(Date.now() / 1000)
  const all = { ...sample.claims, nonce: asked.nonce, iat, exp: iat + 60, ...options.claims }
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => !(options.without ?? []).includes(name)),
  )
}

/** Everything that a launch could leave in the store. */
export async function storedVisits(bench: LaunchBench): Promise<number> {
  return bench.app.deps.storage.visits.sweep(new Date('2100-01-01'))
}
