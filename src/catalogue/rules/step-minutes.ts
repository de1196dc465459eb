import type { Step } from '../module.ts'
import { type PlannedStep, type TimeTable, timeTablesOf } from '../teacher-notes.ts'
import { fileOfStep, type Finding, type Rule } from './rule.ts'

/**
 * The projector counts each step down, so each says how long it takes. A module's minutes are those of its steps and of
 * the questions that are answered before the class; opening and follow-up come out of what the slot has beyond them.
 */
export const stepMinutes: Rule = (module) => {
  const { steps, minutes } = module
  const tables = timeTablesOf(module)
  const [lesson] = tables
  return [
    ...steps.flatMap(withoutMinutes),
    ...(sumOf(steps) > minutes ? [tooLong(sumOf(steps), minutes)] : []),
    ...withQuestions(sumOf(steps), lesson?.rows ?? [], minutes),
    ...tables.flatMap(overSlot),
  ]
}

function withoutMinutes(step: Step, index: number): readonly Finding[] {
  if (step.minutes !== undefined) return []
  return [{ file: fileOfStep(step, index), message: "does not say its 'minutes' in front." }]
}

function tooLong(sum: number, minutes: number): Finding {
  return { file: 'steps', message: `take ${sum} minutes together; the module has ${minutes}.` }
}

function withQuestions(
  ofSteps: number,
  rows: readonly PlannedStep[],
  minutes: number,
): readonly Finding[] {
  const questions = rows.filter(({ title }) => title.startsWith('Câu hỏi'))
  if (questions.length === 0) {
    const message = 'has no table of minutes with a row "Câu hỏi" under "Thời gian".'
    return [{ file: 'teacher.md', message }]
  }
  const sum = sumOf(questions)
  if (ofSteps > minutes || ofSteps + sum <= minutes) return []
  const message = `gives the questions ${sum} minutes; the steps leave ${minutes - ofSteps} of ${minutes}.`
  return [{ file: 'teacher.md', message }]
}

function overSlot({ rows, slot }: TimeTable): readonly Finding[] {
  const [first] = rows
  const name = first?.title ?? ''
  const at = { file: 'teacher.md', at: name }
  if (slot === undefined) {
    return [{ ...at, message: `the table of "${name}" does not say how long its lesson is.` }]
  }
  const sum = sumOf(rows)
  if (sum <= slot) return []
  return [
    { ...at, message: `the table of "${name}" takes ${sum} minutes; its lesson has ${slot}.` },
  ]
}

function sumOf(parts: readonly { readonly minutes?: number }[]): number {
  return parts.reduce((sum, { minutes = 0 }) => sum + minutes, 0)
}
