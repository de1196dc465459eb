import { blocksOf, type Finding, type Rule } from './rule.ts'
import { type PlacedText, reasonTexts } from './texts.ts'

/** A reason that fits two options explains neither. */
export const ownFeedback: Rule = (module) => {
  const ofBlocks = blocksOf(module).flatMap(({ file, block }) =>
    reasonTexts(block).map((text) => ({ file, text })),
  )
  const ofQuiz = module.questions.flatMap(({ options }) =>
    options.map(({ feedback }) => ({ file: 'quiz.json', text: feedback })),
  )
  return repeated([...ofBlocks, ...ofQuiz])
}

function repeated(reasons: readonly PlacedText[]): readonly Finding[] {
  const keys = reasons.map(({ text }) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
  return reasons
    .filter((_, index) => keys.indexOf(keys[index] ?? '') < index)
    .map(({ file, text }) => ({
      file,
      message: `the same reason is given twice: "${text}"`,
      at: text,
    }))
}
