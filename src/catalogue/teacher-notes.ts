import type { Module } from './module.ts'
import { plainText } from './plain-text.ts'

/** One row of the first table under “Thời gian”: the lesson, without the flag ceremony. */
export interface PlannedStep {
  /** Place of the step in the module, from 1; what stands around the lesson has none. */
  readonly step?: number
  readonly title: string
  readonly minutes: number
  readonly what: string
}

export interface TeacherSection {
  readonly title: string
  /** Trusted HTML. */
  readonly html: string
}

/** teacher.md taken apart at its headings (rules/teacher-sections.ts); a section that is missing is empty. */
export interface TeacherNotes {
  /** What has to be ready before a sensitive module begins. */
  readonly before?: TeacherSection
  readonly plan: readonly PlannedStep[]
  readonly say: string
  readonly avoid: string
  /** What to do when somebody tells of their own case. */
  readonly told: TeacherSection
  readonly answers: string
}

export function teacherNotesOf({ teacherNotes }: Pick<Module, 'teacherNotes'>): TeacherNotes {
  const sections = sectionsOf(teacherNotes)
  const find = (start: RegExp) => sections.find(({ title }) => start.test(title))
  const htmlOf = (start: RegExp) => find(start)?.html ?? ''
  const before = find(/^(?:Trước khi dạy|Chuẩn bị)/)
  return {
    ...(before && { before }),
    plan: planOf(htmlOf(/^Thời gian/)),
    say: htmlOf(/^Nên nói/),
    avoid: htmlOf(/^Nên tránh/),
    told: find(/^Khi có/) ?? { title: '', html: '' },
    answers: htmlOf(/^Đáp án/),
  }
}

function sectionsOf(html: string): readonly TeacherSection[] {
  return html
    .split('<h2>')
    .slice(1)
    .map((part) => {
      const [title = '', rest = ''] = part.split('</h2>')
      return { title: plainText(title), html: rest.trim() }
    })
}

function planOf(html: string): readonly PlannedStep[] {
  const [table = ''] = /<tbody>.*?<\/tbody>/s.exec(html) ?? []
  return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => {
    const cells = [...row.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell = '']) => textOf(cell))
    const [title = '', minutes = '', what = ''] = cells
    const [, step] = /^(\d+)\./.exec(title) ?? []
    const place = step === undefined ? {} : { step: Number(step) }
    return { ...place, title, minutes: Number(minutes), what }
  })
}

/** A plan under “Thời gian” (there may be one for the flag ceremony too), and the slot it is for. */
export interface TimeTable {
  readonly rows: readonly PlannedStep[]
  /** Minutes: the end of the heading's span, what stands in brackets apart; else what “Tổng … phút” says. */
  readonly slot?: number
}

export function timeTablesOf({ teacherNotes }: Pick<Module, 'teacherNotes'>): readonly TimeTable[] {
  const time = sectionsOf(teacherNotes).find(({ title }) => title.startsWith('Thời gian'))
  return (time?.html ?? '').split('<h3>').flatMap((part) => {
    const rows = planOf(part)
    const slot = slotOf(part)
    return rows.length === 0 ? [] : [{ rows, ...(slot !== undefined && { slot }) }]
  })
}

function slotOf(part: string): number | undefined {
  const [heading = ''] = /^.*?<\/h3>/s.exec(part) ?? []
  const [, named] = /(\d+) phút/.exec(textOf(heading).replace(/\(.*?\)/g, '')) ?? []
  const [, total] = /Tổng (\d+) phút/.exec(part) ?? []
  const minutes = named ?? total
  return minutes === undefined ? undefined : Number(minutes)
}

/** Marks stand inside words too, so nothing is put in their place. */
function textOf(inline: string): string {
  return plainText(inline.replace(/<[^>]*>/g, ''))
}

const FOLLOW_UP = /^<p>\s*<strong>[^<]*\b10 phút[^<]*<\/strong>/

/** What goes on after the lesson, ten minutes each: in class, at home. Trusted HTML, one paragraph each. */
export function followUpsOf({ steps }: Pick<Module, 'steps'>): readonly string[] {
  const texts = steps.flatMap(({ pages }) => pages.flatMap(({ blocks }) => blocks))
  const paragraphs = texts.flatMap((block) =>
    block.type === 'text' ? (block.html.match(/<p>.*?<\/p>/gs) ?? []) : [],
  )
  return paragraphs.filter((paragraph) => FOLLOW_UP.test(paragraph))
}
