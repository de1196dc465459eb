import type Pptx from 'pptxgenjs'
import type { PptxSlide } from 'pptxgenjs'

import type { Drawing } from '../../emoji/index.ts'
import type { DeckSlide, Look } from './deck-slide.ts'
import type { SlidePicture } from './pictures.ts'
import { finished } from './pptx-finish.ts'
import { LANG, runsOf } from './pptx-runs.ts'
import { BODY, ROW, sizeOf, SMALLEST, SPACE_AFTER } from './room.ts'
import { rowOf, withoutSigns } from './signs.ts'

export interface Deck {
  readonly title: string
  readonly slides: readonly DeckSlide[]
  readonly pictures: ReadonlyMap<string, SlidePicture>
  /** By the name of the drawing. */
  readonly emoji: ReadonlyMap<string, SlidePicture>
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
  return finished(raw, deck)
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
    ? { x: 0.6, y: 0.6, w: WIDTH - 1.2, h: 2.6 }
    : { x: 0.5, y: 0.1, w: WIDTH - 1, h: 1.05 }
}

interface Canvas {
  readonly deck: Deck
  readonly numbers: ReadonlyMap<string, number>
  readonly number: number
}

function drawSlide(pptx: Pptx, slide: DeckSlide, drawing: Canvas): void {
  const page = pptx.addSlide({ masterName: slide.look })
  page.hidden = slide.look === 'teacher'
  const isTitle = slide.look === 'title'
  page.addText(withoutSigns(slide.heading), {
    ...{ placeholder: 'heading', ...headingBox(slide.look) },
    ...{ fontFace: FONT, fontSize: headingSize(slide), bold: true, color: WHITE, lang: LANG },
    ...{ align: 'left', valign: isTitle ? 'bottom' : 'middle', margin: 0 },
  })
  drawBody(page, slide, drawing)
  drawFoot(page, drawing)
  page.addNotes(slide.notes.map(withoutSigns).join('\n'))
}

/** Of a title: the largest that needs no second line, where a last word would stand alone. */
const TITLE_SIZES = [66, 60, 54, 48] as const
const TITLE_ROOM = headingBox('title').w * 72
const WIDTH_OF_A_LETTER = 0.55

/** Elsewhere two lines of it must still fit into the bar. */
function headingSize({ look, heading }: DeckSlide): number {
  if (look !== 'title') return heading.length > 38 ? SMALLEST : 36
  const fits = (size: number) => heading.length * WIDTH_OF_A_LETTER * size <= TITLE_ROOM
  return TITLE_SIZES.find(fits) ?? 54
}

function drawBody(page: PptxSlide, slide: DeckSlide, drawing: Canvas): void {
  const { picture, paragraphs } = slide
  const drawn = picture && drawing.deck.pictures.get(picture.file)
  if (picture && drawn) {
    page.addImage({ data: drawn.data, altText: picture.alt, ...placeOf(drawn) })
    return
  }
  const alt = picture && [{ runs: [{ text: picture.alt, italic: true }] }]
  drawText(page, { ...slide, paragraphs: alt ?? paragraphs }, drawing)
}

const TITLE_TEXT = { x: 0.6, y: 3.4, w: WIDTH - 1.2, h: 3.1, fontSize: 32 }

function drawText(page: PptxSlide, { paragraphs, look }: DeckSlide, drawing: Canvas): void {
  const size = sizeOf(paragraphs)
  const isTitle = look === 'title'
  const color = isTitle ? WHITE : INK
  const rows = paragraphs.flatMap((paragraph) => rowOf(paragraph) ?? [])
  drawRow(page, rows, drawing)
  const room = rows.length > 0 ? ROW.height : 0
  const { numbers, deck } = drawing
  const known = { numbers, emoji: deck.emoji, wayTo: deck.words.wayTo }
  const said = paragraphs.filter((paragraph) => !rowOf(paragraph))
  page.addText(
    said.flatMap((paragraph) => runsOf(paragraph, known, color)),
    {
      ...{ ...BODY, y: BODY.y + room, h: BODY.h - room },
      ...{ fontFace: FONT, fontSize: size, valign: 'top', align: 'left' },
      ...(isTitle && TITLE_TEXT),
      ...(look === 'phone' && { fill: { color: 'E3F1EA' } }),
      ...{ margin: 4, paraSpaceAfter: size * SPACE_AFTER, lang: LANG },
    },
  )
}

function drawRow(page: PptxSlide, drawings: readonly Drawing[], { deck }: Canvas): void {
  for (const [index, { file, say }] of drawings.entries()) {
    const drawn = deck.emoji.get(file)
    if (!drawn) continue
    const { picture: side, height } = ROW
    const place = { x: BODY.x + index * height, y: BODY.y, w: side, h: side }
    page.addImage({ data: drawn.data, altText: say, ...place })
  }
}

/** As large as fits, in the middle. */
function placeOf({ width, height }: SlidePicture) {
  const scale = Math.min(BODY.w / width, BODY.h / height)
  const [w, h] = [width * scale, height * scale]
  return { w, h, x: (WIDTH - w) / 2, y: BODY.y + (BODY.h - h) / 2 }
}

/** Help on every slide (content §3), and the number that choices of a story name. */
function drawFoot(page: PptxSlide, { deck: { words }, number }: Canvas): void {
  const foot = { y: 6.75, h: 0.6, fontFace: FONT, fontSize: SMALLEST, color: INK, lang: LANG }
  page.addText(String(number), { ...foot, x: 0.6, w: 2, align: 'left', margin: 0 })
  page.addText(words.help, { ...foot, x: 2.6, w: 10.13, align: 'right', bold: true, margin: 0 })
}
