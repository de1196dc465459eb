import type { Run } from './run.ts'

// A class that answers, laughs and asks needs more; nobody teaches a module in a third of its time.
const LEAST_OF_TIME = 1 / 3
const LEAST_OF_SLIDES = 1 / 2

/**
 * Somebody pressed through to the end: it took less than a third of the module's minutes, or of the slides up to the
 * furthest less than half stood on the wall. A reason to look twice, not a judgement: it is recorded and counted.
 */
export function isSkimmed(run: Run): boolean {
  return isTooShort(run) || hasGaps(run)
}

function isTooShort({ minutes, startedAt, lastSeenAt }: Run): boolean {
  const took = (lastSeenAt.getTime() - startedAt.getTime()) / 60_000
  return minutes !== undefined && took < minutes * LEAST_OF_TIME
}

/** Without JavaScript nobody counts the slides. */
function hasGaps({ slidesSeen, slideReached }: Run): boolean {
  return slidesSeen !== undefined && slidesSeen < slideReached * LEAST_OF_SLIDES
}
