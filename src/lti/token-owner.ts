import { ConflictError } from '../errors/index.ts'
import { KNOWN_ISSUERS } from './known-issuers.ts'
import type { Registration } from './registration.ts'

// Cloud LMSs whose tenants share one server for tokens: https://docs.valence.desire2learn.com/basic/oauth2.html
const SHARED_TOKEN_ORIGINS: readonly string[] = ['https://auth.brightspace.com']

interface ToldBy {
  readonly issuer: string
  readonly configurationUrl: string
}

/**
 * Whether a platform that registers itself may name this address for tokens. A token is sent wherever a launch of that
 * platform says that its gradebook is, so one that names another LMS's address would be handed that LMS's token.
 */
export function mayGiveTokens(tokenUrl: string, { issuer, configurationUrl }: ToldBy): boolean {
  const known = KNOWN_ISSUERS.find((one) => one.issuer === issuer)
  const own = [issuer, configurationUrl].map((url) => new URL(url).origin)
  return [...own, ...(known?.origins ?? []), ...SHARED_TOKEN_ORIGINS].includes(
    new URL(tokenUrl).origin,
  )
}

/**
 * The client id is the platform's to choose, so it may be the one that we have at another LMS; with that LMS's token
 * address beside it, both would get the same tokens. Some LMSs look it up without regard to case, as their databases do.
 * Whoever adds the second has to say first that the other is gone.
 * @throws ConflictError('platform-tokens-of-another')
 */
export function refuseTokensOfAnother(
  candidate: Registration,
  others: readonly Registration[],
): void {
  const isSame = ({ platformId, clientId, tokenUrl }: Registration) =>
    platformId !== candidate.platformId &&
    clientId.toLowerCase() === candidate.clientId.toLowerCase() &&
    serverOf(tokenUrl) === serverOf(candidate.tokenUrl)
  const other = others.find(isSame)
  if (other) throw new ConflictError('platform-tokens-of-another', { name: other.name })
}

/** A dot at the end names the same host. */
function serverOf(url: string): string {
  const { hostname, port, protocol } = new URL(url)
  return `${protocol}//${hostname.replace(/\.$/, '')}:${port}`
}
