import type { Module } from '../catalogue/index.ts'
import type { Texts } from '../web/index.ts'

/** `Lớp 4–5`, or whom else it is for. */
export function gradesOf({ grades }: Pick<Module, 'grades'>, texts: Texts): string {
  if (grades.length === 0) return texts.t('learning.adults')
  const [first, last] = [Math.min(...grades), Math.max(...grades)]
  return texts.t('learning.grades', { grades: first === last ? first : `${first}–${last}` })
}
