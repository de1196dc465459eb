import type { Module } from '../catalogue/index.ts'
import type { PageModel, Texts, Visit } from '../web/index.ts'
import { paths } from './paths.ts'

export interface ListPage extends PageModel {
  readonly lead: string
  readonly modules: readonly {
    readonly url: string
    readonly title: string
    readonly minutes: number
    readonly grades?: string
    readonly sensitive: boolean
  }[]
}

interface List {
  readonly modules: readonly Module[]
  readonly visit: Visit
}

/** Staff see the whole catalogue; a pupil what is for pupils and needs no adult beside them (content §4). */
export function listPage({ modules, visit }: List, texts: Texts): ListPage {
  const isStaff = visit.role === 'staff'
  const shown = isStaff ? modules : modules.filter(isForPupilsAlone)
  return {
    title: texts.t(isStaff ? 'learning.list.staffTitle' : 'learning.list.learnerTitle'),
    lead: texts.t(isStaff ? 'learning.list.staffLead' : 'learning.list.learnerLead'),
    modules: shown.map((module) => ({
      url: paths.cover(module),
      title: module.title.vi,
      minutes: module.minutes,
      grades: gradesOf(module, texts),
      sensitive: module.sensitive,
    })),
  }
}

function isForPupilsAlone({ grades, sensitive }: Module): boolean {
  return grades.length > 0 && !sensitive
}

/** `Lớp 4–5`, or whom else it is for. */
export function gradesOf({ grades }: Module, texts: Texts): string {
  if (grades.length === 0) return texts.t('learning.adults')
  const [first, last] = [Math.min(...grades), Math.max(...grades)]
  return texts.t('learning.grades', { grades: first === last ? first : `${first}–${last}` })
}
