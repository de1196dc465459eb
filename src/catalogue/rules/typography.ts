import type { Rule } from './rule.ts'
import { learnerTexts } from './texts.ts'

/** Vietnamese as it is printed: one code point per letter, curly quotation marks. */
export const typography: Rule = (module) =>
  learnerTexts(module).flatMap(({ file, text }) => [
    ...(text.normalize('NFC') === text
      ? []
      : [{ file, message: `letters and marks are apart (save as Unicode NFC): "${text}"` }]),
    ...(text.includes('"')
      ? [{ file, message: `straight quotes, write “…”: ${text}`, at: text }]
      : []),
  ])
