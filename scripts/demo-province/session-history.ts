import {
  type AttestationStep,
  attested,
  firstEntered,
  type PersonRef,
  type Session,
} from '../../src/sessions/index.ts'

/** A session as it stood after each of its steps. */
export type SessionHistory = readonly [Session, ...Session[]]

export interface Told {
  readonly step: AttestationStep
  readonly who: PersonRef
  readonly at: Date
  readonly reason?: string
}

export function entered(signed: Pick<Told, 'who' | 'at'>, isPlan: boolean) {
  return firstEntered(signed, isPlan ? 'planned' : 'recorded')
}

const MINUTE_MS = 60 * 1000
const BETWEEN_STEPS_MS = 20 * MINUTE_MS

/** A step is never before the one that it answers. */
export function toldFrom(first: Session, steps: readonly Told[]): SessionHistory {
  const told: [Session, ...Session[]] = [first]
  let last = first
  for (const { step, at, ...signed } of steps) {
    const soonest = new Date(lastAt(last).getTime() + BETWEEN_STEPS_MS)
    const next = attested(last, step, { ...signed, at: at < soonest ? soonest : at })
    if (!next) throw new Error(`the demo tells of a session that cannot be: ${step}`)
    told.push(next)
    last = next
  }
  return told
}

/** As it stood then; undefined before it was entered. */
export function asOf(history: SessionHistory, moment: Date): Session | undefined {
  return history.findLast((session) => lastAt(session) <= moment)
}

export function current(history: SessionHistory): Session {
  return history.at(-1) ?? history[0]
}

export function lastAt({ enteredAt, entries }: Session): Date {
  return entries.at(-1)?.at ?? enteredAt
}
