import type { Module } from '../catalogue/index.ts'
import { type FilterField, filterFields, gradesOf, isWanted } from '../learning/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { type LinksAsked, type LinksProblem, type Mode, MODES } from './links-asked.ts'
import type { LinksTask } from './links-task.ts'
import { paths } from './paths.ts'

interface Offered {
  readonly id: string
  readonly title: string
  readonly facts: string
  readonly sensitive: boolean
  readonly isChosen: boolean
}

export interface LinksPage extends PageModel {
  readonly action: string
  readonly problem?: string
  readonly filters: readonly FilterField[]
  readonly clearUrl?: string
  readonly found: string
  /** Chosen before, hidden by the filter now. */
  readonly kept: readonly Offered[]
  readonly modules: readonly Offered[]
  readonly inputType: 'checkbox' | 'radio'
  readonly modes: readonly { readonly value: Mode; readonly isChosen: boolean }[]
  readonly about: readonly string[]
}

interface Facts {
  readonly catalogue: readonly Module[]
  readonly asked: LinksAsked
  readonly task: LinksTask
  readonly problem?: LinksProblem | undefined
}

export function linksPage({ catalogue, asked, task, problem }: Facts, texts: Texts): LinksPage {
  const { filters, chosen, mode } = asked
  const toOffered = (module: Module) => offered(module, chosen, texts)
  const wanted = catalogue.filter((module) => isWanted(module, filters))
  const kept = catalogue.filter(
    (module) => chosen.includes(module.id) && !isWanted(module, filters),
  )
  const isFiltered = Object.keys(filters).length > 0
  return {
    title: texts.t('entry.links.title'),
    styles: ['links.css'],
    action: paths.links(),
    ...(problem && { problem: texts.t(`entry.links.problems.${problem}`) }),
    filters: filterFields(catalogue, filters, texts),
    ...(isFiltered && { clearUrl: paths.links({ ...asked, filters: {} }) }),
    found: texts.t(wanted.length > 0 ? 'entry.links.found' : 'entry.links.foundNone', {
      count: wanted.length,
    }),
    kept: kept.map(toOffered),
    modules: wanted.map(toOffered),
    inputType: task.acceptMultiple ? 'checkbox' : 'radio',
    modes: MODES.map((value) => ({ value, isChosen: value === mode })),
    about: aboutOf(task, texts),
  }
}

function offered(module: Module, chosen: readonly string[], texts: Texts): Offered {
  return {
    id: module.id,
    title: module.title.vi,
    facts: factsOf(module, texts),
    sensitive: module.sensitive,
    isChosen: chosen.includes(module.id),
  }
}

/** `Lớp 4–5 · 25 phút · 4.2.CB2` */
export function factsOf(module: Module, texts: Texts): string {
  const minutes = texts.t('learning.minutes', { minutes: module.minutes })
  return [gradesOf(module, texts), minutes, ...module.nls].join(' · ')
}

/** What the LMS said that it takes, in a teacher's words. */
function aboutOf({ acceptMultiple, acceptLineItem }: LinksTask, texts: Texts): readonly string[] {
  return [
    texts.t(acceptMultiple ? 'entry.links.several' : 'entry.links.one'),
    texts.t(acceptLineItem ? 'entry.links.withScores' : 'entry.links.withoutScores'),
  ]
}
