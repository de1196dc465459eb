import { undrawnEmoji } from '../../emoji/index.ts'
import type { Rule } from './rule.ts'
import { learnerTexts } from './texts.ts'

/** Old phones and projectors have few emoji of their own, so each is one that we ship a drawing for. */
export const drawnEmoji: Rule = (module) =>
  [...learnerTexts(module), { file: 'teacher.md', text: module.teacherNotes }].flatMap(
    ({ file, text }) =>
      undrawnEmoji(text).map((emoji) => ({
        file,
        message: `there is no drawing of ${emoji}; src/emoji/emoji.json lists those there are.`,
        at: text,
      })),
  )
