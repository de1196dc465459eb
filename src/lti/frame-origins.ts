import { InvalidInputError } from '../errors/index.ts'
import { createOutbound } from './outbound.ts'

const MOST = 20

/**
 * Origins as an administrator types them, one a line, as they go into `frame-ancestors`. Whole hosts only: a wildcard
 * would let in whoever may have a name below it, and the list of public suffixes changes without us.
 * @throws InvalidInputError('frame-origin-refused') with the line that is none
 */
export function parseFrameOrigins(text: string, allowPrivate: boolean): readonly string[] {
  const { assertAllowed } = createOutbound({ allowPrivate })
  const lines = text.split(/[\s,]+/).filter((line) => line !== '')
  const origins = lines.map((line) => originOf(line, assertAllowed))
  const [tooMany] = lines.slice(MOST)
  if (tooMany !== undefined) throw refused(tooMany)
  return [...new Set(origins)]
}

function originOf(line: string, assertAllowed: (url: URL) => void): string {
  if (!URL.canParse(line)) throw refused(line)
  const url = new URL(line)
  const isBare = url.pathname === '/' && url.search === '' && url.hash === ''
  // What CSP takes for a sign of its own must not be in a host.
  if (!isBare || !/^[a-z0-9.:[\]-]+$/.test(url.host)) throw refused(line)
  try {
    assertAllowed(url)
  } catch (error) {
    throw refused(line, error)
  }
  return url.origin
}

function refused(line: string, cause?: unknown): InvalidInputError {
  return new InvalidInputError('frame-origin-refused', { line: line.slice(0, 100) }, cause)
}
