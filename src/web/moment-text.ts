import { dayOf, startOf } from '../runtime/index.ts'
import type { Texts } from './texts.ts'

/** `07:15 ngày 23/11/2026` */
export function momentText(at: Date, texts: Texts): string {
  const sinceMidnight = at.getTime() - startOf(dayOf(at)).getTime()
  const time = new Date(sinceMidnight).toISOString().slice(11, 16)
  return texts.t('moment', { time, date: texts.date(at) })
}
