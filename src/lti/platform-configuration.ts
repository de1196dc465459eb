import { InvalidInputError } from '../errors/index.ts'
import { mayBeAudienceAt } from './assertion-audience.ts'
import { speaksFor } from './known-issuers.ts'
import { isPlainAddress } from './reachable-address.ts'
import { mayGiveTokens } from './token-owner.ts'

const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration'
const LONGEST_URL = 2048
const LONGEST_TEXT = 255

/** A message that the platform can send, and where it can put the link for it. */
export interface SupportedMessage {
  readonly type: string
  readonly placements: readonly string[]
}

/** What of a platform's OpenID configuration we use, all of it judged. */
export interface PlatformConfiguration {
  readonly issuer: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly registrationUrl: string
  /** Absent where the token address is meant, and where an assertion for it must not be sent there. */
  readonly authorizationServer?: string
  /** `moodle`, `canvas` …; lower case, empty where it says nothing. */
  readonly product: string
  readonly messages: readonly SupportedMessage[]
  /** Empty where the platform does not say. */
  readonly scopes: readonly string[]
  readonly variables: readonly string[]
}

export interface ConfigurationSource {
  /** Where the configuration came from. */
  readonly url: string
  readonly isAllowedUrl: (url: string) => boolean
}

/**
 * https://www.imsglobal.org/spec/lti-dr/v1p0#openid-configuration
 * @throws InvalidInputError('registration-…'), never with a text of the platform
 */
export function parsePlatformConfiguration(
  raw: unknown,
  source: ConfigurationSource,
): PlatformConfiguration {
  const fields = recordOf(raw)
  const issuer = issuerOf(fields, source)
  requireRs256(fields)
  const endpoint = (field: string) => endpointOf(fields, field, source)
  const platform = recordOf(fields[PLATFORM])
  const product = textOf(platform['product_family_code'])?.toLowerCase() ?? ''
  const tokenUrl = endpoint('token_endpoint')
  if (!mayGiveTokens(tokenUrl, { issuer, configurationUrl: source.url })) {
    throw new InvalidInputError('registration-tokens-foreign')
  }
  const audience = product === 'canvas' ? undefined : textOf(fields['authorization_server'])
  return {
    issuer,
    authUrl: endpoint('authorization_endpoint'),
    tokenUrl,
    jwksUrl: endpoint('jwks_uri'),
    registrationUrl: endpoint('registration_endpoint'),
    product,
    messages: listOf(platform['messages_supported']).map(toMessage),
    scopes: textsOf(fields['scopes_supported']),
    variables: textsOf(platform['variables']),
    // Canvas names one and takes its token address only (lti.md §6).
    ...(audience && mayBeAudienceAt(tokenUrl, audience) && { authorizationServer: audience }),
  }
}

/** One that a login can name, at the origin that the configuration came from. */
function issuerOf(fields: Fields, { url }: ConfigurationSource): string {
  const issuer = textOf(fields['issuer'])
  if (!issuer || !URL.canParse(issuer)) throw incomplete('issuer')
  if (!speaksFor(url, issuer)) throw new InvalidInputError('registration-issuer-foreign')
  return issuer
}

function endpointOf(fields: Fields, field: string, { isAllowedUrl }: ConfigurationSource): string {
  const url = fields[field]
  if (typeof url !== 'string' || url.length > LONGEST_URL || !URL.canParse(url)) {
    throw incomplete(field)
  }
  if (!isPlainAddress(url) || !isAllowedUrl(url)) {
    throw new InvalidInputError('registration-address-refused', { field })
  }
  return url
}

const SIGNING_FIELDS = [
  'id_token_signing_alg_values_supported',
  'token_endpoint_auth_signing_alg_values_supported',
] as const

/** https://www.imsglobal.org/spec/security/v1p1#message-security-and-message-signing */
function requireRs256(fields: Fields): void {
  for (const field of SIGNING_FIELDS) {
    const isSaid = fields[field] !== undefined
    if (isSaid && !textsOf(fields[field]).includes('RS256')) {
      throw new InvalidInputError('registration-algorithm-refused')
    }
  }
}

function toMessage(raw: unknown): SupportedMessage {
  const { type, placements } = recordOf(raw)
  return { type: textOf(type) ?? '', placements: textsOf(placements) }
}

type Fields = Readonly<Record<string, unknown>>

function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((one) => typeof one === 'string')
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) && value.length <= LONGEST_TEXT
    ? value
    : undefined
}

function incomplete(field: string): InvalidInputError {
  return new InvalidInputError('registration-configuration-incomplete', { field })
}
