import { load } from 'cheerio'

export interface Page {
  readonly status: number
  readonly headers: Headers
  readonly location: string | undefined
  readonly text: string
  /** `data-error` of the page, if it is an error page. */
  readonly errorCode: string | undefined
}

interface Send {
  readonly method?: string
  readonly form?: Readonly<Record<string, string>> | string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Cookies and single requests, redirects not followed. supertest's agent would drop our Secure cookies on plain http,
 * which browsers keep on loopback.
 */
export interface Browser {
  readonly cookies: Map<string, string>
  send(url: string, options?: Send): Promise<Page>
}

export function aBrowser(origin: string): Browser {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async send(url, options = {}) {
      const response = await fetch(new URL(url, origin), toRequest(options, cookies))
      for (const line of response.headers.getSetCookie()) remember(cookies, line)
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        location: response.headers.get('location') ?? undefined,
        text,
        errorCode: load(text)('[data-error]').attr('data-error'),
      }
    },
  }
}

function toRequest({ method, form, headers }: Send, cookies: Map<string, string>): RequestInit {
  const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ')
  const base = { accept: 'text/html', cookie }
  if (form === undefined) {
    return { method: method ?? 'GET', redirect: 'manual', headers: { ...base, ...headers } }
  }
  const body = typeof form === 'string' ? form : new URLSearchParams(form).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const all = { ...base, ...type, ...headers }
  return { method: method ?? 'POST', redirect: 'manual', headers: all, body }
}

function remember(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const [name = '', value = ''] = pair.split('=')
  if (/expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}
