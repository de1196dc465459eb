import type Pptx from 'pptxgenjs'
import type { PptxSlide, TextRun } from 'pptxgenjs'

import type { DeckSlide, Look, Paragraph, Run } from './deck-slide.ts'
import type { SlidePicture } from './pictures.ts'
import { finished } from './pptx-finish.ts'
import { BODY, sizeOf, SMALLEST, SPACE_AFTER } from './room.ts'

export interface Deck {
  readonly title: string
  readonly slides: readonly DeckSlide[]
  readonly pictures: ReadonlyMap<string, SlidePicture>
  readonly words: DeckWords
}

/** What the file says besides the slides' own texts. */
export interface DeckWords {
  readonly product: string
  /** At the foot of each slide. */
  readonly help: string
  readonly wayTo: (slide: number) => string
}

/** On every school's computer, with all Vietnamese letters. */
const FONT = 'Arial'
const WIDTH = 13.33
const INK = '14261F'
const WHITE = 'FFFFFF'
/** All of them with white letters: contrast 5.9 and more. */
const BARS: Readonly<Record<Look, string>> = {
  title: '0B6E4F',
  plain: '0B6E4F',
  ask: '0A58A6',
  answer: '07513A',
  phone: '0B6E4F',
  teacher: '333333',
}
const LIT = 'FFE08A'
const LANG = 'vi-VN'

/** The file. Loads its library when first used. */
export async function pptxOf(deck: Deck): Promise<Uint8Array> {
  const { default: Library } = await import('pptxgenjs')
  const pptx = new Library()
  pptx.layout = 'LAYOUT_WIDE'
  pptx.title = deck.title
  pptx.company = deck.words.product
  pptx.author = deck.words.product
  pptx.theme = { headFontFace: FONT, bodyFontFace: FONT }
  for (const look of Object.keys(BARS) as Look[]) defineMaster(pptx, look)
  const numbers = numbersOf(deck.slides)
  for (const [index, slide] of deck.slides.entries()) {
    drawSlide(pptx, slide, { deck, numbers, number: index + 1 })
  }
  const raw = await pptx.write({ outputType: 'nodebuffer' })
  return finished(raw, deck.slides)
}

/** By key, from 1. */
function numbersOf(slides: readonly DeckSlide[]): ReadonlyMap<string, number> {
  return new Map(
    slides.flatMap(({ keys = [] }, index) => keys.map((key) => [key, index + 1] as const)),
  )
}

function defineMaster(pptx: Pptx, look: Look): void {
  const isTitle = look === 'title'
  const bar = isTitle
    ? { x: 0, y: 0, w: WIDTH, h: 6.6, fill: { color: BARS[look] } }
    : { x: 0, y: 0, w: WIDTH, h: 1.25, fill: { color: BARS[look] } }
  pptx.defineSlideMaster({
    title: look,
    background: { color: WHITE },
    objects: [
      { rect: bar },
      {
        placeholder: {
          options: { name: 'heading', type: 'title', ...headingBox(look), fontFace: FONT },
          text: '',
        },
      },
    ],
  })
}

function headingBox(look: Look) {
  return look === 'title'
    ? { x: 0.6, y: 1.4, w: WIDTH - 1.2, h: 2.6 }
    : { x: 0.5, y: 0.1, w: WIDTH - 1, h: 1.05 }
}

interface Drawing {
  readonly deck: Deck
  readonly numbers: ReadonlyMap<string, number>
  readonly number: number
}

function drawSlide(pptx: Pptx, slide: DeckSlide, drawing: Drawing): void {
  const page = pptx.addSlide({ masterName: slide.look })
  page.hidden = slide.look === 'teacher'
  const isTitle = slide.look === 'title'
  page.addText(slide.heading, {
    ...{ placeholder: 'heading', ...headingBox(slide.look) },
    ...{ fontFace: FONT, fontSize: headingSize(slide), bold: true, color: WHITE, lang: LANG },
    ...{ align: 'left', valign: isTitle ? 'bottom' : 'middle', margin: 0 },
  })
  drawBody(page, slide, drawing)
  drawFoot(page, drawing)
  page.addNotes(slide.notes.join('\n'))
}

/** Two lines of it must still fit into the bar. */
function headingSize({ look, heading }: DeckSlide): number {
  if (look === 'title') return heading.length > 30 ? 54 : 66
  return heading.length > 38 ? SMALLEST : 36
}

function drawBody(page: PptxSlide, slide: DeckSlide, drawing: Drawing): void {
  const { picture, paragraphs } = slide
  const drawn = picture && drawing.deck.pictures.get(picture.file)
  if (picture && drawn) {
    page.addImage({ data: drawn.data, altText: picture.alt, ...placeOf(drawn) })
    return
  }
  const alt = picture && [{ runs: [{ text: picture.alt, italic: true }] }]
  drawText(page, { ...slide, paragraphs: alt ?? paragraphs }, drawing)
}

const TITLE_TEXT = { x: 0.6, y: 4.2, w: WIDTH - 1.2, h: 2, fontSize: 32 }

function drawText(page: PptxSlide, { paragraphs, look }: DeckSlide, drawing: Drawing): void {
  const size = sizeOf(paragraphs)
  const isTitle = look === 'title'
  const color = isTitle ? WHITE : INK
  page.addText(
    paragraphs.flatMap((paragraph) => runsOf(paragraph, drawing, color)),
    {
      ...{ ...BODY, fontFace: FONT, fontSize: size, valign: 'top', align: 'left' },
      ...(isTitle && TITLE_TEXT),
      ...(look === 'phone' && { fill: { color: 'E3F1EA' } }),
      ...{ margin: 4, paraSpaceAfter: size * SPACE_AFTER, lang: LANG },
    },
  )
}

/** As large as fits, in the middle. */
function placeOf({ width, height }: SlidePicture) {
  const scale = Math.min(BODY.w / width, BODY.h / height)
  const [w, h] = [width * scale, height * scale]
  return { w, h, x: (WIDTH - w) / 2, y: BODY.y + (BODY.h - h) / 2 }
}

function runsOf(
  { runs, mark, goesTo }: Paragraph,
  { deck, numbers }: Drawing,
  color: string,
): TextRun[] {
  const target = goesTo === undefined ? undefined : numbers.get(goesTo)
  const drawn = [...(mark === undefined ? [] : [{ text: `${mark} `, bold: true }]), ...runs].map(
    (run) => styled(run, color),
  )
  if (target !== undefined) drawn.push(linkTo(target, deck, color))
  return drawn.map(({ text, options }, index) => ({
    text,
    options: { ...options, breakLine: index === drawn.length - 1 },
  }))
}

function styled({ text, bold = false, italic = false, lit = false }: Run, color: string): TextRun {
  const options = { bold, italic, color, lang: LANG, ...(lit && { highlight: LIT }) }
  return { text, options }
}

/** Short, since LibreOffice breaks a link of several lines inside a word. */
function linkTo(slide: number, { words }: Deck, color: string): TextRun {
  return { text: ` ${words.wayTo(slide)}`, options: { color, lang: LANG, hyperlink: { slide } } }
}

/** Help on every slide (content §3), and the number that choices of a story name. */
function drawFoot(page: PptxSlide, { deck: { words }, number }: Drawing): void {
  const foot = { y: 6.75, h: 0.6, fontFace: FONT, fontSize: SMALLEST, color: INK, lang: LANG }
  page.addText(String(number), { ...foot, x: 0.6, w: 2, align: 'left', margin: 0 })
  page.addText(words.help, { ...foot, x: 5.5, w: 7.23, align: 'right', bold: true, margin: 0 })
}
