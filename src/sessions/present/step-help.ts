import { type Module, plainText } from '../../catalogue/index.ts'

/** What teacher.md says of a step in its table of minutes: how to do it before a class. */
export function helpOfStep({ teacherNotes }: Module, step: number): string | undefined {
  const [table = ''] = /<table>[\s\S]*?<\/table>/.exec(teacherNotes) ?? []
  const row = table.split('<tr>').find((one) => new RegExp(`^\\s*<td>${step}\\. `).test(one))
  const cells = [...(row ?? '').matchAll(/<td>([\s\S]*?)<\/td>/g)]
  const [, html = ''] = cells.at(2) ?? []
  return html === '' ? undefined : plainText(html)
}

const KEPT_AT_HAND = /^(Nên nói|Nên tránh|Khi có)/

/** The sections that a teacher needs while speaking, as trusted HTML. */
export function notesAtHand({ teacherNotes }: Module): readonly string[] {
  return teacherNotes
    .split(/(?=<h2>)/)
    .filter((section) => KEPT_AT_HAND.test(plainText(/<h2>(.*?)<\/h2>/s.exec(section)?.[1] ?? '')))
}
