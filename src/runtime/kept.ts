import type { Clock } from './clock.ts'

export interface KeptOptions<Value> {
  readonly clock: Clock
  readonly lifeMs: number
  readonly load: () => Promise<Value>
}

export interface Kept<Value> {
  get(): Promise<Value>
  /** Loads anew when it is asked next: this process has changed it. */
  forget(): void
}

/** Something of the store that changes rarely and many pages show: read again when it has become old. */
export function createKept<Value>({ clock, lifeMs, load }: KeptOptions<Value>): Kept<Value> {
  let kept: { readonly value: Promise<Value>; readonly until: number } | undefined

  async function loadNow(until: number): Promise<Value> {
    const value = load()
    const mine = { value, until }
    kept = mine
    try {
      return await value
    } catch (error) {
      if (kept === mine) kept = undefined
      throw error
    }
  }

  return {
    get() {
      const now = clock.now().getTime()
      return kept && now < kept.until ? kept.value : loadNow(now + lifeMs)
    },
    forget() {
      kept = undefined
    },
  }
}
