import { type CheerioAPI, load } from 'cheerio'

/** One page as a person without JavaScript has it. */
export interface Walked {
  readonly url: URL
  readonly status: number
  readonly $: CheerioAPI
}

/**
 * A browser without JavaScript: follows redirects, keeps cookies per host as browsers do (ports share them), presses
 * buttons of forms. One walker is one person at one machine.
 */
export interface Walker {
  open(url: string | URL): Promise<Walked>
  /** Submits the form around this button, or the first form of the selection, with the choices made. */
  press(page: Walked, selector: string, choices?: Choices): Promise<Walked>
  follow(page: Walked, selector: string): Promise<Walked>
}

interface Form {
  readonly body: string
  readonly origin: string
}

/** Every answer on the way, redirects among them. */
export interface Answered {
  readonly url: URL
  readonly status: number
  readonly location: string
  readonly text: string
}

type Choices = Readonly<Record<string, string | readonly string[]>>

export function aWalker(onAnswer: (answered: Answered) => void = () => undefined): Walker {
  const jars = new Map<string, Map<string, string>>()

  async function go(url: URL, form?: Form): Promise<Walked> {
    const jar = jars.get(url.hostname) ?? new Map<string, string>()
    jars.set(url.hostname, jar)
    const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, toRequest(cookie, form))
    for (const line of response.headers.getSetCookie()) keep(jar, line)
    const location = response.headers.get('location')
    const text = await response.text()
    onAnswer({ url, status: response.status, location: location ?? '', text })
    const isRedirect = location !== null && response.status >= 300 && response.status < 400
    return isRedirect ? go(new URL(location, url)) : { url, status: response.status, $: load(text) }
  }

  return {
    open: (url) => go(new URL(url)),
    follow: (page, selector) => go(new URL(page.$(selector).attr('href') ?? '?', page.url)),
    press(page, selector, choices = {}) {
      const target = page.$(selector).first()
      const form = target.is('form') ? target : target.closest('form')
      const body = fill(form.serializeArray(), choices).toString()
      const action = new URL(form.attr('action') ?? page.url.href, page.url)
      const isPost = form.attr('method')?.toLowerCase() === 'post'
      if (isPost) return go(action, { body, origin: page.url.origin })
      action.search = body
      return go(action)
    },
  }
}

function toRequest(cookie: string, form?: Form): RequestInit {
  const base = { accept: 'text/html', cookie }
  if (!form) return { redirect: 'manual', headers: base }
  const type = 'application/x-www-form-urlencoded'
  const headers = { ...base, 'content-type': type, origin: form.origin }
  return { method: 'POST', redirect: 'manual', headers, body: form.body }
}

/** The form as it stands, with the person's choices in place of what it offered under their names. */
function fill(
  offered: readonly { readonly name: string; readonly value: string }[],
  choices: Choices,
): URLSearchParams {
  const fields = new URLSearchParams()
  for (const { name, value } of offered) {
    if (!Object.hasOwn(choices, name)) fields.append(name, value)
  }
  for (const [name, values] of Object.entries(choices)) {
    for (const value of [values].flat()) fields.append(name, value)
  }
  return fields
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const split = pair.indexOf('=')
  if (/expires=thu, 01 jan 1970/i.test(line)) jar.delete(pair.slice(0, split))
  else jar.set(pair.slice(0, split), pair.slice(split + 1))
}
