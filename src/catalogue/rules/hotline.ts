import { fileOfStep, type Rule } from './rule.ts'
import { shownTexts } from './texts.ts'

/** Every module leaves a child with somebody to call. */
export const hotline: Rule = ({ steps }) =>
  steps.flatMap((step, index) => {
    if (step.kind !== 'summary') return []
    const text = step.pages.flatMap(({ blocks }) => blocks.flatMap(shownTexts)).join(' ')
    if (/(?<!\d)111(?!\d)/.test(text)) return []
    return [{ file: fileOfStep(step, index), message: 'does not name 111.' }]
  })
