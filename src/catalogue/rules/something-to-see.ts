import { hasEmoji } from '../../emoji/index.ts'
import type { Page } from '../module.ts'
import { pagesOf, type Rule } from './rule.ts'
import { shownTexts } from './texts.ts'

const LAST_GRADE_OF_BEGINNERS = 3

/** Whoever is still learning to read finds on each screen a picture or an emoji; of a story on each of its scenes. */
export const somethingToSee: Rule = (module) => {
  if (!module.grades.some((grade) => grade <= LAST_GRADE_OF_BEGINNERS)) return []
  return pagesOf(module).flatMap(({ file, number, page }) => [
    ...(isSeen(page) ? [] : [{ file, message: `page ${number} has neither picture nor emoji.` }]),
    ...scenesToRead(page).map((id) => ({
      file,
      message: `the scene '${id}' has no emoji, and there is no picture above it.`,
      at: `id: ${id}`,
    })),
  ])
}

function isSeen(page: Page): boolean {
  return hasPicture(page) || page.blocks.flatMap(shownTexts).some(hasEmoji)
}

function hasPicture({ blocks }: Page): boolean {
  return blocks.some(({ type }) => type === 'picture')
}

function scenesToRead(page: Page): readonly string[] {
  if (hasPicture(page)) return []
  const nodes = page.blocks.flatMap((block) => (block.type === 'scenario' ? block.nodes : []))
  return nodes.filter(({ html }) => !hasEmoji(html)).map(({ id }) => id)
}
