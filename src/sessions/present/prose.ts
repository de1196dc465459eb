import { countWords, plainText } from '../../catalogue/index.ts'

/** A stretch of prose that no slide may break: a paragraph, a heading, one item of a list. */
export interface ProseUnit {
  readonly kind: 'heading' | 'paragraph' | 'item'
  /** Trusted HTML of the catalogue; of an item what stands inside it. */
  readonly html: string
  readonly words: number
  readonly text: string
  /** Of an item. */
  readonly list?: ListPlace
}

export interface ListPlace {
  readonly tag: 'ul' | 'ol'
  /** Counts from 1, over all slides. */
  readonly number: number
}

interface Element {
  readonly tag: string
  readonly html: string
  readonly inner: string
}

/** The catalogue's HTML, taken apart where a slide may end. */
export function unitsOf(html: string): readonly ProseUnit[] {
  return elementsOf(html).flatMap((element) => {
    const { tag } = element
    if (tag === 'ul' || tag === 'ol') return itemsOf(element, tag)
    const isHeading = /^h\d$/.test(tag)
    return [unit(isHeading ? 'heading' : 'paragraph', element.html)]
  })
}

/** The same units as HTML again; items that follow each other make one list. */
export function htmlOf(units: readonly ProseUnit[]): string {
  return units
    .map(({ html, list }, index) => {
      if (!list) return html
      const [before, after] = [units[index - 1], units[index + 1]]
      const open = continues(before, list) ? '' : openTag(list)
      const close = after?.list && continues({ list }, after.list) ? '' : `</${list.tag}>`
      return `${open}<li>${html}</li>${close}`
    })
    .join('\n')
}

function unit(kind: ProseUnit['kind'], html: string, list?: ListPlace): ProseUnit {
  const text = plainText(html)
  return { kind, html, text, words: countWords(text), ...(list && { list }) }
}

function itemsOf({ html, inner }: Element, tag: ListPlace['tag']): readonly ProseUnit[] {
  // A list that goes on, from a slide before or in the text itself.
  const [, start = '1'] = /^<ol start="(\d+)"/.exec(html) ?? []
  return elementsOf(inner).map((item, index) =>
    unit('item', item.inner, { tag, number: Number(start) + index }),
  )
}

function continues(
  before: Pick<ProseUnit, 'list'> | undefined,
  { tag, number }: ListPlace,
): boolean {
  return before?.list?.tag === tag && before.list.number === number - 1
}

function openTag({ tag, number }: ListPlace): string {
  return tag === 'ol' && number > 1 ? `<ol start="${number}">` : `<${tag}>`
}

const TAG = /<(\/?)([a-z][a-z0-9]*)[^>]*>/g
const WITHOUT_END = new Set(['br', 'hr'])

/** The outermost elements; the catalogue writes HTML that is closed properly. */
function elementsOf(html: string): readonly Element[] {
  const elements: Element[] = []
  let depth = 0
  let [start, innerStart] = [0, 0]
  for (const { 0: written, 1: slash, 2: tag = '', index } of html.matchAll(TAG)) {
    if (WITHOUT_END.has(tag)) continue
    if (slash === '') {
      if (depth === 0) [start, innerStart] = [index, index + written.length]
      depth += 1
      continue
    }
    depth -= 1
    if (depth > 0) continue
    const end = index + written.length
    elements.push({ tag, html: html.slice(start, end), inner: html.slice(innerStart, index) })
  }
  return elements
}
