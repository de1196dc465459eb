import type { ScoreOutcome } from '../lti/index.ts'
import { type Brand, hashOf } from '../runtime/index.ts'
import type { ScoreIntent } from './score-intent.ts'

export type DeliveryId = Brand<'DeliveryId'>

/** One score on its way to one gradebook cell. */
export interface Delivery {
  readonly id: DeliveryId
  readonly registrationId: string
  readonly lineItemUrl: string
  readonly completedAt: Date
  readonly state: 'waiting' | 'delivered' | 'abandoned'
  /** Gone as soon as the platform acknowledged or we gave up (architecture §5). */
  readonly sealedSub?: string
  readonly tryCount: number
  readonly nextTryAt: Date
  /** Why the last try did not do: a code for administrators, no text of the platform. */
  readonly lastProblem?: string
  readonly revision: number
}

export function deliveryOf(intent: ScoreIntent, now: Date): Delivery {
  const { registrationId, lineItemUrl, learnerKey, completedAt, sealedSub } = intent
  const id = hashOf('delivery', registrationId, lineItemUrl, learnerKey) as DeliveryId
  return {
    id,
    registrationId,
    lineItemUrl,
    completedAt,
    sealedSub,
    state: 'waiting',
    tryCount: 0,
    nextTryAt: now,
    revision: 1,
  }
}

const FIRST_RETRY_MS = 2000
const LONGEST_RETRY_MS = 60 * 60 * 1000
const GIVE_UP_AFTER_MS = 30 * 24 * 60 * 60 * 1000
const LONGEST_JITTER = 0.25

/** `unreadable`: the recipient was sealed with a key that is no longer configured. */
export type DeliveryOutcome = ScoreOutcome | { readonly kind: 'unreadable' }

type Decision =
  | { readonly state: 'delivered' }
  | { readonly state: 'abandoned'; readonly problem: string }
  | { readonly state: 'waiting'; readonly problem: string; readonly atLeastMs?: number }

/**
 * What an outcome means. 409 says that the platform has a score as new or newer, which is what we want (lti.md §8.2);
 * 400 will be refused again however often it is sent; everything else may pass: throttling (403, 429), a line item that
 * is moved (404), a platform in maintenance.
 */
function judge(outcome: DeliveryOutcome): Decision {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'delivered' }
    case 'unreachable':
      return { state: 'waiting', problem: `unreachable:${outcome.reason}` }
    case 'no-registration':
      return { state: 'waiting', problem: 'no-registration' }
    case 'unreadable':
      return { state: 'abandoned', problem: 'unreadable' }
    case 'answered':
      return judgeStatus(outcome.status, outcome.retryAfterS)
  }
}

function judgeStatus(status: number, retryAfterS = 0): Decision {
  if (status === 409) return { state: 'delivered' }
  if (status === 400) return { state: 'abandoned', problem: 'answered:400' }
  const atLeastMs = Math.min(retryAfterS * 1000, LONGEST_RETRY_MS)
  return { state: 'waiting', problem: `answered:${status}`, atLeastMs }
}

export interface Moment {
  readonly now: Date
  /** 0–1, spreads retries of many deliveries. */
  readonly random: number
}

/** The delivery after one try. */
export function decideNext(delivery: Delivery, outcome: DeliveryOutcome, moment: Moment): Delivery {
  const decision = judge(outcome)
  const { sealedSub, ...rest } = delivery
  const tried = { ...rest, tryCount: delivery.tryCount + 1, revision: delivery.revision + 1 }
  if (decision.state === 'delivered') return { ...tried, state: 'delivered' }
  const { problem } = decision
  const tooOld = moment.now.getTime() - delivery.completedAt.getTime() > GIVE_UP_AFTER_MS
  if (decision.state === 'abandoned' || tooOld) {
    return { ...tried, state: 'abandoned', lastProblem: problem }
  }
  const waitMs = Math.max(retryDelayMs(delivery.tryCount, moment.random), decision.atLeastMs ?? 0)
  const nextTryAt = new Date(moment.now.getTime() + waitMs)
  return {
    ...tried,
    state: 'waiting',
    lastProblem: problem,
    nextTryAt,
    ...(sealedSub && { sealedSub }),
  }
}

/** 2 s, doubling to an hour, each up to a quarter longer. */
function retryDelayMs(tryCount: number, random: number): number {
  const plain = Math.min(FIRST_RETRY_MS * 2 ** Math.min(tryCount, 20), LONGEST_RETRY_MS)
  return Math.round(Math.min(plain * (1 + random * LONGEST_JITTER), LONGEST_RETRY_MS))
}
