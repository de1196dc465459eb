import type { Clock } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { PublicTokenRepository, PublicTokenText } from './public-token.ts'

export interface SchoolOfTokenDeps {
  readonly publicTokens: Pick<PublicTokenRepository, 'findByToken'>
  readonly clock: Clock
}

/** Whose invitation it is; of a code that has ended, or never was, nobody's. */
export type SchoolOfToken = (token: PublicTokenText | undefined) => Promise<SchoolId | undefined>

// A school that makes its old sheets end sees it everywhere within 2 s (architecture §3).
const LASTS_MS = 2000
const MOST_TOKENS = 2000

/** A hall of parents has one code: the store is asked once in two seconds, not on every page. */
export function createSchoolOfToken({ publicTokens, clock }: SchoolOfTokenDeps): SchoolOfToken {
  const known = new Map<PublicTokenText, { readonly at: number; readonly found: Found }>()

  function ask(token: PublicTokenText, at: number): Found {
    const found = publicTokens.findByToken(token).then((record) => record?.schoolId)
    const [oldest] = known.keys()
    if (known.size >= MOST_TOKENS && oldest !== undefined) known.delete(oldest)
    known.set(token, { at, found })
    // What failed is asked again; whoever asked hears of it.
    found.catch(() => known.delete(token))
    return found
  }

  return async (token) => {
    if (token === undefined) return undefined
    const now = clock.now().getTime()
    const latest = known.get(token)
    const isFresh = latest !== undefined && now - latest.at < LASTS_MS
    return isFresh ? latest.found : ask(token, now)
  }
}

type Found = Promise<SchoolId | undefined>
