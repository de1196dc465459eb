import type { Module, Source, StepKind } from '../catalogue/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { gradesOf } from './grades-of.ts'
import { paths } from './paths.ts'
import { linkOf, type Resource, type ResourceLink } from './resources/index.ts'

export interface TeacherPage extends PageModel {
  readonly moduleId: string
  readonly minutes: number
  readonly grades: string
  readonly sensitive: boolean
  readonly objectives: readonly string[]
  /** For whoever reads no Vietnamese. */
  readonly english?: { readonly title: string; readonly objectives: readonly string[] }
  readonly nls: readonly string[]
  readonly steps: readonly {
    readonly url: string
    readonly title: string
    readonly kind: StepKind
  }[]
  readonly questions: readonly {
    readonly prompt: string
    readonly right: readonly { readonly text: string; readonly why: string }[]
  }[]
  readonly sources: readonly Source[]
  /** Of the module's files, and of the department. */
  readonly resources: readonly ResourceLink[]
  readonly resourcesUrl?: string
  /** Trusted HTML of the module. */
  readonly notesHtml: string
  /** Papers and files for where there is no line. */
  readonly takeAway: readonly {
    readonly url: string
    readonly label: string
    readonly what: string
  }[]
  readonly previewUrl: string
  /** What staff learn themselves. */
  readonly isForStaff: boolean
  /** Only for whoever may show it to a class. */
  readonly presentUrl?: string
  readonly listUrl: string
}

export interface TeacherFacts {
  readonly mayPresent: boolean
  readonly mayKeepResources: boolean
  readonly resources: readonly Resource[]
}

export function teacherPage(
  module: Module,
  texts: Texts,
  { mayPresent, mayKeepResources, resources }: TeacherFacts,
): TeacherPage {
  return {
    title: module.title.vi,
    moduleId: module.id,
    minutes: module.minutes,
    grades: gradesOf(module, texts),
    sensitive: module.sensitive,
    objectives: module.objectives,
    ...(module.title.en && {
      english: { title: module.title.en, objectives: module.objectivesEn ?? [] },
    }),
    nls: module.nls,
    steps: module.steps.map(({ title, kind }, index) => ({
      url: paths.step(module, index + 1),
      title,
      kind,
    })),
    questions: module.questions.map(({ prompt, options, correct }) => ({
      prompt,
      right: correct
        .flatMap((id) => options.filter((option) => option.id === id))
        .map(({ text, feedback }) => ({ text, why: feedback })),
    })),
    sources: module.sources,
    resources: [...ownResources(module), ...resources.map(linkOf)],
    ...(mayKeepResources && { resourcesUrl: paths.resources(module) }),
    notesHtml: module.teacherNotes,
    takeAway: takeAwayOf(module, texts),
    previewUrl: module.audience === 'staff' ? paths.resume(module) : paths.step(module, 1),
    isForStaff: module.audience === 'staff',
    ...(mayPresent && { presentUrl: paths.present(module) }),
    listUrl: paths.list(module),
  }
}

function ownResources({ resources }: Module): readonly ResourceLink[] {
  return resources.flatMap(({ text, url }) => (url ? [linkOf({ title: text, url })] : []))
}

function takeAwayOf(module: Module, { t }: Texts): TeacherPage['takeAway'] {
  const line = (kind: 'sheet' | 'slides' | 'offline' | 'paperForm') => ({
    url: paths[kind](module),
    label: t(`learning.teacher.takeAway.${kind}.label`),
    what: t(`learning.teacher.takeAway.${kind}.what`),
  })
  // Papers are made from the catalogue.
  if (module.at !== undefined) return []
  return [line('sheet'), line('slides'), line('offline'), line('paperForm')]
}
