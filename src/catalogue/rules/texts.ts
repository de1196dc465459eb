import type { Block, Module, Question } from '../module.ts'
import { plainText } from '../plain-text.ts'
import { blocksOf, fileOfStep } from './rule.ts'

export interface PlacedText {
  readonly file: string
  readonly text: string
}

/** A block with something to do. */
type Activity = Extract<Block, { readonly prompt: string }>

/** What a learner sees of a block before answering. */
export function shownTexts(block: Block): readonly string[] {
  if ('prompt' in block) return [block.prompt, ...textsOfActivity(block)]
  switch (block.type) {
    case 'text':
      return [plainText(block.html)]
    case 'picture':
      return []
    case 'phone':
      return [block.from, ...block.bubbles.map((parts) => parts.map(({ text }) => text).join(''))]
    case 'scenario':
      return block.nodes.flatMap((node) => [plainText(node.html), ...textsOf(node.choices)])
  }
}

function textsOfActivity(block: Activity): readonly string[] {
  switch (block.type) {
    case 'sort':
      return [...textsOf(block.baskets), ...textsOf(block.items)]
    case 'order':
      return textsOf(block.items)
    case 'spot':
      return [block.from, ...textsOf(block.parts)]
    case 'poll':
      return textsOf(block.options)
    case 'pledge':
      return textsOf(block.promises)
  }
}

/** What a learner is told after answering. */
export function reasonTexts(block: Block): readonly string[] {
  if (!('prompt' in block)) return []
  switch (block.type) {
    case 'sort':
    case 'order':
      return block.items.map(({ why }) => why)
    case 'spot':
      return block.parts.map(({ why }) => why)
    case 'poll':
      return block.options.map(({ say }) => say)
    case 'pledge':
      return block.promises.map(({ how }) => how)
  }
}

/** Everything that a learner can read or hear in the module. */
export function learnerTexts(module: Module): readonly PlacedText[] {
  const titles = module.steps.map((step, index) => ({
    file: fileOfStep(step, index),
    text: step.title,
  }))
  const blocks = blocksOf(module).flatMap(({ file, block }) =>
    [...shownTexts(block), ...reasonTexts(block), ...altTexts(block)].map((text) => ({
      file,
      text,
    })),
  )
  const quiz = module.questions.flatMap(questionTexts).map((text) => ({ file: 'quiz.json', text }))
  const head = [module.title.vi, ...module.objectives].map((text) => ({
    file: 'module.json',
    text,
  }))
  return [...head, ...titles, ...blocks, ...quiz]
}

/**
 * What the module says, by paragraph, list item and field. Titles and headings may be those of
 * other modules, and so may sources.
 */
export function passagesOf(module: Module): readonly PlacedText[] {
  const prose = blocksOf(module).flatMap(({ file, block }) =>
    htmlsOf(block).flatMap((html) => proseOf(file, html)),
  )
  const fields = blocksOf(module).flatMap(({ file, block }) =>
    [...fieldsOf(block), ...reasonTexts(block)].map((text) => ({ file, text })),
  )
  const quiz = module.questions.flatMap(questionTexts).map((text) => ({ file: 'quiz.json', text }))
  const objectives = module.objectives.map((text) => ({ file: 'module.json', text }))
  return [
    ...objectives,
    ...prose,
    ...fields,
    ...quiz,
    ...proseOf('teacher.md', module.teacherNotes),
  ]
}

function fieldsOf(block: Block): readonly string[] {
  if (block.type === 'scenario') return block.nodes.flatMap(({ choices }) => textsOf(choices))
  return block.type === 'text' ? [] : shownTexts(block)
}

function htmlsOf(block: Block): readonly string[] {
  if (block.type === 'text') return [block.html]
  return block.type === 'scenario' ? block.nodes.map(({ html }) => html) : []
}

function proseOf(file: string, html: string): readonly PlacedText[] {
  return html
    .replace(/<h[23]>.*?<\/h[23]>/gs, '')
    .split(/<\/(?:p|li|td|th)>/)
    .map((part) => ({ file, text: plainText(part) }))
}

export function altTexts(block: Block): readonly string[] {
  return 'alt' in block ? [block.alt] : []
}

function questionTexts({ prompt, options }: Question): readonly string[] {
  return [prompt, ...options.flatMap(({ text, feedback }) => [text, feedback])]
}

function textsOf(things: readonly { readonly text: string }[]): readonly string[] {
  return things.map(({ text }) => text)
}
