import type { ScoreOutcome } from '../lti/index.ts'
import type { Delivery } from './delivery.ts'
import type { LineItemFailure } from './line-item-finder.ts'

/** `unreadable`: the recipient was sealed with a key that is no longer configured. */
export type DeliveryOutcome = ScoreOutcome | LineItemFailure | { readonly kind: 'unreadable' }

export interface Moment {
  readonly now: Date
  /** 0–1, spreads retries of many deliveries. */
  readonly random: number
}

/** `gone`: given up after many tries. `busy`: waits, and soon much longer. `later`: waits, as whatever is not named. */
type Verdict = 'delivered' | 'refused' | 'gone' | 'busy' | 'later'

/** What an answer to a score means (lti.md §8). 2xx is `accepted`; a 401 here is the second, with a new token. */
const BY_STATUS: Readonly<Record<number, Verdict>> = {
  // Nobody of that id in the course, or no pupil: refused however often it is sent (Moodle 400, Canvas 422).
  400: 'refused',
  422: 'refused',
  // Canvas throttles with either.
  403: 'busy',
  429: 'busy',
  // No such column; but a platform in maintenance may say so of every address.
  404: 'gone',
  410: 'gone',
  // The platform has a score as new or newer: ours of an earlier try, whose answer was lost.
  409: 'delivered',
}

/** What an answer means to the questions before: where is the column, and make it. None of them is about the pupil. */
const BY_STATUS_OF_COLUMN: Readonly<Record<number, Verdict>> = {
  // The course, the link or what we ask is not known there: of no use for long, unless somebody mends it.
  400: 'gone',
  404: 'gone',
  405: 'gone',
  410: 'gone',
  422: 'gone',
  403: 'busy',
  429: 'busy',
  // Somebody made it first: the next try finds it. No score was sent, so nothing is delivered.
  409: 'later',
}

type WithStatus = 'answered' | 'no-token' | 'find-answered' | 'make-answered'

const BY_KIND: Readonly<Record<Exclude<DeliveryOutcome['kind'], WithStatus>, Verdict>> = {
  accepted: 'delivered',
  unreadable: 'refused',
  unreachable: 'later',
  'no-registration': 'later',
  'being-made': 'later',
  // Answers that nothing can be made of, or a list without an end: no new column on a guess.
  unusable: 'gone',
}

const DAY_MS = 24 * 60 * 60 * 1000
const GIVE_UP_AFTER_MS = 30 * DAY_MS
// With the waits below this is a day.
const GONE_AFTER_TRIES = 30

const LONGEST_WAIT_MS = 60 * 60 * 1000
const LONGEST_JITTER = 0.25
const USUAL_WAIT = { firstMs: 2000, factor: 2 }
const BUSY_WAIT = { firstMs: 3000, factor: 4 }

/** The delivery after one try. */
export function decideNext(delivery: Delivery, outcome: DeliveryOutcome, moment: Moment): Delivery {
  const { sealedSub, lastProblem, ...rest } = delivery
  const tried = { ...rest, tryCount: delivery.tryCount + 1, revision: delivery.revision + 1 }
  const verdict = judge(outcome)
  if (verdict === 'delivered') return { ...tried, state: 'delivered' }
  const problem = problemOf(outcome)
  const isRepeated = lastProblem === problem
  if (isHopeless({ ...tried, isRepeated }, verdict, moment.now)) {
    return { ...tried, state: 'abandoned', lastProblem: problem }
  }
  const waitMs = waitMsOf(delivery.tryCount, { verdict, outcome, random: moment.random })
  return {
    ...tried,
    state: 'waiting',
    lastProblem: problem,
    nextTryAt: new Date(moment.now.getTime() + waitMs),
    ...(sealedSub && { sealedSub }),
  }
}

function judge(outcome: DeliveryOutcome): Verdict {
  if (!('status' in outcome)) return BY_KIND[outcome.kind]
  // What a token endpoint says is of the registration and not of this score: somebody mends it.
  if (outcome.kind === 'no-token') return BY_STATUS[outcome.status] === 'busy' ? 'busy' : 'later'
  const table = outcome.kind === 'answered' ? BY_STATUS : BY_STATUS_OF_COLUMN
  return table[outcome.status] ?? 'later'
}

function problemOf(outcome: DeliveryOutcome): string {
  if ('status' in outcome) return `${outcome.kind}:${outcome.status}`
  return 'reason' in outcome ? `${outcome.kind}:${outcome.reason}` : outcome.kind
}

interface Tried extends Pick<Delivery, 'completedAt' | 'tryCount'> {
  /** The try before ended the same way. */
  readonly isRepeated: boolean
}

function isHopeless(tried: Tried, verdict: Verdict, now: Date): boolean {
  if (verdict === 'refused') return true
  if (verdict === 'gone' && tried.isRepeated && tried.tryCount >= GONE_AFTER_TRIES) return true
  return now.getTime() - tried.completedAt.getTime() > GIVE_UP_AFTER_MS
}

interface Waiting {
  readonly verdict: Verdict
  readonly outcome: DeliveryOutcome
  readonly random: number
}

/** Grows from a few seconds to an hour, each up to a quarter longer, and is no shorter than the platform asks. */
function waitMsOf(tryCount: number, { verdict, outcome, random }: Waiting): number {
  const { firstMs, factor } = verdict === 'busy' ? BUSY_WAIT : USUAL_WAIT
  const askedS = 'retryAfterS' in outcome ? outcome.retryAfterS : 0
  const leastMs = Math.max(firstMs * factor ** Math.min(tryCount, 20), askedS * 1000)
  return Math.round(Math.min(leastMs * (1 + random * LONGEST_JITTER), LONGEST_WAIT_MS))
}
