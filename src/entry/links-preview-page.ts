import type { Module, StepKind } from '../catalogue/index.ts'
import { strandName } from '../learning/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import type { LinksAsked } from './links-asked.ts'
import { factsOf } from './links-page.ts'
import type { LinksTask } from './links-task.ts'
import { paths } from './paths.ts'

/** One module as far as a teacher needs it to choose: without its answers. */
export interface LinksPreviewPage extends PageModel {
  readonly facts: string
  readonly strands: string
  readonly sensitive: boolean
  readonly objectives: readonly string[]
  readonly steps: readonly { readonly title: string; readonly kind: StepKind }[]
  readonly questionCount: number
  readonly backUrl: string
  readonly lessonUrl: string
  readonly isChosen: boolean
  /** Back to the picker with this module chosen too, or left out again. */
  readonly toggleUrl: string
}

interface Facts {
  readonly module: Module
  readonly asked: LinksAsked
  readonly task: LinksTask
}

export function linksPreviewPage({ module, asked, task }: Facts, texts: Texts): LinksPreviewPage {
  const isChosen = asked.chosen.includes(module.id)
  const others = asked.chosen.filter((id) => id !== module.id)
  const withIt = task.acceptMultiple ? [...others, module.id] : [module.id]
  return {
    title: module.title.vi,
    styles: ['links.css'],
    facts: factsOf(module, texts),
    strands: module.strands.map((strand) => strandName(strand, texts)).join(' · '),
    sensitive: module.sensitive,
    objectives: module.objectives,
    steps: module.steps.map(({ title, kind }) => ({ title, kind })),
    questionCount: module.questions.length,
    backUrl: paths.links(asked),
    lessonUrl: paths.firstStep(module.id),
    isChosen,
    toggleUrl: paths.links({ ...asked, chosen: isChosen ? others : withIt }),
  }
}
