export const SESSION_STATES = ['planned', 'held', 'confirmed', 'returned', 'withdrawn'] as const
export type SessionState = (typeof SESSION_STATES)[number]

/** Who did it, as a report needs to say it: adults with accounts by name, teachers of an LMS by pseudonym. */
export type PersonRef =
  | {
      readonly kind: 'account'
      readonly id: string
      readonly name: string
      /** The role in which the person acted. */
      readonly role: string
    }
  | { readonly kind: 'lti'; readonly personKey: string }

/** One person under one name, whatever the role. */
export function personKeyOf(person: PersonRef): string {
  return person.kind === 'account' ? `account:${person.id}` : `lti:${person.personKey}`
}

export type Attestation =
  'planned' | 'recorded' | 'changed' | 'confirmed' | 'returned' | 'withdrawn'

export interface AttestationEntry {
  readonly who: PersonRef
  readonly what: Attestation
  readonly at: Date
  /** Of the record that this entry made. */
  readonly revision: number
  /** Staff text; only with `returned`. */
  readonly reason?: string
}

/** What its way through the attestation adds. */
export interface Attested {
  readonly state: SessionState
  readonly enteredBy: PersonRef
  readonly enteredAt: Date
  /** Oldest first; lies inside the record, so the record and its history cannot disagree. */
  readonly entries: readonly AttestationEntry[]
  readonly revision: number
}

export type AttestationStep = Exclude<Attestation, 'recorded'>

/** A change is a new text: whatever was said about the one before, it waits to be confirmed again. */
const NEXT_STATES: Readonly<
  Record<AttestationStep, Readonly<Partial<Record<SessionState, SessionState>>>>
> = {
  planned: { planned: 'planned' },
  changed: { planned: 'held', held: 'held', confirmed: 'held', returned: 'held' },
  confirmed: { held: 'confirmed' },
  returned: { held: 'returned', confirmed: 'returned' },
  withdrawn: {
    planned: 'withdrawn',
    held: 'withdrawn',
    confirmed: 'withdrawn',
    returned: 'withdrawn',
  },
}

/** Undefined where the step is not possible. */
export function decideNextState(
  state: SessionState,
  step: AttestationStep,
): SessionState | undefined {
  return NEXT_STATES[step][state]
}

export interface Signed {
  readonly who: PersonRef
  readonly at: Date
  readonly reason?: string
}

/** The record after the step, one revision on; undefined where the step is not possible. */
export function attested<Record extends Attested>(
  record: Record,
  step: AttestationStep,
  signed: Signed,
): Record | undefined {
  const state = decideNextState(record.state, step)
  if (!state) return undefined
  const revision = record.revision + 1
  const entries = [...record.entries, { ...signed, what: step, revision }]
  return { ...record, state, entries, revision }
}

/** Why it came back, while it waits for its correction. */
export function returnReasonOf({ state, entries }: Attested): string | undefined {
  return state === 'returned' ? entries.at(-1)?.reason : undefined
}

/** What a new record starts with: a buổi that was held, or one that is only meant to be. */
export function firstEntered(
  { who, at }: Signed,
  what: Extract<Attestation, 'planned' | 'recorded'> = 'recorded',
): Attested {
  return {
    state: what === 'planned' ? 'planned' : 'held',
    enteredBy: who,
    enteredAt: at,
    entries: [{ who, what, at, revision: 1 }],
    revision: 1,
  }
}
