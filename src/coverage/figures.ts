import { STAGE_STATUSES, type StageStatus } from '../requirements/index.ts'
import type { Day } from '../runtime/index.ts'
import { type Stage, STAGES } from '../schools/index.ts'
import type { CoverageRow, ModuleCount } from './coverage-row.ts'

export interface StageFigures {
  readonly obligated: number
  readonly met: number
  /** Held, and waits for a confirmation. */
  readonly waiting: number
}

/**
 * The three figures of any set of schools, never blended (architecture §7): schools that met what they owe, pupils
 * reached, modules completed. Whole counts only, so that figures of parts add up to those of the whole.
 */
export interface Figures {
  /** Exempt schools are not among them. */
  readonly obligated: number
  readonly met: number
  readonly byStatus: Readonly<Record<StageStatus, number>>
  readonly byStage: Readonly<Record<Stage, StageFigures>>
  readonly reach: { readonly enrolled: number; readonly present: number }
  readonly modules: ModuleCount
  /** Trained staff of all these schools, exempt ones too; beside the three. */
  readonly trained: number
  /** How many of the schools that are met today became so on each day. */
  readonly metOn: DayCounts
  /** How many stopped being met on each day, and are not met again. */
  readonly lostOn: DayCounts
}

export type DayCounts = Readonly<Record<Day, number>>

export function figuresOf(rows: readonly CoverageRow[]): Figures {
  const owing = rows.filter(({ status }) => status !== 'exempt')
  const stages = owing.flatMap((row) => row.stages)
  return {
    obligated: owing.length,
    met: owing.filter(({ status }) => status === 'met').length,
    byStatus: recordOf(STAGE_STATUSES, (one) => rows.filter(({ status }) => status === one).length),
    byStage: recordOf(STAGES, (one) => {
      const ofStage = stages.filter(({ stage }) => stage === one)
      const withStatus = (wanted: StageStatus) =>
        ofStage.filter(({ status }) => status === wanted).length
      return {
        obligated: ofStage.length,
        met: withStatus('met'),
        waiting: withStatus('held-unconfirmed'),
      }
    }),
    reach: { enrolled: sum(stages, 'enrolled'), present: sum(stages, 'present') },
    modules: {
      completions: sum(
        owing.map(({ modules }) => modules),
        'completions',
      ),
      expected: sum(
        owing.map(({ modules }) => modules),
        'expected',
      ),
    },
    trained: rows.reduce((total, { trained }) => total + trained, 0),
    metOn: countDays(owing.flatMap(({ metOn }) => metOn ?? [])),
    lostOn: countDays(owing.flatMap(({ lostOn }) => lostOn ?? [])),
  }
}

const NONE = figuresOf([])

export function sumFigures(parts: readonly Figures[]): Figures {
  return parts.reduce(plus, NONE)
}

function plus(one: Figures, other: Figures): Figures {
  const add = (left: number, right: number) => left + right
  return {
    obligated: one.obligated + other.obligated,
    met: one.met + other.met,
    byStatus: recordOf(STAGE_STATUSES, (key) => add(one.byStatus[key], other.byStatus[key])),
    byStage: recordOf(STAGES, (key) => addedUp(one.byStage[key], other.byStage[key])),
    reach: addedUp(one.reach, other.reach),
    modules: addedUp(one.modules, other.modules),
    trained: one.trained + other.trained,
    metOn: addedDays(one.metOn, other.metOn),
    lostOn: addedDays(one.lostOn, other.lostOn),
  }
}

/** Undefined where there is nothing to divide by. */
export function ratioOf(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole
}

function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  valueOf: (key: Key) => Value,
): Readonly<Record<Key, Value>> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<Key, Value>
}

function sum<Key extends string>(ones: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return ones.reduce((total, one) => total + one[key], 0)
}

function addedUp<Counts extends object>(one: Counts, other: Counts): Counts {
  const values = Object.entries(one).map(([key, count]) => [
    key,
    Number(count) + Number(other[key as keyof Counts]),
  ])
  return Object.fromEntries(values) as Counts
}

function countDays(days: readonly Day[]): DayCounts {
  return addedDays({}, ...days.map((day) => ({ [day]: 1 })))
}

/** In the order of the calendar, so that equal sums are equal records. */
function addedDays(...all: readonly DayCounts[]): DayCounts {
  const counts = new Map<Day, number>()
  for (const one of all) {
    for (const [day, count] of Object.entries(one) as [Day, number][]) {
      counts.set(day, (counts.get(day) ?? 0) + count)
    }
  }
  return Object.fromEntries([...counts].toSorted(([left], [right]) => (left < right ? -1 : 1)))
}
