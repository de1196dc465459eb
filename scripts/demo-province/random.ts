/** Chance that gives the same each time for the same seed, so a demo can be talked about. */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  pick<T>(values: readonly [T, ...T[]]): T
  shuffle<T>(values: readonly T[]): readonly T[]
}

/** Streams of different names do not disturb each other: what one part of the demo asks leaves the others as they are. */
export function createRandom(seed: number, stream: string): Random {
  let state = Buffer.from(stream).reduce(mix, seed)
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (values) => values[Math.floor(next() * values.length)] ?? values[0],
    shuffle: (values) =>
      values
        .map((value) => ({ value, order: next() }))
        .sort((left, right) => left.order - right.order)
        .map(({ value }) => value),
  }
}

/** Whatever has twice the weight comes twice as often. */
export function drawn<T>(weighted: readonly (readonly [T, number])[], random: Random): T {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  let ticket = random.next() * total
  const found = weighted.find(([, weight]) => (ticket -= weight) < 0)
  if (!found) throw new Error('nothing to draw from')
  return found[0]
}

function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193)
}
