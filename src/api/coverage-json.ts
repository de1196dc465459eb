import {
  type CoverageRow,
  type Figures,
  ratioOf,
  type StageCoverage,
  trainingYearOf,
} from '../coverage/index.ts'
import type { Period } from '../requirements/index.ts'
import { type Stage, STAGES } from '../schools/index.ts'

export interface CoverageFacts {
  readonly period: Period
  readonly asOf: Date
  readonly figures: Figures
  readonly rows: readonly CoverageRow[]
  readonly areaName: (id: string | undefined) => string
  /** Where the next page begins. */
  readonly next?: string | undefined
}

/** The one JSON form of coverage, for the API and the command line; its names are a contract (interfaces §5). */
export type CoverageJson = ReturnType<typeof coverageJson>

export function coverageJson({ period, asOf, figures, rows, areaName, next }: CoverageFacts) {
  const { obligated, met, reach, modules, trained } = figures
  return {
    period: period.id,
    asOf: asOf.toISOString(),
    obligated,
    met,
    ratio: ratio(met, obligated),
    byStage: byStageOf(figures),
    reach: { ...reach, ratio: ratio(reach.present, reach.enrolled) },
    modules: { ...modules, ratio: ratio(modules.completions, modules.expected) },
    // People, beside the three figures: never a part of any of them.
    trained: { people: trained, schoolYear: trainingYearOf(period) },
    schools: rows.map((row) => ({
      code: row.code,
      name: row.name,
      area: areaName(row.communeId) || null,
      completions: row.stages.reduce((sum, { completions }) => sum + completions, 0),
      trained: row.trained,
      stages: row.stages.map(stageJson),
    })),
    ...(next !== undefined && { next }),
  }
}

function byStageOf({ byStage }: Figures) {
  const counts = STAGES.map((stage) => {
    const { obligated, met } = byStage[stage]
    return [stage, { obligated, met }] as const
  })
  return Object.fromEntries(counts) as Record<Stage, { obligated: number; met: number }>
}

function stageJson(one: StageCoverage) {
  const { stage, status, sessions, present, enrolled, completions, dueOn } = one
  return { stage, status, sessions, present, enrolled, completions, dueOn }
}

function ratio(part: number, whole: number): number | null {
  return ratioOf(part, whole) ?? null
}
