import { importJWK, type JWK } from 'jose'

import { PlatformUnavailableError } from '../errors/index.ts'
import type { Clock, Logger } from '../runtime/index.ts'
import type { KeySet, KeySetRepository } from './key-set.ts'
import type { Outbound } from './outbound.ts'

// D2L rotates hourly (lti.md W15): while the platform answers, nothing older than this is used.
const FRESH_MS = 60 * 60 * 1000
const COOL_DOWN_MS = 30 * 1000

export type VerifyingKey = Awaited<ReturnType<typeof importJWK>>

export interface KeySets {
  /**
   * The platform's key of this id; `undefined` where the platform has no such key.
   * @throws PlatformUnavailableError('keys-unavailable') where it cannot be asked and the kept set has no such key
   */
  find(url: string, kid: string): Promise<VerifyingKey | undefined>
  /** Asks the platform now, unless that was done moments ago; tells whether its keys could be had. */
  isHad(url: string): Promise<boolean>
}

export interface KeySetsDeps {
  readonly outbound: Outbound
  readonly keySets: KeySetRepository
  readonly clock: Clock
  readonly logger: Logger
}

interface Cached {
  readonly keys: ReadonlyMap<string, JWK>
  readonly imported: Map<string, Promise<VerifyingKey | undefined>>
  readonly fetchedAt: number
}

/** https://www.imsglobal.org/spec/security/v1p1#key-set-url, with the cache that keeps a slow LMS from being our outage. */
export function createKeySets(deps: KeySetsDeps): KeySets {
  const cache = new Map<string, Cached>()
  const { refresh, failing } = createRefresh(deps, cache)
  const isFresh = ({ fetchedAt }: Cached) => deps.clock.now().getTime() - fetchedAt <= FRESH_MS

  async function load(url: string): Promise<Cached | undefined> {
    const kept = cache.has(url) ? undefined : await deps.keySets.find(url)
    if (kept) cache.set(url, toCached(kept))
    return cache.get(url)
  }

  return {
    async find(url, kid) {
      const known = await load(url)
      const isKnown = known?.keys.has(kid) === true
      const refreshing = isKnown && isFresh(known) ? undefined : refresh(url)
      // Known to be down: whoever has an old key does not wait for the next try, which may hang.
      if (!isKnown || !failing.has(url)) await refreshing
      const key = await importKey(cache.get(url), kid)
      if (!key && failing.has(url)) throw new PlatformUnavailableError('keys-unavailable')
      return key
    },
    async isHad(url) {
      await load(url)
      await refresh(url)
      return !failing.has(url)
    },
  }
}

function createRefresh(deps: KeySetsDeps, cache: Map<string, Cached>) {
  const flights = new Map<string, Promise<void>>()
  const triedAt = new Map<string, number>()
  const failing = new Set<string>()
  const nowMs = () => deps.clock.now().getTime()

  async function fetchOnce(url: string): Promise<void> {
    triedAt.set(url, nowMs())
    const keySet = await tryToFetch(url, deps)
    if (!keySet) return void failing.add(url)
    failing.delete(url)
    cache.set(url, toCached(keySet))
    await tryToKeep(keySet, deps)
  }

  /** Single flight per address; where a set is kept, never more often than the cool-down allows. */
  async function refresh(url: string): Promise<void> {
    const sinceTryMs = nowMs() - (triedAt.get(url) ?? -Infinity)
    if (!flights.has(url) && cache.has(url) && sinceTryMs < COOL_DOWN_MS) return
    const flight = flights.get(url) ?? fetchOnce(url).finally(() => flights.delete(url))
    flights.set(url, flight)
    await flight
  }

  return { refresh, failing }
}

async function tryToFetch(url: string, deps: KeySetsDeps): Promise<KeySet | undefined> {
  try {
    return await fetchKeySet(url, deps.outbound, deps.clock)
  } catch (error) {
    deps.logger.warn({ err: error, host: new URL(url).host }, 'key set not had')
    return undefined
  }
}

/** For the next start; whoever launches now has the keys in memory. */
async function tryToKeep(keySet: KeySet, { keySets, logger }: KeySetsDeps): Promise<void> {
  try {
    await keySets.save(keySet)
  } catch (error) {
    logger.warn({ err: error, host: new URL(keySet.url).host }, 'key set not kept')
  }
}

async function fetchKeySet(url: string, outbound: Outbound, clock: Clock): Promise<KeySet> {
  const { status, body } = await outbound.send(url, { headers: { accept: 'application/json' } })
  if (status !== 200) throw new Error(`key set answered ${status}`)
  const { keys } = JSON.parse(body) as { keys?: unknown }
  if (!Array.isArray(keys)) throw new Error('key set has no keys')
  return { url, keys: keys.filter(isUsableKey), fetchedAt: clock.now() }
}

/** RSA signing keys with an id; other kinds may stand beside them. */
function isUsableKey(key: unknown): key is JWK {
  const { kty, kid, use } = (key ?? {}) as JWK
  return kty === 'RSA' && typeof kid === 'string' && (use === undefined || use === 'sig')
}

function toCached({ keys, fetchedAt }: KeySet): Cached {
  const byId = new Map(keys.map((key) => [key.kid ?? '', key]))
  return { keys: byId, imported: new Map(), fetchedAt: fetchedAt.getTime() }
}

async function importKey(cached: Cached | undefined, kid: string) {
  const jwk = cached?.keys.get(kid)
  if (!cached || !jwk) return undefined
  const imported = cached.imported.get(kid) ?? importUsable(jwk)
  cached.imported.set(kid, imported)
  return imported
}

/** A platform may publish what is no key; then it has no key of that id. */
async function importUsable(jwk: JWK): Promise<VerifyingKey | undefined> {
  try {
    return await importJWK({ ...jwk, alg: 'RS256' }, 'RS256')
  } catch {
    return undefined
  }
}
