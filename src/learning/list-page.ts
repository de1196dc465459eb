import { type Audience, type Module, nlsNameOf } from '../catalogue/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { type FilterField, filterFields, strandName } from './filter-fields.ts'
import { gradesOf } from './grades-of.ts'
import { type Filters, isForGrade, isWanted } from './module-filters.ts'
import { paths } from './paths.ts'

export interface ListPage extends PageModel {
  readonly lead: string
  readonly action: string
  readonly filters: readonly FilterField[]
  readonly clearUrl?: string
  /** How many fit what was asked for, or what to do where none does; empty where nothing was asked. */
  readonly found: string
  readonly sections: readonly ListSection[]
}

interface ListSection {
  readonly title: string
  /** What the department picked, so that no card need say it. */
  readonly isOfPick?: boolean
  /** Before the filters: nobody should have to look for it. */
  readonly isAhead?: boolean
  readonly modules: readonly ModuleCard[]
}

interface ModuleCard {
  readonly id: string
  readonly url: string
  readonly title: string
  readonly facts: string
  readonly sensitive: boolean
  /** The department picked it for this period. */
  readonly isPicked: boolean
  readonly staff?: StaffFacts
}

/** What a teacher chooses by, and pupils need not read. */
interface StaffFacts {
  readonly strands: string
  /** Codes of one component together: its levels bear one name. */
  readonly nls: readonly { readonly codes: string; readonly name: string }[]
  readonly presentUrl?: string
  /** One press opens the projector. */
  readonly run?: OfferedRun
}

export interface OfferedRun {
  readonly action: string
  readonly code: string
  /** The school that it will be recorded for. */
  readonly place: string
}

export interface List {
  readonly modules: readonly Module[]
  readonly filters: Filters
  /** The department's pick of the open period. */
  readonly pick?: { readonly name: string; readonly modules: readonly string[] } | undefined
}

interface StaffList extends List {
  readonly mayPresent: boolean
  readonly offered?: { readonly moduleId: string; readonly run: OfferedRun } | undefined
}

/** What a teacher most likely came for: the first of the department's pick, where nothing else was asked for. */
export function likeliestOf({ modules, filters, pick }: List): Module | undefined {
  if (Object.keys(filters).length > 0) return undefined
  return modules.find(({ id }) => pick?.modules.includes(id))
}

/** The whole catalogue: what the department picked for this period first, then by whom it is for. */
export function staffListPage(list: StaffList, texts: Texts): ListPage {
  const { modules, filters, pick } = list
  const wanted = modules.filter((module) => isWanted(module, filters))
  const isPicked = ({ id }: Module) => pick?.modules.includes(id) ?? false
  const card = (module: Module): ModuleCard => ({
    ...cardOf(module, texts, isPicked(module)),
    staff: staffFactsOf(module, texts, list),
  })
  const picked = wanted.filter(isPicked).map(card)
  const rest = wanted.filter((module) => !isPicked(module))
  const name = pick?.name ?? ''
  const isFiltered = Object.keys(filters).length > 0
  return {
    title: texts.t('learning.list.staffTitle'),
    lead: texts.t('learning.list.staffLead'),
    styles: ['catalogue.css'],
    action: paths.list(),
    filters: filterFields(modules, filters, texts),
    ...(isFiltered && { clearUrl: paths.list() }),
    found: isFiltered || wanted.length === 0 ? foundOf(wanted.length, texts) : '',
    sections: [
      ...section(texts.t('learning.list.picked', { name, count: picked.length }), picked).map(
        (one) => ({ ...one, isOfPick: true, isAhead: !isFiltered }),
      ),
      ...AUDIENCES.flatMap((audience) => {
        const cards = rest.filter((module) => module.audience === audience).map(card)
        return section(bandTitle(audience, cards.length, texts), cards)
      }),
    ],
  }
}

interface LearnerList extends List {
  /** Of the stages that the pupil's school teaches; empty where it is not known. */
  readonly schoolGrades: readonly number[]
}

/** A pupil's own grade first, the department's pick before the rest; nothing that needs an adult beside them (content §4). */
export function learnerListPage(list: LearnerList, texts: Texts): ListPage {
  const { filters, pick } = list
  const modules = list.modules.filter(isForPupilsAlone)
  const isPicked = ({ id }: Module) => pick?.modules.includes(id) ?? false
  const isOwn = isOwnOf(list)
  const shown = [...modules.filter(isPicked), ...modules.filter((module) => !isPicked(module))]
  const card = (module: Module) => cardOf(module, texts, isPicked(module))
  const [own, others] = [shown.filter(isOwn), shown.filter((module) => !isOwn(module))]
  const ownTitle = filters.grade
    ? texts.t('learning.list.ofGrade', { grade: filters.grade })
    : texts.t('learning.list.ofSchool')
  return {
    title: texts.t('learning.list.learnerTitle'),
    lead: texts.t('learning.list.learnerLead'),
    styles: ['catalogue.css'],
    action: paths.list(),
    filters: filterFields(modules, filters, texts).filter(({ name }) => name === 'grade'),
    ...(filters.grade && { clearUrl: paths.list() }),
    found: own.length + others.length === 0 ? texts.t('learning.list.empty') : '',
    sections: [
      ...section(ownTitle, own.map(card)),
      ...section(
        texts.t(own.length > 0 ? 'learning.list.others' : 'learning.list.every'),
        others.map(card),
      ),
    ],
  }
}

function isOwnOf({ filters: { grade }, schoolGrades }: LearnerList): (module: Module) => boolean {
  if (grade) return (module) => isForGrade(module, grade)
  return ({ grades }) => grades.some((one) => schoolGrades.includes(one))
}

function isForPupilsAlone({ grades, sensitive }: Module): boolean {
  return grades.length > 0 && !sensitive
}

/** In the order of a life. */
const AUDIENCES: readonly Audience[] = ['th1', 'th2', 'thcs', 'thpt', 'parents', 'staff']

function bandTitle(audience: Audience, count: number, texts: Texts): string {
  return texts.t(`learning.list.bands.${audience}`, { count })
}

function section(title: string, modules: readonly ModuleCard[]): readonly ListSection[] {
  return modules.length > 0 ? [{ title, modules }] : []
}

function foundOf(count: number, texts: Texts): string {
  return texts.t(count > 0 ? 'learning.list.found' : 'learning.list.foundNone', { count })
}

function cardOf(module: Module, texts: Texts, isPicked: boolean): ModuleCard {
  const minutes = texts.t('learning.minutes', { minutes: module.minutes })
  return {
    id: module.id,
    url: paths.cover(module),
    title: module.title.vi,
    facts: `${gradesOf(module, texts)} · ${minutes}`,
    sensitive: module.sensitive,
    isPicked,
  }
}

function staffFactsOf(
  module: Module,
  texts: Texts,
  { mayPresent, offered }: Pick<StaffList, 'mayPresent' | 'offered'>,
): StaffFacts {
  return {
    strands: module.strands.map((strand) => strandName(strand, texts)).join(' · '),
    nls: nlsOf(module),
    ...(mayPresent && { presentUrl: paths.present(module) }),
    ...(offered?.moduleId === module.id && { run: offered.run }),
  }
}

function nlsOf({ nls }: Module): StaffFacts['nls'] {
  const byName = new Map<string, readonly string[]>()
  for (const code of nls) {
    const name = nlsNameOf(code) ?? ''
    byName.set(name, [...(byName.get(name) ?? []), code])
  }
  return [...byName].map(([name, codes]) => ({ codes: codes.join(', '), name }))
}
