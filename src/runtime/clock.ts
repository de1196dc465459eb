/** The only source of "now". */
export interface Clock {
  now(): Date
}

export function createClock(): Clock {
  return { now: () => new Date() }
}
