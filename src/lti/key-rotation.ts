import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair } from 'jose'

import type { Clock, Sealer } from '../runtime/index.ts'
import { earliestTakeOver, type KeySeries, seriesOf } from './key-series.ts'
import type { ToolKey, ToolKeyRepository } from './tool-key.ts'

export type ToolKeyState = 'previous' | 'current' | 'next'

export interface ListedKey {
  readonly kid: string
  readonly state: ToolKeyState
  readonly createdAt: Date
  /** Absent while nobody has asked for the rotation. */
  readonly signsFrom?: Date
}

/** What an administrator does about our keys, by page or command line. */
export interface KeyRotation {
  list(): Promise<readonly ListedKey[]>
  /**
   * Lets the next key take over as soon as it has been public long enough, and says when that is. Asked again before that
   * moment, it says the same: nothing is rotated twice.
   */
  rotate(): Promise<ListedKey>
  /** Makes the very first key where there is none. */
  makeFirst(): Promise<void>
  /** Makes the next key where it is missing and removes those that are over; tells how many. */
  sweep(now: Date): Promise<number>
}

export interface KeyRotationDeps {
  readonly toolKeys: ToolKeyRepository
  readonly sealer: Sealer
  readonly clock: Clock
}

/**
 * Every step is one record and may be done again or by two at once: a number is added once, a moment is set once. A
 * process that ends between two steps leaves a series that the next sweep completes (architecture §3.1).
 */
export function createKeyRotation(deps: KeyRotationDeps): KeyRotation {
  const { toolKeys, clock } = deps
  const series = async (now: Date) => seriesOf(await toolKeys.list(), now)

  async function makeFirst(): Promise<void> {
    if ((await toolKeys.list()).length > 0) return
    const now = clock.now()
    await toolKeys.add({ ...(await newKey(deps, 1)), signsFrom: now })
  }

  async function withNext(now: Date): Promise<KeySeries> {
    const { current, next } = await series(now)
    if (next && !next.signsFrom && !canOpen(deps, next)) await toolKeys.remove(next.number)
    else if (next || !current) return series(now)
    await toolKeys.add(await newKey(deps, (current?.number ?? 0) + 1))
    return series(now)
  }

  return {
    makeFirst,
    list: async () => toListed(await series(clock.now())),
    async rotate() {
      await makeFirst()
      const now = clock.now()
      const { next } = await withNext(now)
      if (!next) throw new Error('the next key was not stored')
      await toolKeys.schedule(next.number, earliestTakeOver(next, now))
      const scheduled = (await toolKeys.list()).find(({ number }) => number === next.number)
      const { kid, createdAt, signsFrom } = scheduled ?? next
      return { kid, state: 'next', createdAt, ...(signsFrom && { signsFrom }) }
    },
    async sweep(now) {
      const { retired } = await withNext(now)
      for (const { number } of retired) await toolKeys.remove(number)
      return retired.length
    },
  }
}

/** Not where it was sealed with a secret that was dropped since. */
function canOpen({ sealer }: KeyRotationDeps, { sealedPrivateKey }: ToolKey): boolean {
  try {
    return sealer.open(sealedPrivateKey) !== ''
  } catch {
    return false
  }
}

function toListed(series: KeySeries): readonly ListedKey[] {
  return (['previous', 'current', 'next'] as const).flatMap((state) => {
    const key = series[state]
    if (!key) return []
    const { kid, createdAt, signsFrom } = key
    return [{ kid, state, createdAt, ...(signsFrom && { signsFrom }) }]
  })
}

/** RSA-2048, as small as the security framework allows: verifying costs the platform least. */
async function newKey({ sealer, clock }: KeyRotationDeps, number: number): Promise<ToolKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', {
    modulusLength: 2048,
    extractable: true,
  })
  const kid = await calculateJwkThumbprint(await exportJWK(publicKey))
  const sealedPrivateKey = sealer.seal(await exportPKCS8(privateKey))
  return { number, kid, sealedPrivateKey, createdAt: clock.now() }
}
