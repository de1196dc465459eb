import { STAGES } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import type { CoverageRow, StageCoverage } from './coverage-row.ts'
import { percentText, type StatusView, statusViews } from './coverage-words.ts'
import { ratioOf } from './figures.ts'

/** One stage of a school: how it stands, and what is still owed. */
export interface StageOwed {
  readonly stage: StageCoverage['stage']
  readonly label: string
  readonly view: StatusView
  readonly owed: string
  readonly sessions: string
  readonly reach: string
  readonly completions: string
}

export function stagesOwed({ stages }: CoverageRow, texts: Texts): readonly StageOwed[] {
  const views = statusViews(texts)
  return STAGES.flatMap((stage) => stages.filter((one) => one.stage === stage)).map((one) => ({
    stage: one.stage,
    label: texts.t(`coverage.stageLong.${one.stage}`),
    view: views[one.status],
    owed: owedText(one, texts),
    ...countsOf(one, texts),
  }))
}

function owedText({ status, owed, sessions }: StageCoverage, texts: Texts): string {
  const missing = texts.number(Math.max(0, owed - sessions))
  return texts.t(`coverage.school.owed.${status}`, { missing })
}

function countsOf({ sessions, owed, present, enrolled, completions }: StageCoverage, texts: Texts) {
  const { t, number } = texts
  return {
    sessions: t('coverage.school.counted', { sessions: number(sessions), owed: number(owed) }),
    reach: t('coverage.school.reach', {
      present: number(present),
      enrolled: number(enrolled),
      percent: percentText(ratioOf(present, enrolled), texts),
    }),
    completions: t('coverage.school.completions', { count: number(completions) }),
  }
}
