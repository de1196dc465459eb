import type { Registration } from '../lti/index.ts'
import type { DeliveryCount, DeliverySummary } from './delivery-repository.ts'

/** Where the scores of one registration stand; nothing of a person. */
export interface PlatformScores extends Pick<Registration, 'id' | 'name' | 'state'> {
  readonly waiting: number
  readonly delivered: number
  readonly abandoned: number
  /** Why scores wait or were given up, the most frequent first. */
  readonly reasons: readonly ScoreReason[]
  /** Of those that wait: the earliest completion, and when one is tried next. */
  readonly oldestAt?: Date
  readonly nextTryAt?: Date
}

export interface ScoreReason extends Pick<DeliveryCount, 'problem' | 'count'> {
  readonly state: 'waiting' | 'abandoned'
}

/** Every registration, those to look after first. */
export function platformScores(
  { counts, waits }: DeliverySummary,
  registrations: readonly Registration[],
): readonly PlatformScores[] {
  const scores = registrations.map(({ id, name, state }) => {
    const own = counts.filter(({ registrationId }) => registrationId === id)
    const wait = waits.find(({ registrationId }) => registrationId === id)
    return {
      id,
      name,
      state,
      ...totalsOf(own),
      reasons: own.flatMap(toReason).toSorted((one, other) => other.count - one.count),
      ...(wait && { oldestAt: wait.oldestAt, nextTryAt: wait.nextTryAt }),
    }
  })
  return scores.toSorted(
    (one, other) =>
      other.waiting - one.waiting ||
      other.abandoned - one.abandoned ||
      one.name.localeCompare(other.name, 'vi'),
  )
}

function totalsOf(counts: readonly DeliveryCount[]) {
  const totals = { waiting: 0, delivered: 0, abandoned: 0 }
  for (const { state, count } of counts) totals[state] += count
  return totals
}

function toReason({ state, problem, count }: DeliveryCount): readonly ScoreReason[] {
  return state === 'delivered' ? [] : [{ state, count, ...(problem && { problem }) }]
}
