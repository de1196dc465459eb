import { type Stage, STAGES } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import type { CoverageRow, StageCoverage } from './coverage-row.ts'
import {
  type StageLabels,
  stageLabels,
  type StatusView,
  type StatusViews,
  statusViews,
} from './coverage-words.ts'
import { coveragePaths } from './paths.ts'

export interface ListRow {
  readonly code: string
  readonly name: string
  readonly url: string
  readonly commune: string
  readonly status: CoverageRow['status']
  /** Stages that stand alike stand together. */
  readonly stages: readonly { readonly label: string; readonly view: StatusView }[]
  readonly sessions: string
  readonly evidence: string
  /** Of the school, whatever stage is shown. */
  readonly trained: string
}

export interface RowFactsShown {
  readonly period: string
  readonly stage?: Stage | undefined
  readonly areaName: (id: string | undefined) => string | undefined
}

export function listRows(
  rows: readonly CoverageRow[],
  shown: RowFactsShown,
  texts: Texts,
): readonly ListRow[] {
  const words = {
    views: statusViews(texts),
    labels: stageLabels(texts),
    evidence: evidenceOf(texts),
    number: texts.number,
  }
  return rows.map((row) => listRow(row, { ...shown, ...words }))
}

interface Shown extends RowFactsShown {
  readonly views: StatusViews
  readonly labels: StageLabels
  readonly evidence: Readonly<Record<CoverageRow['evidence'][number], string>>
  readonly number: Texts['number']
}

function listRow(row: CoverageRow, shown: Shown): ListRow {
  const { code, name, communeId, status, evidence, trained } = row
  const stages = row.stages.filter(({ stage }) => !shown.stage || stage === shown.stage)
  return {
    code,
    name,
    url: coveragePaths.school(code, shown.period),
    commune: shown.areaName(communeId) ?? '',
    status,
    stages: groupStages(stages, shown.labels).map(({ label, status: one }) => ({
      label,
      view: shown.views[one],
    })),
    sessions: sessionsText(stages),
    evidence: evidence.map((kind) => shown.evidence[kind]).join(', ') || '–',
    trained: shown.number(trained),
  }
}

function evidenceOf({ t }: Texts): Shown['evidence'] {
  return {
    'run-log': t('coverage.evidence.run-log'),
    'offline-pack': t('coverage.evidence.offline-pack'),
    link: t('coverage.evidence.link'),
    paper: t('coverage.evidence.paper'),
  }
}

/** `TH · THCS` with one status where they agree; in the order of schooling. */
export function groupStages(
  stages: readonly Pick<StageCoverage, 'stage' | 'status'>[],
  labels: StageLabels,
): readonly { readonly label: string; readonly status: StageCoverage['status'] }[] {
  const inOrder = STAGES.flatMap((stage) => stages.filter((one) => one.stage === stage))
  return [...Map.groupBy(inOrder, ({ status }) => status)].map(([status, alike]) => ({
    label: alike.map(({ stage }) => labels[stage]).join(' · '),
    status,
  }))
}

/** `1/1` where all stages say the same, else one after the other. */
function sessionsText(stages: readonly StageCoverage[]): string {
  const each = stages.map(({ sessions, owed }) => `${sessions}/${owed}`)
  return [...new Set(each)].length === 1 ? (each[0] ?? '') : each.join(' · ')
}
