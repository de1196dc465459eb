import { setTimeout as wait } from 'node:timers/promises'

// A child does not wait for a store that hangs.
const LONGEST_WAIT_MS = 1500

/** Undefined where it fails or takes too long: no page that helps may depend on it. */
export async function inTime<Found>(search: Promise<Found>): Promise<Found | undefined> {
  const giveUp = new AbortController()
  const late = wait(LONGEST_WAIT_MS, undefined, { signal: giveUp.signal }).catch(() => undefined)
  const found = search.catch(() => undefined)
  try {
    return await Promise.race([found, late])
  } finally {
    giveUp.abort()
  }
}
