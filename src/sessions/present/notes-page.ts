import type { Module } from '../../catalogue/index.ts'
import { plainText } from '../../catalogue/index.ts'
import type { PageModel, Texts } from '../../web/index.ts'
import type { BallotView } from './ballot-view.ts'
import { paths } from './paths.ts'
import type { Place } from './place.ts'
import { readersOf } from './readers.ts'
import type { Run } from './run.ts'
import type { ScreenContent } from './screen-content.ts'
import { type Screen, screensOf, type StepView } from './screens.ts'
import type { Slide } from './slide.ts'
import { helpOfStep, notesAtHand } from './step-help.ts'

/** What a teacher reads while the class looks at one screen. */
export interface NoteView {
  readonly slide: number
  readonly node?: string
  readonly isStart: boolean
  readonly isShown: boolean
  readonly heading: string
  readonly step?: StepView
  /** How to do the step before a class. */
  readonly help?: string
  readonly answers: readonly { readonly label: string; readonly text: string }[]
  readonly ballot?: BallotView
  /** What comes after it. */
  readonly next?: string
}

export interface NotesPage extends PageModel {
  readonly runId: string
  readonly moduleTitle: string
  readonly slideCount: number
  readonly place: string
  readonly notes: readonly NoteView[]
  /** Trusted HTML of teacher.md. */
  readonly atHand: readonly string[]
  /** Covered until somebody says that this window is not on the wall. */
  readonly isOpen: boolean
  readonly openUrl: string
  readonly stateUrl: string
  readonly countUrl: string
  readonly here: Place
  /** For the teacher's own phone. */
  readonly phone?: { readonly url: string; readonly qrSvg: string }
}

export interface NotesShown {
  readonly run: Run
  readonly module: Module
  readonly slides: readonly Slide[]
  readonly place: Place
  readonly isOpen: boolean
  readonly phone?: NotesPage['phone']
}

export function notesPage(shown: NotesShown, texts: Texts): NotesPage {
  const { run, module, slides, place, isOpen, phone } = shown
  const spoken = { ...texts, t: texts.to(readersOf(module)) }
  const screens = isOpen ? screensOf(slides, { run, module, place }, spoken) : []
  return {
    title: texts.t('present.notes.title'),
    readers: 'adults',
    layout: 'notes',
    styles: ['present.css', 'present-notes.css'],
    runId: run.id,
    moduleTitle: module.title.vi,
    slideCount: slides.length,
    place: `${place.slide}/${slides.length}`,
    notes: screens.map((screen) => noteOf(screen, screens, module)),
    atHand: isOpen ? notesAtHand(module) : [],
    isOpen,
    openUrl: paths.notes(run.id, 'open'),
    stateUrl: paths.state(run.id),
    countUrl: paths.count(run.id),
    here: place,
    ...(phone && { phone }),
  }
}

function noteOf(screen: Screen, screens: readonly Screen[], module: Module): NoteView {
  const { slide, node, isStart, isShown, heading, content, step } = screen
  const help = step && helpOfStep(module, step.number)
  const next = screens.find((one) => one.slide === slide + 1 && one.isStart)
  return {
    ...{ slide, isStart, isShown, heading },
    ...(node !== undefined && { node }),
    ...(step && { step }),
    ...(help !== undefined && { help }),
    answers: answersOf(content),
    ...('ballot' in content && { ballot: content.ballot }),
    ...(next && { next: previewOf(next) }),
  }
}

function answersOf(content: ScreenContent): NoteView['answers'] {
  if (content.kind === 'spot') return content.spot.whys
  if (content.kind === 'sort') return content.sort.whys
  return 'ballot' in content ? content.ballot.whys : []
}

const LONGEST_PREVIEW = 160

/** A heading and the first words. */
function previewOf({ heading, content }: Screen): string {
  const words =
    'prompt' in content ? content.prompt : 'html' in content ? plainText(content.html) : ''
  const cut = words.length > LONGEST_PREVIEW ? `${words.slice(0, LONGEST_PREVIEW)}…` : words
  return cut === '' ? heading : `${heading}. ${cut}`
}
