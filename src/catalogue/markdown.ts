import markdownIt, { type MarkdownIt, type Token } from 'markdown-it'

import type { Report } from './content-error.ts'

const HEADINGS = new Set(['h2', 'h3'])
const INSIDE = /^(?:\/(?![/\\])|#)[\w\-./#?&=%]*$/

/** Only what is enabled here exists; anything else, raw HTML first of all, stays text and is escaped. */
function createProse(...more: string[]): MarkdownIt {
  const prose = markdownIt('zero').enable([
    ...['heading', 'list', 'blockquote', 'fence', 'hr', ...more],
    ...['emphasis', 'link', 'newline', 'escape', 'entity'],
  ])
  // Every address becomes a link, so that reportForbidden sees it; the rule below decides what comes out.
  prose.validateLink = () => true
  prose.renderer.rules['link_open'] = (tokens, index) => {
    const href = hrefOf(tokens[index])
    return leadsInside(href) ? `<a href="${prose.utils.escapeHtml(href)}">` : '<a>'
  }
  prose.renderer.rules['fence'] = () => ''
  prose.renderer.rules['text'] = (tokens, index) =>
    prose.utils.escapeHtml(withDashesAtTheEnd(tokens[index]?.content ?? ''))
  // Column alignment would be an inline style, which our headers forbid.
  prose.renderer.rules['th_open'] = () => '<th>'
  prose.renderer.rules['td_open'] = () => '<td>'
  return prose
}

const lessonProse = createProse()
const teacherProse = createProse('table')

export type { Token }

export function tokenize(text: string): readonly Token[] {
  return lessonProse.parse(text, {})
}

/** Safe HTML of the tokens of one stretch of a lesson. */
export function renderTokens(tokens: readonly Token[]): string {
  return lessonProse.renderer.render([...tokens], lessonProse.options, {}).trim()
}

/** Markdown inside a block: a scenario's node. */
export function renderLessonText(text: string, report: Report): string {
  const tokens = tokenize(text)
  reportForbidden(tokens, report)
  return renderTokens(tokens)
}

/** Teacher notes may have tables as well. */
export function renderTeacherNotes(text: string, report: Report): string {
  const tokens = teacherProse.parse(text, {})
  reportForbidden(tokens, report)
  return teacherProse.renderer.render(tokens, teacherProse.options, {}).trim()
}

/** Everything that the subset leaves out, told instead of silently dropped; lines count from 1. */
export function reportForbidden(tokens: readonly Token[], report: Report): void {
  for (const token of tokens) {
    const line = token.map ? token.map[0] + 1 : undefined
    for (const message of forbiddenIn(token)) report(message, line)
  }
}

function forbiddenIn(token: Token): readonly string[] {
  switch (token.type) {
    case 'heading_open':
      return HEADINGS.has(token.tag) ? [] : ['a heading is ## or ###, the title is the step’s own.']
    case 'hr':
      return ['a page ends only in a step file, at a line --- outside lists and quotations.']
    case 'fence':
      return ['an interactive block stands only in a step file, outside lists and quotations.']
    case 'inline':
      return forbiddenInline(token)
    default:
      return []
  }
}

function forbiddenInline(token: Token): readonly string[] {
  const links = (token.children ?? []).filter(({ type }) => type === 'link_open')
  const outside = links.map(hrefOf).filter((href) => !leadsInside(href))
  return [
    ...outside.map((href) => `the link "${href}" leads out of the product; begin it with / or #.`),
    ...(/<[a-z!/?]/i.test(token.content) ? ['raw HTML is not part of the format.'] : []),
    ...(token.content.includes('![') ? ['a picture needs a ```picture block.'] : []),
  ]
}

/** A dash between two words begins no line. */
function withDashesAtTheEnd(text: string): string {
  return text.replaceAll(' – ', '\u00a0– ')
}

function hrefOf(link: Token | undefined): string {
  return String(link?.attrGet('href') ?? '')
}

function leadsInside(href: string): boolean {
  return INSIDE.test(href)
}
