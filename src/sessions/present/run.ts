import type { Audience } from '../../catalogue/index.ts'
import { type Brand, hashOf } from '../../runtime/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import type { PersonRef } from '../attestation.ts'
import type { SessionId } from '../session.ts'
import { mayRaiseTwice } from './ballot.ts'
import type { Place } from './place.ts'

export type RunId = Brand<'RunId'>

/** A vote by raised hands: how many for each row. */
export interface Poll {
  readonly blockId: string
  readonly counts: Readonly<Record<string, number>>
}

/** Where a run was started from: what its code carries, and its record keeps. */
export interface RunOrigin {
  readonly moduleId: string
  readonly version: string
  readonly startedBy: PersonRef
  /** Of `startedBy`: what a store looks a run up by. */
  readonly personKey: string
  readonly schoolId?: SchoolId
  /** Of the LMS course that it was started from. */
  readonly contextKey?: string
}

/** One presentation of a module before a class, logged by itself: proof without a single face. */
export interface Run extends RunOrigin {
  readonly id: RunId
  /** Whom the shown version is for, kept here since a catalogue moves on. */
  readonly audience: Audience
  readonly grades: readonly number[]
  readonly startedAt: Date
  /** The furthest slide that was shown; counts from 1. */
  readonly slideReached: number
  readonly slideCount: number
  /** Of the shown version; runs from before have none. */
  readonly minutes?: number
  /** How many different slides stood on the wall long enough to be read; none where no script counts them. */
  readonly slidesSeen?: number
  /** What stood on the wall when it was last told. */
  readonly here?: Place
  readonly polls: readonly Poll[]
  /** When the last slide was first on the wall. */
  readonly endedAt?: Date
  /** The latest sign of life. */
  readonly lastSeenAt: Date
  /** What it was recorded as. */
  readonly sessionId?: SessionId
  readonly revision: number
}

const ID_LENGTH = 22

/** Known to the page that offers the code, before the run exists. */
export function runIdOf(code: string): RunId {
  return hashOf('run', code).slice(0, ID_LENGTH) as RunId
}

/** What the projector reports. Counts are absolute, so a report that comes twice says the same. */
export interface RunReport {
  readonly slide?: number
  readonly slidesSeen?: number
  readonly here?: Place
  readonly polls: readonly Poll[]
  readonly hasEnded: boolean
  /** How long after the start, by the projector's own clock: a report may be hours late. */
  readonly afterMs?: number
}

// A sign of life alone is written down once a minute.
const SIGN_OF_LIFE_MS = 60_000

/** Gives back the very run where the report says nothing new. */
export function withReport(run: Run, report: RunReport, now: Date): Run {
  const seenAt = seenAtOf(run, report, now)
  const told = toldBy(run, report, seenAt)
  const isNews =
    told.slideReached !== run.slideReached ||
    told.slidesSeen !== run.slidesSeen ||
    told.here !== run.here ||
    told.polls !== run.polls ||
    told.endedAt !== run.endedAt
  if (!isNews && !isStillAlive(run, report, seenAt)) return run
  const lastSeenAt = seenAt > run.lastSeenAt ? seenAt : run.lastSeenAt
  return { ...run, ...told, lastSeenAt, revision: run.revision + 1 }
}

function toldBy(run: Run, report: RunReport, seenAt: Date) {
  const endedAt = run.endedAt ?? (report.hasEnded ? seenAt : undefined)
  const here = placeOnWall(run, report)
  const slidesSeen = furthest(run, run.slidesSeen, report.slidesSeen)
  return {
    slideReached: furthest(run, run.slideReached, report.slide) ?? 1,
    ...(slidesSeen !== undefined && { slidesSeen }),
    ...(here && { here }),
    polls: mergePolls(run.polls, report.polls),
    ...(endedAt && { endedAt }),
  }
}

const FIRST: Place = { slide: 1, beat: 0 }

/** The known one where the report says nothing new; a run begins at its first slide. */
function placeOnWall({ here }: Run, report: RunReport): Place | undefined {
  const isNew = JSON.stringify(report.here) !== JSON.stringify(here ?? FIRST)
  return report.here && isNew ? report.here : here
}

function furthest({ slideCount }: Run, known?: number, told = known): number | undefined {
  return told === undefined ? undefined : Math.min(Math.max(known ?? 0, told), slideCount)
}

function seenAtOf({ startedAt }: Run, { afterMs }: RunReport, now: Date): Date {
  if (afterMs === undefined) return now
  return new Date(Math.min(startedAt.getTime() + afterMs, now.getTime()))
}

function isStillAlive({ lastSeenAt }: Run, { afterMs }: RunReport, seenAt: Date): boolean {
  return afterMs !== undefined && seenAt.getTime() - lastSeenAt.getTime() >= SIGN_OF_LIFE_MS
}

function mergePolls(known: readonly Poll[], told: readonly Poll[]): readonly Poll[] {
  const merged = new Map(known.map((poll) => [poll.blockId, poll]))
  for (const { blockId, counts } of told) {
    merged.set(blockId, { blockId, counts: { ...merged.get(blockId)?.counts, ...counts } })
  }
  const polls = [...merged.values()]
  return JSON.stringify(polls) === JSON.stringify(known) ? known : polls
}

export const MOST_HANDS = 9999

/** A row up or down by one; below nothing it stays nothing. */
export function stepped(run: Run, blockId: string, step: { row: string; by: 1 | -1 }): Poll {
  const counts = run.polls.find((poll) => poll.blockId === blockId)?.counts ?? {}
  const hands = (counts[step.row] ?? 0) + step.by
  return {
    blockId,
    counts: { ...counts, [step.row]: Math.min(Math.max(0, hands), MOST_HANDS) },
  }
}

/** How long it took, in whole minutes: what the form is filled in with. */
export function minutesOf({ startedAt, lastSeenAt }: Run): number {
  return Math.max(1, Math.round((lastSeenAt.getTime() - startedAt.getTime()) / 60_000))
}

/** The most hands that went up for one question: so many pupils were there at least. */
export function mostHandsOf({ polls }: Pick<Run, 'polls'>): number {
  return Math.max(
    0,
    ...polls.map(({ blockId, counts }) => pupilsOf(blockId, Object.values(counts))),
  )
}

/** How many pupils raised these hands, at least. */
export function pupilsOf(blockId: string, hands: readonly number[]): number {
  return mayRaiseTwice(blockId) ? Math.max(0, ...hands) : hands.reduce((sum, one) => sum + one, 0)
}

/** Whoever looks for runs that nobody has recorded yet. */
export interface RunSearch {
  readonly personKey: string
  readonly schoolId?: SchoolId | undefined
  readonly since: Date
}

/** Durable. */
export interface RunRepository {
  find(id: RunId): Promise<Run | undefined>
  /** Writes it unless its id is there. */
  add(run: Run): Promise<void>
  /**
   * Replaces the record whose revision is one less.
   * @throws ConflictError('run-changed')
   */
  replace(run: Run): Promise<void>
  /** Started by this person or at this school, recorded by nobody; the latest first. */
  listUnrecorded(search: RunSearch): Promise<readonly Run[]>
}
