import { createToken, type Day, dayOf, isToken } from '../runtime/index.ts'
import type { School } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import { returnReasonOf } from './attestation.ts'
import type { Draft } from './draft.ts'
import { fieldsOfContent, type FormFields, freshFields, readFields } from './form-fields.ts'
import { first, OFFERED } from './form-lines.ts'
import type { FormPlace } from './form-place.ts'
import { fieldsOfRun } from './form-prefill.ts'
import type { FormProblem } from './form-problem.ts'
import { paths } from './paths.ts'
import { prefillNote } from './present/prefill-note.ts'
import type { AnySession } from './session-service.ts'
import { momentText } from './session-words.ts'

/** `hold`: of a plan whose day has come. */
export type FormKind = 'new' | 'plan' | 'edit' | 'hold'

/** All that the page with the form is made of. */
export interface FormAsked {
  readonly kind: FormKind
  /** Absent where it cannot become a plan. */
  readonly planning?: { readonly today: Day }
  readonly action: string
  readonly backUrl: string
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly school: School | undefined
  readonly fields: FormFields
  readonly problems: readonly FormProblem[]
  /** What was filled in before anybody typed. */
  readonly prefilled?: string
  /** How many learners the LMS counts in the course that it is about. */
  readonly courseSize?: number
  readonly draftSavedAt?: string
  /** Why the session came back. */
  readonly returned?: string
  readonly refused?: string
}

interface Typed {
  readonly fields: FormFields
  readonly problems?: readonly FormProblem[]
  readonly refused?: string
}

export interface NewForm extends FormPlace {
  readonly today: Day
  readonly subject: string
  /** Made once per form: the same press twice is the same session. */
  readonly key: string
  readonly courseSize?: number
}

/** `new`, `plan` or that of a run. */
export function subjectOfNew({ run, packCode }: FormPlace, isPlan: boolean): string {
  if (run) return `${packCode === undefined ? 'run' : 'pack'}:${run.id}`
  return isPlan ? 'plan' : 'new'
}

/** What was presented was held. */
export function newForm(form: NewForm, typed: Typed): FormAsked {
  const { allowed, run, today, subject, courseSize } = form
  const { school } = allowed
  const size = courseSize === undefined ? {} : { [OFFERED]: String(courseSize) }
  return {
    kind: subject === 'plan' ? 'plan' : 'new',
    ...(!run && { planning: { today } }),
    action: paths.record,
    backUrl: paths.list(school?.code),
    hidden: hiddenOf({
      ...keyFields(form),
      ...(school && { school: school.code }),
      subject,
      ...size,
    }),
    ...(courseSize !== undefined && { courseSize }),
    school,
    problems: [],
    ...typed,
  }
}

/** What makes the same press twice the same session. */
function keyFields({ run, packCode, key }: NewForm): Readonly<Record<string, string>> {
  if (packCode !== undefined) return { pack: packCode }
  return run ? { run: run.id } : { key }
}

/** Nothing typed yet: what the calendar and the run know. */
export function freshForm(form: NewForm, texts: Texts): FormAsked {
  const { run, packCode, allowed, today, subject, courseSize } = form
  if (run) {
    const fields = fieldsOfRun(run, { school: allowed.school, courseSize }, texts)
    const source = packCode === undefined ? 'times' : 'packTimes'
    return { ...newForm(form, { fields }), prefilled: prefillNote(run, fields, { texts, source }) }
  }
  const isPlan = subject === 'plan'
  const fields = freshFields(isPlan ? undefined : today, allowed.school, texts)
  const prefilled = isPlan ? {} : { prefilled: texts.t('sessions.form.prefilled') }
  return { ...newForm(form, { fields }), ...prefilled }
}

export function draftForm(form: NewForm, draft: Draft, texts: Texts): FormAsked {
  const fields = readFields(draft.fields, form.allowed.school)
  return { ...newForm(form, { fields }), draftSavedAt: momentText(draft.savedAt, texts) }
}

/** A draft goes on with the key of its form: what was sent from it already must not come twice. */
export function keyOfDraft(draft: Draft | undefined): string {
  const key = first(draft?.fields, 'key')
  return isToken(key) ? key : createToken()
}

export interface EditForm {
  readonly session: AnySession
  readonly school: School | undefined
  readonly now: Date
}

export function editForm(
  { session, school, now }: EditForm,
  typed: Typed,
  revision = session.revision,
): FormAsked {
  const { id } = session
  const today = dayOf(now)
  const returned = returnReasonOf(session)
  return {
    kind: kindOf(session, today),
    ...(returned !== undefined && { returned }),
    ...(session.state === 'planned' && { planning: { today } }),
    action: paths.session(id),
    backUrl: paths.session(id),
    hidden: hiddenOf({ revision: String(revision), subject: `session:${id}` }),
    school,
    problems: [],
    ...typed,
  }
}

export function storedForm(form: EditForm, texts: Texts): FormAsked {
  return editForm(form, { fields: fieldsOfContent(form.session, form.school, texts) })
}

/** It says of which revision it is: where that has moved on, both texts will be shown. */
export function draftEditForm(form: EditForm, draft: Draft, texts: Texts): FormAsked {
  const fields = readFields(draft.fields, form.school)
  const asked = editForm(form, { fields }, Number(first(draft.fields, 'revision')))
  return { ...asked, draftSavedAt: momentText(draft.savedAt, texts) }
}

function kindOf({ state, heldOn }: AnySession, today: Day): FormKind {
  if (state !== 'planned') return 'edit'
  return heldOn <= today ? 'hold' : 'plan'
}

function hiddenOf(values: Readonly<Record<string, string>>): FormAsked['hidden'] {
  return Object.entries(values).map(([name, value]) => ({ name, value }))
}
