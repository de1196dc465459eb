import type { Module } from '../../catalogue/index.ts'
import type { PageModel, Texts } from '../../web/index.ts'
import { ballotOfNode } from './ballot.ts'
import { chosenRow } from './ballot-view.ts'
import { beatsOf } from './faces.ts'
import { paths } from './paths.ts'
import { type Place, placeOf } from './place.ts'
import { readersOf } from './readers.ts'
import type { Run } from './run.ts'
import { type Screen, screensOf } from './screens.ts'
import type { Slide } from './slide.ts'

export interface RunPage extends PageModel {
  readonly runId: string
  readonly url: string
  readonly moduleTitle: string
  readonly slideCount: number
  readonly place: string
  readonly elapsedSeconds: number
  readonly elapsed: string
  readonly screens: readonly Screen[]
  readonly reportUrl: string
  readonly countUrl: string
  readonly notesUrl: string
  readonly stateUrl: string
  /** Where the hands of this place are counted to, and shown again. */
  readonly here: Place
  readonly backUrl?: string
  readonly nextUrl?: string
  readonly recordUrl: string
  readonly isRecorded: boolean
}

export interface RunShown {
  readonly run: Run
  readonly module: Module
  readonly slides: readonly Slide[]
  readonly place: Place
  readonly now: Date
}

export function runPage({ run, module, slides, place, now }: RunShown, texts: Texts): RunPage {
  const readers = readersOf(module)
  const spoken = { ...texts, t: texts.to(readers) }
  const { id, startedAt, sessionId } = run
  const elapsedSeconds = Math.max(0, Math.floor((now.getTime() - startedAt.getTime()) / 1000))
  const [back, next] = [placeBefore(slides, place), placeAfter(slides, place, run)]
  return {
    title: module.title.vi,
    mood: 'wall',
    readers,
    layout: 'wall',
    styles: ['present.css'],
    runId: id,
    url: paths.run(id),
    moduleTitle: module.title.vi,
    slideCount: slides.length,
    place: `${place.slide}/${slides.length}`,
    elapsedSeconds,
    elapsed: texts.t('present.elapsed', { minutes: Math.floor(elapsedSeconds / 60) }),
    screens: screensOf(slides, { run, module, place }, spoken),
    reportUrl: paths.report(id),
    countUrl: paths.count(id),
    notesUrl: paths.notes(id),
    stateUrl: paths.state(id),
    here: place,
    ...(back && { backUrl: paths.run(id, back) }),
    ...(next && { nextUrl: paths.run(id, next) }),
    recordUrl: sessionId ? paths.done(id) : paths.record(id),
    isRecorded: sessionId !== undefined,
  }
}

/** One press on: reveal what is left, follow the story, then the next slide; undefined at the end. */
export function placeAfter(slides: readonly Slide[], place: Place, run: Run): Place | undefined {
  const slide = slides[place.slide - 1]
  if (slide && place.beat < beatsOf(slide, place.node)) return { ...place, beat: place.beat + 1 }
  const goesTo = slide?.kind === 'story' ? wayOn(slide, place, run) : undefined
  if (goesTo !== undefined) return { slide: place.slide, node: goesTo, beat: 0 }
  return place.slide < slides.length ? startOf(slides, place.slide + 1) : undefined
}

/** One press back; a story is left as a whole, or begun again. */
export function placeBefore(slides: readonly Slide[], place: Place): Place | undefined {
  if (place.beat > 0) return { ...place, beat: place.beat - 1 }
  const here = startOf(slides, place.slide)
  if (here.node !== place.node) return here
  return place.slide > 1 ? startOf(slides, place.slide - 1) : undefined
}

function startOf(slides: readonly Slide[], number: number): Place {
  return placeOf(slides, { slide: String(number) })
}

function wayOn(
  { block }: Extract<Slide, { readonly kind: 'story' }>,
  { node: at }: Place,
  run: Run,
): string | undefined {
  const node = block.nodes.find(({ id }) => id === at)
  const ballot = node && ballotOfNode(block, node)
  return ballot && chosenRow(ballot, run)?.goesTo
}
