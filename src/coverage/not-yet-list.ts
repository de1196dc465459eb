import { isSettled, type Period } from '../requirements/index.ts'
import { dayOf } from '../runtime/index.ts'
import type { Texts } from '../web/index.ts'
import { compareNames } from './commune-grid.ts'
import type { CoverageRow } from './coverage-row.ts'
import { asOf, dayText, momentText, type StageLabels, stageLabels } from './coverage-words.ts'
import { type Filters, NOT_YET, statusesOf } from './filters.ts'
import { groupStages } from './list-rows.ts'

export interface NotYetFacts {
  readonly period: Period
  readonly filters: Filters
  /** What needs most first. */
  readonly rows: readonly CoverageRow[]
  readonly areaName: (id: string | undefined) => string | undefined
  readonly now: Date
}

/** Statuses asked for, as far as they are not settled. */
export function notYetStatuses(filters: Filters): readonly (typeof NOT_YET)[number][] {
  const asked = statusesOf(filters)
  return asked ? NOT_YET.filter((status) => asked.includes(status)) : NOT_YET
}

/** A text for Zalo or a công văn: which schools of which commune have not done yet what. */
export function notYetList(facts: NotYetFacts, texts: Texts): string {
  const { rows, areaName, filters } = facts
  const none = texts.t('coverage.communes.none')
  const groups = Map.groupBy(rows, ({ communeId }) => areaName(communeId) ?? none)
  const inOrder = [...groups].toSorted(([one], [other]) => compareNames(one, other))
  const words = { labels: stageLabels(texts), counted: countedWords(texts), stage: filters.stage }
  const blocks = inOrder.map(([commune, ofCommune]) => {
    const count = texts.number(ofCommune.length)
    const heading = texts.t('coverage.notYet.commune', { commune, count })
    return [heading, ...ofCommune.map((row) => lineOf(row, words))].join('\n')
  })
  return `${[headingOf(facts, texts), ...blocks].join('\n\n')}\n`
}

function headingOf({ period, filters, rows, areaName, now }: NotYetFacts, texts: Texts): string {
  const { area, stage, status } = filters
  const asked = [
    area && areaName(area),
    stage && texts.t(`coverage.stageLong.${stage}`),
    status && status !== 'not-yet' && texts.t(`coverage.status.${status}`),
  ].filter((one) => typeof one === 'string')
  const at = asOf(period, now)
  const heading = texts.t('coverage.notYet.heading', {
    period: period.name,
    count: texts.number(rows.length),
    at: momentText(at, texts),
    due: dayText(period.due, texts),
  })
  const late = dayOf(at) > period.due ? [texts.t('coverage.notYet.late')] : []
  const filtered =
    asked.length > 0 ? [texts.t('coverage.notYet.only', { what: asked.join(' · ') })] : []
  return [heading, ...late, ...filtered].join('\n')
}

type Counted = Readonly<Record<(typeof NOT_YET)[number], string>>

function countedWords(texts: Texts): Counted {
  return Object.fromEntries(
    NOT_YET.map((status) => [
      status,
      texts.t(`coverage.counted.${status as Exclude<typeof status, 'met' | 'exempt'>}`),
    ]),
  ) as Counted
}

interface Words {
  readonly labels: StageLabels
  readonly counted: Counted
  readonly stage: Filters['stage']
}

/** `- Trường Tiểu học Nguyễn Trãi (72000412): TH quá hạn`; stages that are settled go unsaid. */
function lineOf({ name, code, stages }: CoverageRow, { labels, counted, stage }: Words): string {
  const left = stages
    .filter((one) => !isSettled(one.status))
    .filter((one) => !stage || one.stage === stage)
  const words = groupStages(left, labels).map(({ label, status }) => `${label} ${counted[status]}`)
  return `- ${name} (${code}): ${words.join('; ')}`
}
