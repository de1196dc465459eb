import type { DeckSlide } from './deck-slide.ts'
import type { SlidePicture } from './pictures.ts'
import { eachPictureOnce, withBullets } from './pptx-bullets.ts'

/** The library writes notes as one run with line ends in it, which PowerPoint shows as one long line. */
const NOTES =
  /<a:p><a:r><a:rPr lang="en-US" dirty="0"\/><a:t>([\s\S]*?)<\/a:t><\/a:r>[\s\S]*?<\/a:p>/

/** It also repeats a paragraph's properties ahead of every run; the schema allows them once, at its start. */
const REPEATED = /<\/a:r><a:pPr[^>]*>(?:(?!<\/a:pPr>)[\s\S])*<\/a:pPr>/g

const END_OF_SLIDE = '</p:clrMapOvr>'
/** A click beside the choice of a story must not go to the next one: ECMA-376-1, 19.3.1.50. */
const STAYS = '<p:transition advClick="0"/>'

interface Drawn {
  readonly slides: readonly DeckSlide[]
  readonly emoji: ReadonlyMap<string, SlidePicture>
}

/** What the library cannot write: bullets that are pictures, paragraphs in notes, runs as the schema has them, slides that a click does not leave. */
export async function finished(pptx: Uint8Array, { slides, emoji }: Drawn): Promise<Uint8Array> {
  const { default: JSZip } = await import('jszip')
  const zip = await JSZip.loadAsync(pptx)
  const change = async (file: string, edit: (xml: string) => string) => {
    const xml = await zip.file(file)?.async('string')
    if (xml !== undefined) zip.file(file, edit(xml))
  }
  for (const [index, { staysOnClick }] of slides.entries()) {
    const number = index + 1
    await change(`ppt/notesSlides/notesSlide${number}.xml`, withParagraphs)
    await change(`ppt/slides/slide${number}.xml`, (xml) => {
      const clean = xml.replace(REPEATED, '</a:r>')
      return staysOnClick ? staying(clean) : clean
    })
    await withBullets(zip, number, emoji)
  }
  await eachPictureOnce(zip)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

function withParagraphs(xml: string): string {
  return xml.replace(NOTES, (_whole, text: string) =>
    text
      .split(/\r?\n/)
      .map((line) => `<a:p><a:r><a:rPr lang="vi-VN" dirty="0"/><a:t>${line}</a:t></a:r></a:p>`)
      .join(''),
  )
}

function staying(xml: string): string {
  return xml.replace(END_OF_SLIDE, END_OF_SLIDE + STAYS)
}
