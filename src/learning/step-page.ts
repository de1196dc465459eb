import type { Step } from '../catalogue/index.ts'
import { type BlockView, blockView, type Choices, isWaiting } from './blocks/index.ts'
import { type Lesson, type LessonFrame, lessonFrame } from './lesson-frame.ts'
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

export interface StepPlace extends Lesson {
  readonly step: Step
  readonly pageNumber: number
}

export function stepPage(place: StepPlace, choices: Choices): StepPage {
  const { module, step, pageNumber } = place
  const position = module.steps.indexOf(step) + 1
  const shown = step.pages[pageNumber - 1]
  const blocks = (shown?.blocks ?? []).map((block) => blockView(module, block, choices))
  return {
    ...lessonFrame(place, step.title),
    path: pathAtStep(module, position),
    blocks,
    url: paths.step(module, position),
    pageNumber,
    backUrl: backUrl(place, position),
    next: nextOf(place, position, blocks),
    ...(shown?.recording && { recordingUrl: paths.media(module, shown.recording) }),
  }
}

function nextOf(
  { module, step, pageNumber }: StepPlace,
  position: number,
  blocks: readonly BlockView[],
): StepNext {
  if (blocks.some((view) => view.type === 'scenario' && !view.ending)) return { kind: 'none' }
  const isPrimary = !blocks.some(isWaiting)
  if (pageNumber === step.pages.length) {
    return { kind: 'form', action: paths.step(module, position), isPrimary }
  }
  const url = paths.step(module, position, { page: String(pageNumber + 1) })
  return { kind: 'link', url, isPrimary }
}

function backUrl({ module, pageNumber }: StepPlace, position: number): string {
  if (pageNumber > 1) return paths.step(module, position, { page: String(pageNumber - 1) })
  return position > 1 ? paths.step(module, position - 1) : paths.cover(module)
}
