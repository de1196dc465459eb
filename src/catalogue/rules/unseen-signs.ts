import type { Module } from '../module.ts'
import type { Rule } from './rule.ts'
import { learnerTexts, type PlacedText } from './texts.ts'

/**
 * Control characters and half characters, with which PowerPoint opens no file, and signs that turn the direction of
 * writing, with which a text reads as another: https://www.w3.org/TR/xml/#charsets
 */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\uFFFE\uFFFF]/u

export const unseenSigns: Rule = (module) =>
  [...learnerTexts(module), ...textsForTeachers(module)].flatMap(({ file, text }) => {
    const [sign] = UNSEEN.exec(text) ?? []
    const code = sign?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    return code === undefined
      ? []
      : [{ file, message: `holds a sign that nobody sees, U+${code}.`, at: text }]
  })

function textsForTeachers(module: Module): readonly PlacedText[] {
  const { title, objectivesEn = [], sources, resources, nls, strands, teacherNotes } = module
  const named = [...sources, ...resources].map(({ text }) => text)
  const head = [title.en ?? '', ...objectivesEn, ...named, ...nls, ...strands]
  return [
    ...head.map((text) => ({ file: 'module.json', text })),
    { file: 'teacher.md', text: teacherNotes },
  ]
}
