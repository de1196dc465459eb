import type { Block } from '../module.ts'
import { blocksOf, type Rule } from './rule.ts'

const ASKS_FOR_EXPERIENCE =
  /(?<!\p{L})(?:em|con|anh chị|thầy cô) (?:đã |có )?(?:từng|bao giờ|bị lần nào)|đã bao giờ|lần nào chưa|của (?:chính )?em là gì/iu

/** Nobody is asked in front of others, or by us at all, what happened to them. */
export const ownExperience: Rule = (module) =>
  [
    ...blocksOf(module).flatMap(({ file, block }) =>
      promptsOf(block).map((text) => ({ file, text })),
    ),
    ...module.questions.map(({ prompt }) => ({ file: 'quiz.json', text: prompt })),
  ]
    .filter(({ text }) => questionsIn(text).some((one) => ASKS_FOR_EXPERIENCE.test(one)))
    .map(({ file, text }) => ({
      file,
      message: `asks for the learner's own experience: "${text}"`,
      at: text,
    }))

function promptsOf(block: Block): readonly string[] {
  return 'prompt' in block ? [block.prompt] : []
}

function questionsIn(text: string): readonly string[] {
  return text.split(/(?<=[.!?…])\s+/u).filter((sentence) => sentence.endsWith('?'))
}
