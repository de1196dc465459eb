import { schoolYearOf } from '../learning/index.ts'
import type { Period } from '../requirements/index.ts'
import { startOf } from '../runtime/index.ts'

/** `2026-2027`: training holds for a school year, so a period counts that of the one in which it begins. */
export function trainingYearOf({ from }: Pick<Period, 'from'>): string {
  return schoolYearOf(startOf(from))
}
