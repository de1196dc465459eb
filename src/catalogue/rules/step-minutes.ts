import type { Problem } from '../content-error.ts'
import type { Step } from '../module.ts'
import { fileOfStep, type Rule } from './rule.ts'

/** The projector counts each step down, so each says how long it takes; together they fit into the module. */
export const stepMinutes: Rule = ({ steps, minutes }) => [
  ...steps.flatMap(withoutMinutes),
  ...(sumOf(steps) > minutes ? [tooLong(sumOf(steps), minutes)] : []),
]

function withoutMinutes(step: Step, index: number): readonly Problem[] {
  if (step.minutes !== undefined) return []
  return [{ file: fileOfStep(step, index), message: "does not say its 'minutes' in front." }]
}

function tooLong(sum: number, minutes: number): Problem {
  return { file: 'steps', message: `take ${sum} minutes together; the module has ${minutes}.` }
}

function sumOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { minutes = 0 }) => sum + minutes, 0)
}
