import { addDays, dayOf } from '../runtime/index.ts'
import type { Attested } from './attestation.ts'
import { personKeyOf } from './attestation.ts'
import type { Session, SessionContent } from './session.ts'

/** Reasons to look twice; none of them blocks (domain §3.1). Their sentences: `sessions.flags.<flag>`. */
export type SessionFlag =
  | 'late-entry'
  | 'from-offline-pack'
  | 'more-present-than-enrolled'
  | 'confirmed-by-recorder'
  | 'entered-in-bulk'
  | 'looks-like-another'
  | 'run-skimmed'

// Entered later than this, it is nhập bù.
export const LATE_AFTER_DAYS = 14
const BULK_COUNT = 5
const BULK_WITHIN_MS = 60 * 60 * 1000

type Judged = SessionContent & Attested

interface Rule {
  readonly flag: SessionFlag
  readonly holds: (session: Judged, others: readonly Session[]) => boolean
}

const RULES: readonly Rule[] = [
  { flag: 'late-entry', holds: isLate },
  { flag: 'from-offline-pack', holds: isFromPack },
  { flag: 'more-present-than-enrolled', holds: ({ audience }) => audience.some(isCrowded) },
  { flag: 'confirmed-by-recorder', holds: isConfirmedByRecorder },
  { flag: 'entered-in-bulk', holds: isInBulk },
  {
    flag: 'looks-like-another',
    holds: (session, others) => others.some((o) => isAlike(session, o)),
  },
  { flag: 'run-skimmed', holds: ({ evidence }) => evidence.some(isOfSkimmedRun) },
]

/** `others`: further sessions of the same school. */
export function flagsOf(session: Judged, others: readonly Session[] = []): readonly SessionFlag[] {
  const living = others.filter((other) => other.state !== 'withdrawn' && !isSame(session, other))
  return RULES.filter(({ holds }) => holds(session, living)).map(({ flag }) => flag)
}

function isSame(session: Judged, other: Session): boolean {
  return 'id' in session && session.id === other.id
}

function isLate(session: Judged): boolean {
  const at = reportedAt(session)
  return at !== undefined && dayOf(at) > addDays(session.heldOn, LATE_AFTER_DAYS)
}

/** Nhập bù, however soon: what a browser without a line wrote down, told by a person. */
function isFromPack({ evidence }: SessionContent): boolean {
  return evidence.some(({ kind }) => kind === 'offline-pack')
}

/** When somebody first said that it was held; of a plan nobody has. */
function reportedAt({ entries }: Attested): Date | undefined {
  return entries.find(({ what }) => what === 'recorded' || what === 'changed')?.at
}

function isCrowded({ present, enrolled }: SessionContent['audience'][number]): boolean {
  return present > enrolled
}

function isOfSkimmedRun(one: SessionContent['evidence'][number]): boolean {
  return one.kind === 'run-log' && one.isSkimmed === true
}

/** Counts all the same: a small school may have one person for both. */
function isConfirmedByRecorder({ state, entries }: Judged): boolean {
  const confirmation = entries.findLast(({ what }) => what === 'confirmed')
  if (state !== 'confirmed' || !confirmation) return false
  const text = entries.findLast(({ what }) => what === 'recorded' || what === 'changed')
  return text !== undefined && personKeyOf(text.who) === personKeyOf(confirmation.who)
}

/** Plans of a whole term are made in one evening, and rightly so; reports are not. */
function isInBulk(session: Judged, others: readonly Session[]): boolean {
  const at = reportedAt(session)?.getTime() ?? NaN
  const isNear = (other: Session) =>
    Math.abs((reportedAt(other)?.getTime() ?? NaN) - at) <= BULK_WITHIN_MS
  return others.filter(isNear).length >= BULK_COUNT
}

function isAlike(session: Judged, other: Session): boolean {
  const labels = new Set(other.audience.map(({ label }) => label))
  return (
    session.heldOn === other.heldOn &&
    session.form === other.form &&
    session.audience.some(({ label }) => labels.has(label))
  )
}
