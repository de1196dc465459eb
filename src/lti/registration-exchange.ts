import { InvalidInputError, PlatformUnavailableError } from '../errors/index.ts'
import type { Logger } from '../runtime/index.ts'
import type { Outbound, OutboundRequest, OutboundResponse } from './outbound.ts'
import { parsePlatformConfiguration, type PlatformConfiguration } from './platform-configuration.ts'
import { type Granted, parseRegistrationAnswer } from './registration-answer.ts'
import type { About } from './services-asked.ts'
import { type ToolAddresses, toolRegistration } from './tool-registration.ts'

export interface ExchangeDeps extends ToolAddresses {
  readonly outbound: Outbound
  readonly logger: Logger
  readonly about: About
}

interface Asked {
  readonly configurationUrl: string
  readonly token?: string
}

/** https://www.imsglobal.org/spec/lti-dr/v1p0#openid-configuration. @throws AppError('registration-…') */
export async function fetchConfiguration(
  deps: ExchangeDeps,
  { configurationUrl: url, token }: Asked,
): Promise<PlatformConfiguration> {
  // Canvas wants the token here as well (lti.md W19).
  const answer = await ask(deps, url, { headers: headersWith(token) })
  if (answer.status !== 200 || !isJson(answer)) {
    throw new InvalidInputError('registration-configuration-unreadable')
  }
  const raw = parseJson(answer.body, 'registration-configuration-unreadable')
  return parsePlatformConfiguration(raw, { url, isAllowedUrl: (one) => isAllowed(deps, one) })
}

/** https://www.imsglobal.org/spec/lti-dr/v1p0#client-registration-request. @throws AppError('registration-…') */
export async function askToRegister(
  deps: ExchangeDeps,
  platform: PlatformConfiguration,
  token: string | undefined,
): Promise<Granted> {
  const answer = await ask(deps, platform.registrationUrl, {
    method: 'POST',
    headers: { ...headersWith(token), 'content-type': 'application/json' },
    body: JSON.stringify(toolRegistration(platform, deps, deps.about)),
  })
  if (answer.status !== 200 && answer.status !== 201) {
    logRefusal(deps.logger, platform.registrationUrl, `answered:${answer.status}`)
    throw new InvalidInputError('registration-refused-by-platform')
  }
  if (!isJson(answer)) throw new InvalidInputError('registration-answer-unreadable')
  return parseRegistrationAnswer(parseJson(answer.body, 'registration-answer-unreadable'))
}

/**
 * Refused connections, names that lead into a private network, time-outs, TLS and oversized answers end alike: nobody
 * learns from us what listens where (lti.md W16).
 */
async function ask(
  deps: ExchangeDeps,
  url: string,
  request: OutboundRequest,
): Promise<OutboundResponse> {
  try {
    return await deps.outbound.send(url, request)
  } catch (error) {
    logRefusal(deps.logger, url, reasonOf(error))
    throw new PlatformUnavailableError('registration-unreachable')
  }
}

function logRefusal(logger: Logger, url: string, reason: string): void {
  logger.warn({ host: new URL(url).host, reason }, 'platform did not register')
}

/** Node's code of the failure: a message could repeat what the platform sent. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : String(name)
}

function headersWith(token: string | undefined): Readonly<Record<string, string>> {
  const base = { accept: 'application/json', 'user-agent': 'la-chan' }
  return token === undefined ? base : { ...base, authorization: `Bearer ${token}` }
}

function isJson({ headers }: OutboundResponse): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '')
}

function parseJson(body: string, code: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw new InvalidInputError(code)
  }
}

function isAllowed({ outbound }: ExchangeDeps, url: string): boolean {
  try {
    outbound.assertAllowed(url)
    return true
  } catch {
    return false
  }
}
