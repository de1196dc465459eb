import type { CookieOptions, Request } from 'express'

/** How every cookie of ours is written and read. */
export interface CookieShape {
  readonly name: (plain: string) => string
  readonly options: CookieOptions
  /** The cookie's value; none where it came twice, since one of the two is somebody else's. */
  readonly read: (req: Request, name: string) => string | undefined
  /** Whether the browser gives it to a post from another site only while it is new. */
  readonly onlyWhileNew: boolean
}

// Browsers take these hosts as secure, even on plain http.
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Only a partitioned cookie comes back in the frame of an LMS (lti.md §7). On plain http elsewhere a Secure cookie is
 * dropped, and `SameSite=None` needs Secure: there the cookie names no SameSite at all, which Chromium sends with a
 * top-level post from another site for two minutes, so the tool opens in a window of its own.
 */
export function createCookieShape(publicUrl: string): CookieShape {
  const { protocol, hostname } = new URL(publicUrl)
  const isHttps = protocol === 'https:'
  const isSecure = isHttps || LOOPBACK.has(hostname)
  const base = { httpOnly: true, path: '/' }
  return {
    name: (plain) => (isHttps ? `__Host-${plain}` : plain),
    options: isSecure ? { ...base, secure: true, sameSite: 'none', partitioned: true } : base,
    read: readCookie,
    onlyWhileNew: !isSecure,
  }
}

function readCookie(req: Request, name: string): string | undefined {
  const prefix = `${name}=`
  const values = (req.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length))
  return values.length === 1 ? values[0] : undefined
}
