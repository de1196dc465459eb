import Joi from 'joi'

import { type BlockContext, blockParsers } from './blocks/index.ts'
import type { Report } from './content-error.ts'
import { parseYaml, validate } from './located-data.ts'
import { renderTokens, reportForbidden, type Token, tokenize } from './markdown.ts'
import type { Block, Page, Step, StepKind } from './module.ts'
import { words } from './schema.ts'

export interface StepFile {
  readonly slug: string
  readonly text: string
}

interface FrontMatter {
  readonly title: string
  readonly kind: StepKind
  readonly minutes?: number
}

const MOST_MINUTES = 90

const FRONT_MATTER = /^---\n(?<yaml>[\s\S]*?\n)---\n(?<body>[\s\S]*)$/

const frontMatterSchema = Joi.object<FrontMatter>({
  title: words().required(),
  kind: Joi.string().valid('read', 'activity', 'scenario', 'poll', 'summary').required(),
  minutes: Joi.number().integer().min(1).max(MOST_MINUTES),
})

/** A step: front matter between two lines ---, then pages of Markdown and blocks. */
export function parseStep({ slug, text }: StepFile, context: BlockContext): Step | undefined {
  const { yaml, body } = FRONT_MATTER.exec(text)?.groups ?? {}
  if (yaml === undefined || body === undefined) {
    context.report('must begin with title and kind between two lines ---.', 1)
    return undefined
  }
  const data = parseYaml({ text: yaml, firstLine: 2 }, context.report)
  const front = data && validate(frontMatterSchema, data, context.report)
  const linesBefore = yaml.split('\n').length + 1
  const pages = parsePages(body, {
    ...context,
    report: (message, line) => context.report(message, line && line + linesBefore),
  })
  return front && { slug, ...front, pages }
}

function parsePages(body: string, context: BlockContext): readonly Page[] {
  const pages = splitAtPageEnds(tokenize(body)).map((tokens) => ({
    blocks: parseBlocks(tokens, context),
  }))
  const empty = pages.findIndex(({ blocks }) => blocks.length === 0)
  if (empty >= 0) context.report(`page ${empty + 1} has nothing on it.`)
  return pages
}

function splitAtPageEnds(tokens: readonly Token[]): readonly Token[][] {
  const pages: Token[][] = [[]]
  for (const token of tokens) {
    if (token.type === 'hr' && token.level === 0) pages.push([])
    else pages.at(-1)?.push(token)
  }
  return pages
}

/** What stands between two interactive blocks is one text block. */
function parseBlocks(tokens: readonly Token[], context: BlockContext): readonly Block[] {
  const blocks: Block[] = []
  let prose: Token[] = []
  const closeProse = () => {
    reportForbidden(prose, context.report)
    const html = renderTokens(prose)
    if (html !== '') blocks.push({ type: 'text', html })
    prose = []
  }
  for (const token of tokens) {
    if (token.type !== 'fence' || token.level > 0) {
      prose.push(token)
      continue
    }
    closeProse()
    const block = parseFence(token, context)
    if (block) blocks.push(block)
  }
  closeProse()
  return blocks
}

function parseFence(token: Token, context: BlockContext): Block | undefined {
  const name = token.info.trim()
  const line = (token.map?.[0] ?? 0) + 1
  const parse = blockParsers.get(name)
  if (!parse) {
    const known = [...blockParsers.keys()].join(', ')
    context.report(`there is no block '${name}'; there are ${known}.`, line)
    return undefined
  }
  const report: Report = (message, at) => context.report(`${name}: ${message}`, at)
  const data = parseYaml({ text: token.content, firstLine: line + 1 }, report)
  return data && parse(data, { ...context, report })
}
