import type { Catalogue, Module } from '../../catalogue/index.ts'
import { NotFoundError } from '../../errors/index.ts'
import { type Day, hashOf, startOf } from '../../runtime/index.ts'
import { personKeyOf } from '../attestation.ts'
import type { Ballot } from '../present/ballot.ts'
import { MOST_HANDS, type Poll, type Run, type RunId } from '../present/run.ts'
import { ballotsOf, slidesOf } from '../present/slides.ts'
import type { Allowed } from '../session-access.ts'
import { type PackCodeProblem, type PackLog, readPackCode } from './pack-code.ts'
import { tidyPackCode } from './pack-signs.ts'

/** Their sentences: `sessions.late.problems.<code>`. */
export type LateProblem =
  | PackCodeProblem
  | { readonly code: 'future'; readonly day: Day }
  | { readonly code: 'impossible' }
  | { readonly code: 'module'; readonly id: string; readonly version: string }

export interface PackRunContext {
  readonly allowed: Allowed
  /** Of the LMS course that somebody types it in from. */
  readonly contextKey?: string | undefined
  readonly catalogue: Pick<Catalogue, 'getVersion'>
  readonly today: Day
}

export type JudgedPack =
  | { readonly run: Run; readonly code: string; readonly problem?: undefined }
  | { readonly problem: LateProblem }

/** What was presented without a line, as if a projector had told it; nothing of it is stored until it is recorded. */
export function judgePackCode(text: string, context: PackRunContext): JudgedPack {
  const read = readPackCode(text)
  if (read.problem) return read
  const { log } = read
  const module = moduleOf(log, context)
  if (!module) return { problem: { code: 'module', id: log.moduleId, version: log.version } }
  if (log.heldOn > context.today) return { problem: { code: 'future', day: log.heldOn } }
  const slides = slidesOf(module)
  const polls = pollsOf(log, [...ballotsOf(slides).values()])
  if (!polls || log.slideReached > slides.length) return { problem: { code: 'impossible' } }
  return { run: runOf(log, { ...context, module, polls }), code: tidyPackCode(text) }
}

/** The hands that a kept code tells of; none in the short one, and nothing where it cannot be read any more. */
export function countsOfPack(
  code: string,
  context: Pick<PackRunContext, 'catalogue'>,
): Pick<Run, 'moduleId' | 'version' | 'polls'> | undefined {
  const { log } = { log: undefined, ...readPackCode(code) }
  const module = log && moduleOf(log, context)
  const polls = module && pollsOf(log, [...ballotsOf(slidesOf(module)).values()])
  return polls && { moduleId: module.id, version: module.version, polls }
}

function moduleOf(
  { moduleId, version }: PackLog,
  { catalogue }: Pick<PackRunContext, 'catalogue'>,
): Module | undefined {
  try {
    return catalogue.getVersion(moduleId, version)
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

/** Undefined where nobody can have counted that. The short code has only the largest number. */
function pollsOf(log: PackLog, ballots: readonly Ballot[]): readonly Poll[] | undefined {
  const { polls = [], mostHands } = log
  if (mostHands > MOST_HANDS) return undefined
  const named = polls.map(({ at, counts }) => pollOf(ballots[at], counts))
  const known = named.filter((poll) => poll !== undefined)
  if (known.length < named.length) return undefined
  return known.length > 0 ? known : [{ blockId: 'pack', counts: { hands: mostHands } }]
}

function pollOf(ballot: Ballot | undefined, counts: readonly number[]): Poll | undefined {
  const isFitting = ballot?.rows.length === counts.length && counts.every((n) => n <= MOST_HANDS)
  if (!ballot || !isFitting) return undefined
  const pairs = ballot.rows.map(({ id }, index) => [id, counts[index] ?? 0] as const)
  return { blockId: ballot.id, counts: Object.fromEntries(pairs) }
}

const MINUTE_MS = 60_000
const ID_LENGTH = 22

/** The short and the long code of one presentation have one id, so whichever comes second finds the session. */
function packRunIdOf({ moduleId, version, heldOn, minuteOfDay, nonce }: PackLog): RunId {
  const parts = [moduleId, version, heldOn, String(minuteOfDay), String(nonce)]
  return hashOf('offline-pack', ...parts).slice(0, ID_LENGTH) as RunId
}

interface Told extends PackRunContext {
  readonly module: Module
  readonly polls: readonly Poll[]
}

function runOf(log: PackLog, { allowed, contextKey, module, polls }: Told): Run {
  const { who, school } = allowed
  const startedAt = new Date(startOf(log.heldOn).getTime() + log.minuteOfDay * MINUTE_MS)
  return {
    id: packRunIdOf(log),
    moduleId: module.id,
    version: module.version,
    startedBy: who,
    personKey: personKeyOf(who),
    ...(school && { schoolId: school.id }),
    ...(contextKey !== undefined && { contextKey }),
    audience: module.audience,
    grades: module.grades,
    startedAt,
    slideReached: log.slideReached,
    slideCount: slidesOf(module).length,
    polls,
    lastSeenAt: new Date(startedAt.getTime() + log.minutes * MINUTE_MS),
    revision: 1,
  }
}
