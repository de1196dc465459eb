import frames from '../frames.json' with { type: 'json' }
import type { Module } from '../module.ts'
import type { Rule } from './rule.ts'

const COMPONENTS = new Map(Object.entries(frames.nls.components))
const GRADES_BY_LEVEL = new Map<string, readonly number[]>(Object.entries(frames.nls.gradesByLevel))
const NLS_CODE = /^(?<component>\d\.\d)\.(?<level>[A-Z]{2}\d)[a-z]?$/

/** Tags that teachers copy into their lesson plans must exist and suit the grades. */
export const knownFrames: Rule = (module) =>
  [...nlsProblems(module), ...strandProblems(module), ...gradeProblems(module)].map((message) => ({
    file: 'module.json',
    message,
  }))

function nlsProblems({ nls, grades }: Module): readonly string[] {
  return nls.flatMap((code) => {
    const levelGrades = gradesOfCode(code)
    if (!levelGrades) return [`'${code}' is no NLS code.`]
    const suits = grades.length === 0 || grades.some((grade) => levelGrades.includes(grade))
    return suits ? [] : [`the level of '${code}' is of grades ${levelGrades.join(', ')}.`]
  })
}

function gradesOfCode(code: string): readonly number[] | undefined {
  const { component = '', level = '' } = NLS_CODE.exec(code)?.groups ?? {}
  return COMPONENTS.has(component) ? GRADES_BY_LEVEL.get(level) : undefined
}

function strandProblems({ strands }: Module): readonly string[] {
  return strands
    .filter((strand) => !frames.strands.includes(strand))
    .map((strand) => `'${strand}' is no strand; there are ${frames.strands.join(', ')}.`)
}

function gradeProblems({ audience, grades }: Module): readonly string[] {
  const allowed: readonly number[] = frames.gradesByAudience[audience]
  if (allowed.length > 0 && grades.length === 0) return ['names no grade.']
  return grades
    .filter((grade) => !allowed.includes(grade))
    .map((grade) => `grade ${grade} does not belong to the audience '${audience}'.`)
}
