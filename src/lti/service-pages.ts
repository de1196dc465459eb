import type { Clock } from '../runtime/index.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Outbound, OutboundResponse } from './outbound.ts'
import { nextPageOf } from './page-links.ts'
import { ServiceAnswerError, UnusableAnswerError } from './platform-failure.ts'
import type { Registration } from './registration.ts'

// A course has some dozens of columns and some hundreds of people.
const MOST_PAGES = 30
// A page takes at most 3 s, so all of them take little more than this.
const LONGEST_MS = 8000

export interface Collection {
  readonly url: URL
  readonly scope: string
  readonly mediaType: string
}

export interface ServicePages {
  /**
   * Pages of a collection, one JSON value each. ltijs reads pages too, but loses Moodle's next page and has no limit
   * (lti.md §3.3).
   * @throws ServiceAnswerError, UnusableAnswerError, PlatformAnswerError, or the transport's error
   */
  read(registration: Registration, collection: Collection): AsyncGenerator
}

export interface ServicePagesDeps {
  readonly outbound: Outbound
  readonly tokens: AccessTokens
  readonly clock: Clock
}

export function createServicePages(deps: ServicePagesDeps): ServicePages {
  return {
    async *read(registration, collection) {
      const startedAt = deps.clock.now().getTime()
      let page: URL | undefined = collection.url
      for (let count = 0; page; count += 1) {
        if (count === MOST_PAGES) throw new UnusableAnswerError('too-many-pages')
        const isLate = deps.clock.now().getTime() - startedAt > LONGEST_MS
        if (isLate) throw new UnusableAnswerError('too-slow')
        const answer = await getPage(deps, registration, { ...collection, url: page })
        yield parse(answer.body)
        page = nextOf(answer, page)
      }
    },
  }
}

/** The token goes where the launch said, and to no other host that an answer names. */
function nextOf({ headers }: OutboundResponse, page: URL): URL | undefined {
  const next = nextPageOf(headers['link'] ?? '', page)
  if (next && next.origin !== page.origin) throw new UnusableAnswerError('next-elsewhere')
  return next
}

/** Once more with a new token after a 401, as scores are. */
async function getPage(
  { outbound, tokens }: ServicePagesDeps,
  registration: Registration,
  { url, scope, mediaType }: Collection,
): Promise<OutboundResponse> {
  // First of all, so that not even a token is asked for on behalf of an address that is refused.
  outbound.assertAllowed(url)
  const get = async () => {
    const { token_type, access_token } = await tokens.get(registration, scope)
    const authorization = `${token_type} ${access_token}`
    const headers = { authorization, accept: mediaType, 'user-agent': 'la-chan' }
    return outbound.send(url.href, { headers })
  }
  const first = await get()
  if (first.status === 401) tokens.drop(registration, scope)
  const answer = first.status === 401 ? await get() : first
  const { status: statusCode, headers } = answer
  if (statusCode !== 200) throw new ServiceAnswerError({ statusCode, headers })
  return answer
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new UnusableAnswerError('not-json')
  }
}
