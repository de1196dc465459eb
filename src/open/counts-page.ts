import type { Module } from '../catalogue/index.ts'
import type { Period } from '../requirements/index.ts'
import { type Day, startOf } from '../runtime/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import type { OpenRunCount } from './open-run.ts'
import { paths } from './paths.ts'

interface CountLine {
  readonly moduleId: string
  readonly title: string
  readonly ofSchools: string
  readonly ofNone: string
  readonly all: string
  readonly value: number
}

/** How often parents of the whole province read an open module to its end; beside every figure, in none. */
export interface CountsPage extends PageModel {
  readonly periodName: string
  readonly span: string
  readonly periods: readonly { readonly name: string; readonly url: string }[]
  readonly lines: readonly CountLine[]
  readonly sum: Pick<CountLine, 'ofSchools' | 'ofNone' | 'all' | 'value'>
  readonly fileUrl: string
  readonly backUrl: string
}

export interface CountsFacts {
  readonly period: Period
  /** The latest first. */
  readonly periods: readonly Period[]
  /** Those for parents. */
  readonly modules: readonly Pick<Module, 'id' | 'title'>[]
  readonly counts: readonly OpenRunCount[]
}

export function countsPage(facts: CountsFacts, texts: Texts): CountsPage {
  const { period, periods } = facts
  const lines = countLines(facts)
  const written = <Line extends Counted>(line: Line) => ({
    ...line,
    ofSchools: texts.number(line.ofSchools),
    ofNone: texts.number(line.ofNone),
    all: texts.number(line.ofSchools + line.ofNone),
    value: line.ofSchools + line.ofNone,
  })
  return {
    title: texts.t('open.counts.title'),
    mood: 'dense',
    styles: ['coverage.css'],
    periodName: period.name,
    span: spanText(period, texts),
    periods: periods
      .filter(({ id }) => id !== period.id)
      .map(({ id, name }) => ({ name, url: paths.counts(id) })),
    lines: lines.map(written),
    sum: written(sumOf(lines)),
    fileUrl: paths.countsFile(period.id),
    backUrl: paths.coverage(period.id),
  }
}

export function spanText({ from, to }: Pick<Period, 'from' | 'to'>, texts: Texts): string {
  const day = (on: Day) => texts.date(startOf(on))
  return texts.t('open.counts.span', { from: day(from), to: day(to) })
}

export type Counted = Pick<OpenRunCount, 'ofSchools' | 'ofNone'>

/** Every module for parents, and any other of which there are runs. */
export function countLines({ modules, counts }: Pick<CountsFacts, 'modules' | 'counts'>) {
  const none: Counted = { ofSchools: 0, ofNone: 0 }
  const gone = counts.filter(({ moduleId }) => modules.every(({ id }) => id !== moduleId))
  const known = modules.map(({ id, title }) => ({ moduleId: String(id), title: title.vi }))
  return [...known, ...gone.map(({ moduleId }) => ({ moduleId, title: moduleId }))].map((line) => {
    const { ofSchools, ofNone } = counts.find(({ moduleId }) => moduleId === line.moduleId) ?? none
    return { ...line, ofSchools, ofNone }
  })
}

export function sumOf(lines: readonly Counted[]): Counted {
  return {
    ofSchools: lines.reduce((sum, line) => sum + line.ofSchools, 0),
    ofNone: lines.reduce((sum, line) => sum + line.ofNone, 0),
  }
}
