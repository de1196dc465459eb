import { dayOf } from '../runtime/index.ts'

const FIRST_MONTH = 8

/** `2026-2027` from August 2026 to July 2027, by the calendar of Việt Nam (domain §2.6). */
export function schoolYearOf(moment: Date): string {
  const [year = 0, month = 0] = dayOf(moment).split('-').map(Number)
  const start = month >= FIRST_MONTH ? year : year - 1
  return `${start}-${start + 1}`
}
