import type { Block, Module, Page, Step } from '../../catalogue/index.ts'
import {
  type Ballot,
  ballotOfNode,
  ballotOfOrder,
  ballotOfPoll,
  ballotOfQuestion,
} from './ballot.ts'
import type { Slide } from './slide.ts'
import { textSlides } from './text-slides.ts'

/** A module as it goes over a wall: always the same slides for the same version, so that a number names one. */
export function slidesOf(module: Module): readonly Slide[] {
  return [
    ...(module.sensitive ? [{ kind: 'notice' } as const] : []),
    { kind: 'title' },
    ...module.steps.flatMap((step, index) =>
      slidesOfStep(step).map((slide) => ({ ...slide, step: index + 1 })),
    ),
    ...module.questions.map((question, index) => ({
      kind: 'question' as const,
      number: index + 1,
      ballot: ballotOfQuestion(question),
    })),
    { kind: 'end' },
  ]
}

function slidesOfStep({ title, pages }: Step): readonly Slide[] {
  return pages.flatMap((page) => slidesOfPage(page, title))
}

/** A heading holds until the page ends. */
function slidesOfPage({ blocks }: Page, title: string): readonly Slide[] {
  const slides: Slide[] = []
  for (const block of blocks) {
    const last = slides.at(-1)
    const heading = last && 'heading' in last ? last.heading : title
    slides.push(...slidesOfBlock(block, heading))
  }
  return slides.filter((slide, index) => !isBareHeading(slide, slides[index + 1]))
}

/** The slide that follows says the same heading above a picture or something to do. */
function isBareHeading(slide: Slide, next: Slide | undefined): boolean {
  if (slide.kind !== 'text' || slide.html !== '' || next?.kind === 'text') return false
  return next !== undefined && 'heading' in next && next.heading === slide.heading
}

function slidesOfBlock(block: Block, heading: string): readonly Slide[] {
  if ('prompt' in block) return [activitySlide(block, heading)]
  switch (block.type) {
    case 'text':
      return textSlides(block.html, heading)
    case 'picture':
      return [{ kind: 'picture', heading, block }]
    case 'phone':
      return [{ kind: 'phone', heading, block }]
    case 'scenario':
      return [{ kind: 'story', heading, block }]
  }
}

function activitySlide(block: Extract<Block, { readonly prompt: string }>, heading: string): Slide {
  switch (block.type) {
    case 'spot':
      return { kind: 'spot', heading, block }
    case 'sort':
      return { kind: 'sort', heading, block }
    case 'order':
      return { kind: 'poll', heading, ballot: ballotOfOrder(block) }
    case 'poll':
      return { kind: 'poll', heading, ballot: ballotOfPoll(block) }
    case 'pledge':
      return { kind: 'pledge', heading, block }
  }
}

/** Everything that hands may go up for, by its id: whatever else a report names is not of this module. */
export function ballotsOf(slides: readonly Slide[]): ReadonlyMap<string, Ballot> {
  const ballots = slides.flatMap((slide) => {
    if ('ballot' in slide) return [slide.ballot]
    if (slide.kind !== 'story') return []
    return slide.block.nodes.flatMap((node) => ballotOfNode(slide.block, node) ?? [])
  })
  return new Map(ballots.map((ballot) => [ballot.id, ballot]))
}
