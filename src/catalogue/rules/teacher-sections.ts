import { plainText } from '../plain-text.ts'
import type { Rule } from './rule.ts'

/** Beginnings of the headings: a teacher finds the same things at the same place in every module. */
const SECTIONS = ['Mục tiêu', 'Thời gian', 'Nên nói', 'Nên tránh', 'Khi có', 'Đáp án']

export const teacherSections: Rule = ({ teacherNotes }) => {
  const headings = [...teacherNotes.matchAll(/<h2>(.*?)<\/h2>/gs)].map(([, html = '']) =>
    plainText(html),
  )
  return SECTIONS.filter((section) => !headings.some((heading) => heading.startsWith(section))).map(
    (section) => ({ file: 'teacher.md', message: `has no section "## ${section} …".` }),
  )
}
