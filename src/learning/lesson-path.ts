import type { Module } from '../catalogue/index.ts'

/** The row of marks on top of a lesson: every step, then every question. */
export interface LessonPath {
  readonly kind: 'step' | 'question'
  readonly position: number
  readonly total: number
  readonly marks: readonly PathMark[]
}

interface PathMark {
  readonly kind: 'step' | 'question'
  readonly state: 'done' | 'now' | 'ahead'
}

export function pathAtStep(module: Module, position: number): LessonPath {
  const total = module.steps.length
  return { kind: 'step', position, total, marks: marksOf(module, position - 1) }
}

export function pathAtQuestion(module: Module, position: number): LessonPath {
  const { steps, questions } = module
  const marks = marksOf(module, steps.length + position - 1)
  return { kind: 'question', position, total: questions.length, marks }
}

function marksOf({ steps, questions }: Module, here: number): readonly PathMark[] {
  return [...steps, ...questions].map((_, index) => ({
    kind: index < steps.length ? 'step' : 'question',
    state: index < here ? 'done' : index === here ? 'now' : 'ahead',
  }))
}
