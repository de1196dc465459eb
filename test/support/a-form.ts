import type { Day } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import { readFields } from '../../src/sessions/form-fields.ts'
import { type FormContext, type JudgedForm, judgeForm } from '../../src/sessions/session-form.ts'
import { aCatalogue, aModule } from './a-module.ts'
import { aSchool } from './a-school.ts'

export type Body = Readonly<Record<string, string | readonly string[]>>

/** The day of aClock(). */
export const TODAY = '2026-11-23' as Day

/** A policeman spoke in the yard of aSchool() this morning. */
export const TALK = {
  heldOn: '23/11/2026',
  minutes: '30',
  form: 'flag-ceremony',
  presenter: 'police',
  'present:whole': '58',
}

/** A school whose list gives no size. */
export const UNKNOWN = aSchool({ classes: [], gradeSizes: [] })
export const CARE = aSchool({ kind: 'CSBT', classes: [], gradeSizes: [], pupilCount: 42 })

export interface Given extends Partial<FormContext> {
  readonly school?: School | undefined
}

/** What becomes of a form of aSchool(), sent today. */
export function judge(body: Body, given: Given = {}): JudgedForm {
  const context = {
    school: aSchool(),
    today: TODAY,
    mayPlan: true,
    isPlanAsked: false,
    catalogue: aCatalogue(aModule()),
    ...given,
  }
  return judgeForm(readFields(body, context.school), context)
}

export function problemsOf(body: Body, given: Given = {}): readonly string[] {
  return (judge(body, given).problems ?? []).map(({ field, code }) => `${field} ${code}`)
}
