import type { Module } from '../../catalogue/index.ts'
import { type Slide, slidesOf } from '../../sessions/index.ts'
import { NO_HELP_NEAR, type Texts } from '../../web/index.ts'
import { factsOf } from '../module-facts.ts'
import { phoneSlides, pledgeSlides, sortSlides, spotSlides } from './activities.ts'
import { type Asked, ballotSlides } from './ballots.ts'
import { type DeckSlide, plain } from './deck-slide.ts'
import {
  closingLines,
  counsellorLine,
  openingLines,
  type Speaker,
  speakerOf,
  stepLines,
  whyLines,
} from './notes.ts'
import { linesOf, paragraphsOf } from './paragraphs.ts'
import { onSlides } from './room.ts'
import { keyAfter, storySlides } from './story.ts'

/** The projector's slides as slides of a file: the answers of each on slides of their own, nothing smaller than 28 pt. */
export function deckOf(
  module: Module,
  texts: Texts,
  helpNear = NO_HELP_NEAR,
): readonly DeckSlide[] {
  const speaker = speakerOf(module, texts, helpNear)
  const deck: DeckSlide[] = [...teacherSlides(speaker)]
  let keys: readonly string[] = []
  for (const slide of slidesOf(module)) {
    const [first, ...others] = slidesFor(slide, speaker)
    if (!first) continue
    deck.push({ ...first, keys: [...keys, ...(first.keys ?? [])] }, ...others)
    keys = slide.kind === 'story' ? [keyAfter(slide.block)] : []
  }
  return deck
}

/** Of a sensitive module, ahead of everything and hidden in the show. */
function teacherSlides({ module, notes, texts: { t } }: Speaker): readonly DeckSlide[] {
  if (!module.sensitive) return []
  const before = notes.before
    ? paragraphsOf(notes.before.html)
    : [plain(t('handouts.sheet.sensitiveNote'))]
  const told = [notes.told.title, ...linesOf(notes.told.html)]
  return onSlides(before.map((paragraph) => [paragraph])).map((paragraphs) => ({
    look: 'teacher',
    heading: t('handouts.deck.teacher'),
    paragraphs,
    notes: [t('handouts.deck.hidden'), '', ...told],
  }))
}

function slidesFor(slide: Slide, speaker: Speaker): readonly DeckSlide[] {
  if ('ballot' in slide) return askedSlides(slide, speaker)
  if ('block' in slide) return blockSlides(slide, speaker)
  const step = stepLines(slide, speaker)
  switch (slide.kind) {
    case 'title':
      return [titleSlide(speaker)]
    case 'text':
      return onSlides(paragraphsOf(slide.html).map((paragraph) => [paragraph])).map(
        (paragraphs) => ({ look: 'plain', heading: slide.heading, paragraphs, notes: step }),
      )
    case 'notice':
      return [noticeSlide(speaker)]
    case 'end':
      return [endSlide(speaker)]
  }
}

function titleSlide(speaker: Speaker): DeckSlide {
  const { module, texts } = speaker
  return {
    look: 'title',
    heading: module.title.vi,
    paragraphs: [plain(factsOf(module, texts)), plain(`${texts.t('product')} · ${module.id}`)],
    notes: openingLines(speaker),
  }
}

function noticeSlide(speaker: Speaker): DeckSlide {
  const { t } = speaker.texts
  return {
    look: 'plain',
    heading: t('present.notice.title'),
    paragraphs: [plain(t('present.notice.body')), ...counsellorParagraphs(speaker)],
    notes: [t('handouts.deck.noticeNote')],
  }
}

function endSlide(speaker: Speaker): DeckSlide {
  const { t } = speaker.texts
  return {
    look: 'title',
    heading: t('present.end.title'),
    paragraphs: [plain(`${t('present.end.hotline')} 111.`), ...counsellorParagraphs(speaker)],
    notes: closingLines(speaker),
  }
}

function counsellorParagraphs(speaker: Speaker) {
  const line = counsellorLine(speaker)
  return line === undefined ? [] : [plain(line)]
}

type Voted = Extract<Slide, { readonly ballot: unknown }>

function askedSlides(slide: Voted, speaker: Speaker): readonly DeckSlide[] {
  const { t } = speaker.texts
  const heading =
    slide.kind === 'question' ? t('present.question', { number: slide.number }) : slide.heading
  const hint = t(`present.ballot.hint.${slide.ballot.ask}`)
  return noted(ballotSlides(slide.ballot, heading, speaker.texts), {
    ask: [...stepLines(slide, speaker), t('handouts.deck.askNote', { hint })],
    answer: [...stepLines(slide, speaker), ...whysOf(slide, speaker)],
  })
}

function whysOf(slide: Voted, speaker: Speaker): readonly string[] {
  const lines = whyLines(slide, speaker)
  if (lines.length > 0) return lines
  const { rows, reveals } = slide.ballot
  const textOf = (id: string) => rows.find((row) => row.id === id)?.text ?? ''
  return reveals.map(({ row, why }) => `${textOf(row)}: ${why}`)
}

type Built = Extract<Slide, { readonly block: unknown }>

function blockSlides(slide: Built, speaker: Speaker): readonly DeckSlide[] {
  const step = stepLines(slide, speaker)
  if (slide.kind === 'picture') {
    const { file, alt } = slide.block
    const picture = { file, alt }
    return [
      { look: 'plain', heading: slide.heading, paragraphs: [], picture, notes: [...step, alt] },
    ]
  }
  if (slide.kind === 'story') return tellSlides(slide, speaker)
  const { t } = speaker.texts
  const isAsked = slide.kind === 'spot' || slide.kind === 'sort'
  return noted(activitySlides(slide, speaker), {
    ask: [...step, ...(isAsked ? [t(`handouts.deck.${slide.kind}Note`)] : [])],
    answer: [...step, ...activityWhys(slide)],
  })
}

type Activity = Exclude<Built, { readonly kind: 'picture' | 'story' }>

function activitySlides(slide: Activity, { texts }: Speaker): Asked {
  const given = { heading: slide.heading, texts }
  switch (slide.kind) {
    case 'phone':
      return phoneSlides(slide.block, given)
    case 'spot':
      return spotSlides(slide.block, given)
    case 'sort':
      return sortSlides(slide.block, given)
    case 'pledge':
      return pledgeSlides(slide.block, given)
  }
}

function activityWhys(slide: Activity): readonly string[] {
  if (slide.kind === 'spot') return slide.block.parts.map(({ text, why }) => `${text}: ${why}`)
  return slide.kind === 'sort' ? slide.block.items.map(({ text, why }) => `${text}: ${why}`) : []
}

function tellSlides(
  slide: Extract<Slide, { readonly kind: 'story' }>,
  speaker: Speaker,
): readonly DeckSlide[] {
  const step = stepLines(slide, speaker)
  const { t } = speaker.texts
  return storySlides(slide.block, slide.heading, speaker.texts).flatMap(({ node, slides }) =>
    slides.map((drawn) => ({
      ...drawn,
      notes: [...step, t(node.ending ? 'handouts.deck.endingNote' : 'handouts.deck.storyNote')],
    })),
  )
}

function noted(
  { ask, answer }: Asked,
  notes: { readonly ask: readonly string[]; readonly answer: readonly string[] },
): readonly DeckSlide[] {
  return [
    ...ask.map((drawn) => ({ ...drawn, notes: notes.ask })),
    ...answer.map((drawn) => ({ ...drawn, notes: notes.answer })),
  ]
}
