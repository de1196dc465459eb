import type { Block, Page, ScenarioBlock } from '../module.ts'
import { countWords, plainText } from '../plain-text.ts'
import { pagesOf, type Rule } from './rule.ts'
import { shownTexts } from './texts.ts'

const WORDS_FOR_BEGINNERS = 40
const WORDS_FOR_READERS = 120
const LAST_GRADE_OF_BEGINNERS = 3

/** A page is one screen; of a story only one node is on it at a time. */
export const wordLimit: Rule = (module) => {
  const beginners = module.grades.some((grade) => grade <= LAST_GRADE_OF_BEGINNERS)
  const limit = beginners ? WORDS_FOR_BEGINNERS : WORDS_FOR_READERS
  return pagesOf(module).flatMap(({ file, number, page }) => {
    const count = countPage(page)
    if (count <= limit) return []
    return [{ file, message: `page ${number} has ${count} words; ${limit} are allowed.` }]
  })
}

function countPage({ blocks }: Page): number {
  return blocks.map(countBlock).reduce((sum, count) => sum + count, 0)
}

function countBlock(block: Block): number {
  return block.type === 'scenario' ? countLongestNode(block) : countAll(shownTexts(block))
}

function countLongestNode({ nodes }: ScenarioBlock): number {
  return Math.max(
    ...nodes.map(({ html, choices }) =>
      countAll([plainText(html), ...choices.map(({ text }) => text)]),
    ),
  )
}

function countAll(texts: readonly string[]): number {
  return texts.map(countWords).reduce((sum, count) => sum + count, 0)
}
