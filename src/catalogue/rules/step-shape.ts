import type { Problem } from '../content-error.ts'
import type { Block, Step, StepKind } from '../module.ts'
import { fileOfStep, pagesOf, type Rule } from './rule.ts'

const NEEDED: Readonly<Record<StepKind, readonly Block['type'][]>> = {
  read: [],
  activity: ['sort', 'spot', 'order', 'pledge'],
  scenario: ['scenario'],
  poll: ['poll'],
  summary: [],
}
const INTERACTIVE: readonly Block['type'][] = [
  'sort',
  'spot',
  'order',
  'scenario',
  'poll',
  'pledge',
]

/** A step is what its kind says, asks for one thing a screen, and the last one sums up. */
export const stepShape: Rule = (module) => [
  ...module.steps.flatMap((step, index) => kindProblems(step, fileOfStep(step, index))),
  ...crowdedPages(module),
  ...summaryProblems(module.steps),
]

function kindProblems({ kind, pages }: Step, file: string): readonly Problem[] {
  const types = pages.flatMap(({ blocks }) => blocks.map(({ type }) => type))
  const needed = NEEDED[kind]
  if (needed.length === 0 || needed.some((type) => types.includes(type))) return []
  return [{ file, message: `is of kind '${kind}' but has no ${needed.join(' or ')} block.` }]
}

const crowdedPages: Rule = (module) =>
  pagesOf(module)
    .filter(({ page }) => page.blocks.filter(({ type }) => INTERACTIVE.includes(type)).length > 1)
    .map(({ file, number }) => ({
      file,
      message: `page ${number} asks for two things at once; end the page between them with ---.`,
    }))

function summaryProblems(steps: readonly Step[]): readonly Problem[] {
  const summaries = steps.filter(({ kind }) => kind === 'summary').length
  if (summaries === 1 && steps.at(-1)?.kind === 'summary') return []
  return [{ file: 'steps', message: 'must end with the one step of kind summary.' }]
}
