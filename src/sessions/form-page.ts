import type { Catalogue } from '../catalogue/index.ts'
import { type Day, parseDay } from '../runtime/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import type { FormAsked } from './form-asked.ts'
import { type FormFields, TEXT_FIELDS, type TextField } from './form-fields.ts'
import type { FormProblem } from './form-problem.ts'
import { type FormRows, rowsOf, type Said } from './form-rows.ts'
import { paths } from './paths.ts'
import { PRESENTERS, SESSION_FORMS } from './session.ts'

interface Option {
  readonly value: string
  readonly label: string
  readonly isChosen: boolean
}

interface Field {
  readonly name: TextField
  readonly label: string
  readonly value: string
  readonly problem?: string
}

export interface FormPage extends PageModel, FormRows {
  readonly action: string
  readonly backUrl: string
  readonly place: string
  readonly prefilled?: string
  /** What has to be corrected, in the words of whoever returned it. */
  readonly returned?: string
  readonly draft?: string
  /** Where what is typed can be kept. */
  readonly draftUrls?: { readonly save: string; readonly discard: string }
  readonly refused?: string
  readonly hidden: FormAsked['hidden']
  readonly summary: readonly { readonly href: string; readonly text: string }[]
  readonly fields: Readonly<Record<TextField, Field>>
  readonly forms: readonly Option[]
  readonly presenters: readonly Option[]
  readonly modules: readonly Option[]
  readonly isMoreOpen: boolean
  /** As things stand in the form: nobody is asked how many were present. */
  readonly isPlan: boolean
  /** The day from which on it would be one; absent where it cannot become a plan. */
  readonly planAfter?: Day
  readonly submit: string
}

export function formPage(
  asked: FormAsked,
  texts: Texts,
  catalogue: Pick<Catalogue, 'list'>,
): FormPage {
  const { t } = texts
  const { kind, fields, problems, school } = asked
  const said = problemTexts(problems, texts)
  return {
    title: t(`sessions.form.title.${kind}`),
    mood: 'plain',
    styles: ['sessions.css'],
    action: asked.action,
    backUrl: asked.backUrl,
    place: school?.name ?? t('sessions.unplaced'),
    hidden: asked.hidden,
    ...notesOf(asked, texts),
    summary: summaryOf(problems, fields, texts),
    fields: textFields(fields, said, texts),
    forms: optionsOf(SESSION_FORMS, fields.form, (one) => t(`sessions.forms.${one}`)),
    presenters: optionsOf(PRESENTERS, fields.presenter, (one) => t(`sessions.presenters.${one}`)),
    modules: catalogue.list().map(({ id, title }) => ({
      value: id,
      label: `${id} ${title.vi}`,
      isChosen: id === fields.module,
    })),
    ...rowsOf(asked, said, texts),
    isMoreOpen: [fields.topic, fields.evidence, fields.adults].some((text) => text !== ''),
    isPlan: isPlan(asked),
    submit: t(`sessions.form.submit.${kind === 'edit' ? 'edit' : 'new'}`),
  }
}

function notesOf(
  { prefilled, returned, draftSavedAt, refused, ...asked }: FormAsked,
  { t }: Texts,
) {
  const hasDrafts = asked.hidden.some(({ name }) => name === 'subject')
  return {
    ...(hasDrafts && { draftUrls: { save: paths.drafts, discard: paths.discardDraft } }),
    ...(asked.planning && { planAfter: asked.planning.today }),
    ...(prefilled !== undefined && { prefilled }),
    ...(returned !== undefined && { returned }),
    ...(draftSavedAt !== undefined && {
      draft: t('sessions.form.draft', { savedAt: draftSavedAt }),
    }),
    ...(refused !== undefined && { refused }),
  }
}

/** A day ahead is one; so is a form that was opened to plan, until a day that is over says otherwise. */
function isPlan({ kind, fields, planning }: FormAsked): boolean {
  const heldOn = parseDay(fields.heldOn)
  if (!planning) return false
  return heldOn && heldOn !== planning.today ? heldOn > planning.today : kind === 'plan'
}

function problemTexts(problems: readonly FormProblem[], texts: Texts): Said {
  const said = new Map<string, string>()
  for (const { field, code } of problems) {
    const text = texts.t(`sessions.problems.${code}`)
    said.set(field, [said.get(field), text].filter((one) => one !== undefined).join(' '))
  }
  return said
}

/** Each line leads to its input and names the row that it is about. */
function summaryOf(
  problems: readonly FormProblem[],
  { lines }: FormFields,
  texts: Texts,
): FormPage['summary'] {
  return problems.map(({ field, code }) => {
    const row = lines.find(({ key }) => field.endsWith(`:${key}`))
    const label = row && row.label.trim() !== '' ? `${row.label.trim()}: ` : ''
    return { href: `#${idOf(field)}`, text: `${label}${texts.t(`sessions.problems.${code}`)}` }
  })
}

/** Labels of classes may have spaces, which an id may not. */
function idOf(field: string): string {
  return encodeURIComponent(field)
}

function textFields(fields: FormFields, said: Said, texts: Texts): FormPage['fields'] {
  const entries = TEXT_FIELDS.map((name) => {
    const problem = said.get(name)
    const field = { name, label: texts.t(`sessions.form.${name}`), value: fields[name] }
    return [name, { ...field, ...(problem !== undefined && { problem }) }] as const
  })
  return Object.fromEntries(entries) as Record<TextField, Field>
}

function optionsOf<Value extends string>(
  values: readonly Value[],
  chosen: string,
  labelOf: (value: Value) => string,
): readonly Option[] {
  return values.map((value) => ({ value, label: labelOf(value), isChosen: value === chosen }))
}
