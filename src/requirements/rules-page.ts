import { startOf } from '../runtime/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { type Calendar, type CalendarDraft, rangesText } from './calendar.ts'
import { periodPaths } from './paths.ts'
import type { Programme, ProgrammeDraft } from './programme.ts'
import type { Rules } from './rule-book.ts'

export interface RuleField {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly kind: 'text' | 'lines' | 'tick'
  readonly isTicked?: boolean
  readonly hint?: string
  readonly problem?: string
  /** An id is for ever. */
  readonly isFixed?: boolean
}

export interface RuleForm {
  readonly kind: 'programme' | 'calendar'
  readonly key: string
  readonly title: string
  readonly action: string
  readonly revision: number
  readonly fields: readonly RuleField[]
  readonly isOpen: boolean
  readonly submit: string
}

interface RuleCard {
  readonly id: string
  readonly title: string
  readonly lines: readonly string[]
  readonly tag?: string
  readonly uses: readonly { readonly url: string; readonly label: string }[]
  readonly form: RuleForm
}

export interface RulesPage extends PageModel {
  readonly backUrl: string
  readonly programmes: readonly RuleCard[]
  readonly calendars: readonly RuleCard[]
  readonly forms: readonly RuleForm[]
}

/** What could not be taken, and why, of the form that was sent. */
export interface RefusedForm {
  readonly kind: RuleForm['kind']
  /** Of the record; empty for a new one. */
  readonly key: string
  readonly draft: ProgrammeDraft | CalendarDraft
  readonly problems: readonly { readonly field: string; readonly words: string }[]
}

export function rulesPage(rules: Rules, texts: Texts, refused?: RefusedForm): RulesPage {
  return {
    title: texts.t('requirements.rules.title'),
    mood: 'dense',
    styles: ['coverage.css'],
    backUrl: periodPaths.list(),
    programmes: rules.programmes.map((one) => programmeCard(one, texts, refused)),
    calendars: rules.calendars.map((one) => calendarCard(one, texts, refused)),
    forms: [
      formOf({ kind: 'programme', draft: NO_PROGRAMME, revision: 0 }, texts, refused),
      formOf({ kind: 'calendar', draft: NO_CALENDAR, revision: 0 }, texts, refused),
    ],
  }
}

const NO_PROGRAMME: ProgrammeDraft = {
  ...{ id: '', name: '', legalBasis: '', addressee: '' },
  ...{ from: '', to: '' },
}
const NO_CALENDAR: CalendarDraft = { id: '', name: '', basis: '', isConfirmed: false, ranges: '' }

function programmeCard(one: Programme, texts: Texts, refused?: RefusedForm): RuleCard {
  const day = (on: Programme['from']) => texts.date(startOf(on))
  const { id, name, legalBasis, addressee, from, to } = one
  const days = to
    ? texts.t('requirements.rules.fromTo', { from: day(from), to: day(to) })
    : texts.t('requirements.rules.from', { from: day(from) })
  const draft = { id, name, legalBasis, addressee, from: day(from), to: to ? day(to) : '' }
  return {
    id,
    title: name,
    lines: [legalBasis, addressee, days].filter((line) => line !== ''),
    uses: [],
    form: formOf({ kind: 'programme', draft, revision: one.revision }, texts, refused),
  }
}

function calendarCard(one: Calendar, texts: Texts, refused?: RefusedForm): RuleCard {
  const { id, name, basis, isConfirmed, ranges, revision } = one
  const text = rangesText(ranges, texts.date)
  const draft = { id, name, basis, isConfirmed, ranges: text }
  return {
    id,
    title: name,
    lines: [basis, ...text.split('\n')].filter((line) => line !== ''),
    ...(!isConfirmed && { tag: texts.t('requirements.rules.unconfirmed') }),
    uses: ranges.map((range, index) => ({
      url: periodPaths.fromCalendar(id, index),
      label: texts.t('requirements.rules.use', { name: range.name }),
    })),
    form: formOf({ kind: 'calendar', draft, revision }, texts, refused),
  }
}

type Drawn = Pick<RuleForm, 'kind' | 'revision'> & {
  readonly draft: ProgrammeDraft | CalendarDraft
}

const FIELDS = {
  programme: ['id', 'name', 'legalBasis', 'addressee', 'from', 'to'],
  calendar: ['id', 'name', 'basis', 'ranges', 'isConfirmed'],
} as const
const KINDS: Readonly<Partial<Record<FieldName, RuleField['kind']>>> = {
  legalBasis: 'lines',
  ranges: 'lines',
  isConfirmed: 'tick',
}

function formOf({ kind, draft, revision }: Drawn, texts: Texts, refused?: RefusedForm): RuleForm {
  const key = revision === 0 ? '' : draft.id
  const isRefused = refused?.kind === kind && refused.key === key
  const shown: Readonly<Record<string, unknown>> = { ...(isRefused ? refused.draft : draft) }
  const problems = isRefused ? refused.problems : []
  const mode = revision === 0 ? 'new' : 'edit'
  return {
    kind,
    key,
    title: texts.t(`requirements.rules.${kind}.${mode}`),
    action: periodPaths.rule(kind),
    revision,
    fields: FIELDS[kind].map((name) =>
      ruleField(name, { value: shown[name], mode, problems }, texts),
    ),
    isOpen: isRefused,
    submit: texts.t(`requirements.rules.${mode}`),
  }
}

interface Shown {
  readonly value: unknown
  readonly mode: 'new' | 'edit'
  readonly problems: RefusedForm['problems']
}

type FieldName = (typeof FIELDS)[keyof typeof FIELDS][number]

function ruleField(name: FieldName, { value, mode, problems }: Shown, texts: Texts): RuleField {
  const words = problems.filter(({ field }) => field === name).map((one) => one.words)
  return {
    name,
    label: texts.t(`requirements.rules.fields.${name}`),
    value: typeof value === 'string' ? value : 'yes',
    kind: KINDS[name] ?? 'text',
    ...(name === 'isConfirmed' && { isTicked: value === true }),
    ...(name === 'ranges' && { hint: texts.t('requirements.rules.rangesHint') }),
    ...(name === 'id' && mode === 'edit' && { isFixed: true }),
    ...(words.length > 0 && { problem: words.join(' ') }),
  }
}
