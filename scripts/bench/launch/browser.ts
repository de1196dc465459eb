import { Pool } from 'undici'

/** A browser that has never been here: pupils share machines, and a visit ends with the browser. */
export type Cookies = Map<string, string>

export interface Answer {
  readonly status: number
  readonly location: string | undefined
  readonly byteCount: number
}

/** Connections that many browsers take turns on. */
export interface Connections {
  send(request: Request): Promise<Answer>
  close(): Promise<void>
}

interface Request {
  readonly url: string
  readonly cookies: Cookies
  /** Sent by POST, form-encoded. */
  readonly form?: string
}

const ACCEPT = { accept: 'text/html', 'accept-encoding': 'gzip' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const ANSWER_WITHIN_MS = 30_000

export function openConnections(toolUrl: string, count: number): Connections {
  const limits = { headersTimeout: ANSWER_WITHIN_MS, bodyTimeout: ANSWER_WITHIN_MS }
  const pool = new Pool(new URL(toolUrl).origin, { connections: count, pipelining: 1, ...limits })
  return {
    async send({ url, cookies, form }) {
      const { pathname, search } = new URL(url)
      const { statusCode, headers, body } = await pool.request({
        path: `${pathname}${search}`,
        method: form === undefined ? 'GET' : 'POST',
        headers: { ...ACCEPT, ...(form !== undefined && FORM), cookie: toHeader(cookies) },
        body: form ?? null,
      })
      const { byteLength } = await body.arrayBuffer()
      for (const line of [headers['set-cookie'] ?? []].flat()) remember(cookies, line)
      const location = headers['location']
      return {
        status: statusCode,
        location: typeof location === 'string' ? new URL(location, url).href : undefined,
        byteCount: byteLength,
      }
    },
    close: () => pool.close(),
  }
}

function toHeader(cookies: Cookies): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

function remember(cookies: Cookies, line: string): void {
  const [pair = ''] = line.split(';', 1)
  const name = pair.slice(0, pair.indexOf('='))
  if (/expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name)
  else cookies.set(name, pair.slice(name.length + 1))
}
