import type { Module, ScenarioBlock, ScenarioNode } from '../../catalogue/index.ts'
import type { Texts } from '../../web/index.ts'
import { ballotOfNode } from './ballot.ts'
import { ballotView } from './ballot-view.ts'
import { beatsOf, faceAt, isSplit, lastWords } from './faces.ts'
import type { Place } from './place.ts'
import type { Run } from './run.ts'
import { contentOf, type PlainSlide, type ScreenContent } from './screen-content.ts'
import { type ScreenSize, sizeOf } from './screen-size.ts'
import type { Slide } from './slide.ts'

/** One screen full. A story has one for each of its nodes, every other slide just one; both may show one face after the other. */
export interface Screen {
  readonly slide: number
  /** Of a story. */
  readonly node?: string
  readonly isStart: boolean
  readonly heading: string
  readonly size: ScreenSize
  readonly beats: number
  readonly beat: number
  readonly isShown: boolean
  readonly content: ScreenContent
  /** The step of the module that it belongs to. */
  readonly step?: StepView
}

export interface StepView {
  /** Counts from 1. */
  readonly number: number
  readonly title: string
  /** What the module gives it; none where it does not say. */
  readonly minutes?: number
}

export interface Shown {
  readonly run: Pick<Run, 'polls'>
  readonly module: Module
  readonly place: Place
}

/** All of them in one document: the show goes on when the network does not. */
export function screensOf(slides: readonly Slide[], shown: Shown, texts: Texts): readonly Screen[] {
  return slides.flatMap((slide, index) => {
    const number = index + 1
    const screens =
      slide.kind === 'story'
        ? storyScreens(slide, number, shown)
        : [plainScreen(slide, number, { ...shown, texts })]
    const step = stepOf(slide, shown.module)
    return step ? screens.map((screen) => ({ ...screen, step })) : screens
  })
}

export function stepOf({ step: number }: Slide, { steps }: Module): StepView | undefined {
  const step = number === undefined ? undefined : steps[number - 1]
  if (number === undefined || !step) return undefined
  const { title, minutes } = step
  return { number, title, ...(minutes !== undefined && { minutes }) }
}

function plainScreen(
  slide: PlainSlide,
  number: number,
  { texts, run, module, place }: Shown & { readonly texts: Texts },
): Screen {
  const isShown = place.slide === number
  const beats = beatsOf(slide)
  const beat = isShown ? Math.min(place.beat, beats) : 0
  const content = contentOf(slide, { module, run, beat, texts })
  const heading = headingOf(slide, module, texts)
  const size = sizeOf(content, heading, beat)
  return { slide: number, isStart: true, heading, size, beats, beat, isShown, content }
}

type StorySlide = Extract<Slide, { readonly kind: 'story' }>

function storyScreens(slide: StorySlide, number: number, { run, place }: Shown): readonly Screen[] {
  const { block, heading } = slide
  return block.nodes.map((node) => {
    const isShown = place.slide === number && place.node === node.id
    const beats = beatsOf(slide, node.id)
    const beat = isShown ? Math.min(place.beat, beats) : 0
    const content = nodeContent(block, node, { run, beat })
    return {
      slide: number,
      node: node.id,
      isStart: node.id === block.start,
      ...{ heading, size: sizeOf(content, heading, beat), beats, beat, isShown, content },
    }
  })
}

function nodeContent(
  block: ScenarioBlock,
  node: ScenarioNode,
  { run, beat }: { readonly run: Pick<Run, 'polls'>; readonly beat: number },
): ScreenContent {
  const { html, ending = 'safe' } = node
  const ballot = ballotOfNode(block, node)
  if (!ballot) return { kind: 'ending', html, ending }
  const [told, ask] = [faceAt([0], beat), faceAt([isSplit(node) ? 1 : 0], beat)]
  const last = isSplit(node) ? lastWords(node) : undefined
  return {
    ...{ kind: 'node', html, told, ask, ballot: ballotView(ballot, run, 0) },
    ...(last !== undefined && { lastWords: last }),
  }
}

function headingOf(slide: PlainSlide, module: Module, texts: Texts): string {
  if ('heading' in slide) return slide.heading
  switch (slide.kind) {
    case 'title':
      return module.title.vi
    case 'notice':
      return texts.t('present.notice.title')
    case 'question':
      return texts.t('present.question', { number: slide.number })
    case 'end':
      return texts.t('present.end.title')
  }
}
