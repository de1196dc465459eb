import { plainText, unescapeHtml } from '../../catalogue/index.ts'
import { unitsOf } from '../../sessions/index.ts'
import type { Paragraph, Run } from './deck-slide.ts'

/** The catalogue's HTML as paragraphs of a slide. */
export function paragraphsOf(html: string): readonly Paragraph[] {
  return unitsOf(html).flatMap((unit) => {
    const pieces = unit.html.match(/<p>.*?<\/p>/gs) ?? [unit.html]
    const quoted = unit.html.startsWith('<blockquote>')
    return pieces.map((piece, index) => ({
      ...(unit.list && index === 0 && { mark: markOf(unit.list) }),
      runs: runsOf(piece, quoted),
    }))
  })
}

function markOf({ tag, number }: { readonly tag: string; readonly number: number }): string {
  return tag === 'ol' ? `${number}.` : '•'
}

/** The same without styles, one line for each: for notes. */
export function linesOf(html: string): readonly string[] {
  return unitsOf(html).map(({ html: piece, list }) => {
    // A mark may stand inside a word, so nothing is put in its place.
    const text = plainText(piece.replace(/<\/?(?:strong|em)>/g, ''))
    return list ? `${markOf(list)} ${text}` : text
  })
}

function runsOf(html: string, quoted: boolean): readonly Run[] {
  const open = new Set<string>(quoted ? ['em'] : [])
  const runs: Run[] = []
  for (const part of html.split(/(<[^>]+>)/)) {
    const [, slash, tag = ''] = /^<(\/?)([a-z0-9]+)/.exec(part) ?? []
    if (slash === undefined) pushText(runs, part, open)
    else if (slash === '') open.add(tag)
    else open.delete(tag)
  }
  return trimmed(runs)
}

function pushText(runs: Run[], html: string, open: ReadonlySet<string>): void {
  const text = unescapeHtml(html).replace(/\s+/g, ' ')
  if (text === '') return
  const isBold = ['strong', 'h2', 'h3'].some((tag) => open.has(tag))
  runs.push({ text, ...(isBold && { bold: true }), ...(open.has('em') && { italic: true }) })
}

function trimmed(runs: readonly Run[]): readonly Run[] {
  const last = runs.length - 1
  return runs
    .map((run, index) => ({
      ...run,
      text: index === 0 ? run.text.trimStart() : index === last ? run.text.trimEnd() : run.text,
    }))
    .filter(({ text }) => text !== '')
}
