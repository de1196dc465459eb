import type { Step } from '../catalogue/index.ts'
import { type BlockView, blockView, type Choices, isWaiting } from './blocks/index.ts'
import { type Lesson, type LessonFrame, lessonFrame, pathsOf } from './lesson-frame.ts'
import { type LessonPath, pathAtStep } from './lesson-path.ts'
import { paths } from './paths.ts'

export interface StepPage extends LessonFrame {
  readonly path: LessonPath
  readonly blocks: readonly BlockView[]
  /** Practice forms and the story's choices lead back to this page. */
  readonly url: string
  readonly pageNumber: number
  readonly backUrl: string
  readonly next: StepNext
  /** Names 111: whoever helps at the learner's own school stands beside it. */
  readonly tellsOfHelp: boolean
  /** A recorded voice that reads this page. */
  readonly recordingUrl?: string
}

type StepNext =
  /** A further page of the same step. */
  | { readonly kind: 'link'; readonly url: string; readonly isPrimary: boolean }
  /** Leaves the step behind. */
  | { readonly kind: 'form'; readonly action: string; readonly isPrimary: boolean }
  /** A story in its middle: its choices lead on. */
  | { readonly kind: 'none' }

export type StepPlace = Lesson & {
  readonly step: Step
  readonly pageNumber: number
}

const CHILD_HOTLINE = /(?<!\d)111(?!\d)/

export function stepPage(place: StepPlace, choices: Choices): StepPage {
  const { module, step, pageNumber } = place
  const position = module.steps.indexOf(step) + 1
  const shown = step.pages[pageNumber - 1]
  const blocks = (shown?.blocks ?? []).map((block) => blockView(module, block, choices))
  return {
    ...lessonFrame(place, step.title),
    path: pathAtStep(module, position),
    blocks,
    url: pathsOf(place).step(module, position),
    pageNumber,
    backUrl: backUrl(place, position),
    tellsOfHelp: blocks.some((view) => view.type === 'text' && CHILD_HOTLINE.test(view.html)),
    next: nextOf(place, position, blocks),
    ...(shown?.recording && { recordingUrl: paths.media(module, shown.recording) }),
  }
}

function nextOf(place: StepPlace, position: number, blocks: readonly BlockView[]): StepNext {
  const { module, step, pageNumber } = place
  const at = pathsOf(place)
  if (blocks.some((view) => view.type === 'scenario' && !view.ending)) return { kind: 'none' }
  const isPrimary = !blocks.some(isWaiting)
  if (pageNumber === step.pages.length) {
    if ('open' in place) return { kind: 'link', url: place.open.leave(step), isPrimary }
    return { kind: 'form', action: at.step(module, position), isPrimary }
  }
  const url = at.step(module, position, { page: String(pageNumber + 1) })
  return { kind: 'link', url, isPrimary }
}

function backUrl(place: StepPlace, position: number): string {
  const { module, pageNumber } = place
  const at = pathsOf(place)
  if (pageNumber > 1) return at.step(module, position, { page: String(pageNumber - 1) })
  return position > 1 ? at.step(module, position - 1) : at.cover(module)
}
