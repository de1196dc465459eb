import type { Day } from '../runtime/index.ts'
import type { School } from '../schools/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { type FormView, formView, type RefusedHelp } from './form-view.ts'
import type { Counsellor } from './help-record.ts'
import { type CheckView, checkView } from './last-checked.ts'
import { paths } from './paths.ts'

export interface CounsellorPage extends PageModel {
  readonly styles: readonly string[]
  readonly backUrl: string
  readonly school: string
  readonly form: FormView
  readonly isSaved: boolean
  /** Once a year. */
  readonly check?: CheckView
}

export interface ShownCounsellor {
  readonly school: School
  readonly isSaved: boolean
  readonly today: Day
  readonly refused?: RefusedHelp
}

export function counsellorPage(
  before: Counsellor | undefined,
  { school, isSaved, today, refused }: ShownCounsellor,
  texts: Texts,
): CounsellorPage {
  const { name = '', phone = '', about = '', revision = 0 } = before ?? {}
  const form = formView(
    {
      key: 'counsellor',
      action: paths.counsellor(school.code),
      id: '',
      revision,
      fields: [
        { name: 'name', label: 'contacts.fields.office', hint: 'contacts.hints.office' },
        { name: 'phone', label: 'contacts.fields.number' },
        {
          ...{ name: 'about', label: 'contacts.fields.when', kind: 'lines' },
          hint: 'contacts.hints.when',
        },
      ],
      values: { name, phone, about },
      submit: 'contacts.save',
    },
    texts,
    refused,
  )
  const action = paths.counsellorChecked(school.code)
  const check = before && checkView(before, { action, today }, texts)
  return {
    ...(check && { check }),
    title: texts.t('contacts.counsellor.title'),
    styles: ['coverage.css'],
    backUrl: paths.school(school.code),
    school: school.name,
    form,
    isSaved,
  }
}
