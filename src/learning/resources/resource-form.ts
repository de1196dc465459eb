import { textField } from '../../web/index.ts'

export interface ResourceDraft {
  readonly title: string
  readonly url: string
  readonly forLearners: boolean
}

export type ResourceProblem = 'title' | 'url'

const LONGEST_TITLE = 120
const LONGEST_URL = 500
/** Longer than either may be, so that what is too long is said and not refused at the door. */
const LONGEST_FIELD = 2000

/** @throws MalformedRequestError where a field is repeated or far too long */
export function parseDraft(body: unknown): ResourceDraft {
  return {
    title: textField(body, 'title', LONGEST_FIELD)?.trim() ?? '',
    url: textField(body, 'url', LONGEST_FIELD)?.trim() ?? '',
    forLearners: textField(body, 'learners', 1) === '1',
  }
}

export function problemsOf({ title, url }: ResourceDraft): readonly ResourceProblem[] {
  const isNamed = title !== '' && title.length <= LONGEST_TITLE
  return [...(isNamed ? [] : ['title' as const]), ...(addressOf(url) ? [] : ['url' as const])]
}

/**
 * A page of the open web, as it is written in the WHATWG URL standard; undefined for anything else: another scheme, a
 * name and password, a machine of the own network.
 * @see https://url.spec.whatwg.org/#url-parsing
 */
export function addressOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:' || url.href.length > LONGEST_URL) return undefined
  const isOpen = url.username === '' && url.password === '' && isPublicName(url.hostname)
  return isOpen ? url.href : undefined
}

/** `vn-cop.vn`; no bare machine, no address in numbers, no name that is reserved for own networks (RFC 6762, 6761). */
function isPublicName(host: string): boolean {
  return /\.[a-z][a-z0-9-]+$/.test(host) && !/\.(?:local|localhost|internal|test)$/.test(host)
}
