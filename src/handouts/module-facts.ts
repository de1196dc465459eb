import type { Module } from '../catalogue/index.ts'
import type { Texts } from '../web/index.ts'

/** `Lớp 4–5 · 25 phút`. */
export function factsOf({ grades, minutes }: Module, { t }: Texts): string {
  const length = t('learning.minutes', { minutes })
  if (grades.length === 0) return `${t('learning.adults')} · ${length}`
  const [first, last] = [Math.min(...grades), Math.max(...grades)]
  const span = first === last ? String(first) : `${first}–${last}`
  return `${t('learning.grades', { grades: span })} · ${length}`
}
