import { InvalidInputError } from '../errors/index.ts'
import { isAllowedUrl } from './reachable-address.ts'

const MOST = 20

/**
 * Origins as an administrator types them, one a line, as they go into `frame-ancestors`. Whole hosts only: a wildcard
 * would let in whoever may have a name below it, and the list of public suffixes changes without us.
 * @throws InvalidInputError('frame-origin-refused') with the line that is none
 */
export function parseFrameOrigins(text: string, allowPrivate: boolean): readonly string[] {
  const lines = text.split(/[\s,]+/).filter((line) => line !== '')
  const wrong = lines.find((line, index) => index >= MOST || !isOrigin(line, allowPrivate))
  if (wrong !== undefined) {
    throw new InvalidInputError('frame-origin-refused', { line: wrong.slice(0, 100) })
  }
  return [...new Set(lines.map((line) => new URL(line).origin))]
}

function isOrigin(line: string, allowPrivate: boolean): boolean {
  if (!URL.canParse(line)) return false
  const url = new URL(line)
  const isBare = url.pathname === '/' && url.search === '' && url.hash === ''
  // CSP has no way to say an address of IPv6, and takes some signs for its own.
  const isHost = /^[a-z0-9.:-]+$/.test(url.host)
  return isBare && isHost && isAllowedUrl(url, allowPrivate)
}
