import { startOf } from '../runtime/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { type ModuleChoice, moduleChoices, type PickableModule } from './module-choices.ts'
import { periodPaths } from './paths.ts'
import type { Period, PeriodDraft, PeriodField, PeriodProblem } from './period.ts'
import { type PeriodModules, periodModules, pickText } from './period-modules.ts'
import type { Rules } from './rule-book.ts'

interface PeriodCard extends PeriodModules {
  readonly id: string
  readonly name: string
  readonly state: Period['state']
  readonly stateLabel: string
  readonly days: string
  readonly rule: string
  readonly programme?: string
  readonly coverageUrl?: string
  readonly steps: readonly PeriodStep[]
}

interface PeriodStep {
  readonly action: string
  readonly label: string
  /** What pressing it means; neither can be taken back. */
  readonly hint: string
  readonly isQuiet: boolean
}

interface FormField {
  readonly name: PeriodField
  readonly label: string
  readonly value: string
  readonly kind: 'text' | 'number'
  readonly placeholder?: string
  readonly hint?: string
  readonly problem?: string
}

export interface PeriodsPage extends PageModel {
  readonly styles: readonly string[]
  readonly periods: readonly PeriodCard[]
  readonly fields: readonly FormField[]
  readonly problems: readonly { readonly field: PeriodField; readonly words: string }[]
  readonly rulesUrl: string
  readonly choices: readonly {
    readonly name: 'programme' | 'calendar'
    readonly label: string
    readonly options: readonly {
      readonly value: string
      readonly label: string
      readonly isChosen: boolean
    }[]
  }[]
  readonly modules: readonly ModuleChoice[]
}

export interface PeriodsFacts {
  readonly periods: readonly Period[]
  readonly modules: readonly PickableModule[]
  readonly rules: Rules
  /** What was typed and could not be taken. */
  readonly draft?: PeriodDraft
  readonly problems?: readonly PeriodProblem[]
}

export function periodsPage(facts: PeriodsFacts, texts: Texts): PeriodsPage {
  const { periods, modules, draft, problems = [] } = facts
  const words = problems.map(({ field, code }) => ({ field, words: texts.ofError(code).title }))
  const named = words.map((one) => ({ ...one, words: withName(one, texts) }))
  return {
    title: texts.t('requirements.periods.title'),
    styles: ['coverage.css'],
    periods: periods.map((period) => periodCard(period, facts, texts)),
    fields: FIELDS.map((field) => formField(field, { draft, words }, texts)),
    problems: named,
    rulesUrl: periodPaths.rules(),
    choices: choicesOf(facts, texts),
    modules: moduleChoices(modules, draft?.modules ?? [], texts),
  }
}

function periodCard(period: Period, facts: PeriodsFacts, texts: Texts): PeriodCard {
  const programme = facts.rules.programmes.find(({ id }) => id === period.programmeId)?.name
  const { id, name, state, minSessions, modules } = period
  const day = (on: Period['from']) => texts.date(startOf(on))
  return {
    id,
    name,
    state,
    stateLabel: texts.t(`requirements.states.${state}`),
    days: texts.t('requirements.periods.days', {
      from: day(period.from),
      to: day(period.to),
      due: day(period.due),
    }),
    rule: texts.t('requirements.periods.rule', {
      count: minSessions,
      modules: pickText(modules, texts),
    }),
    ...(programme && { programme }),
    ...(state !== 'planned' && { coverageUrl: `/coverage?period=${encodeURIComponent(id)}` }),
    steps: stepsOf(period, texts),
    ...periodModules(period, facts.modules, texts),
  }
}

function choicesOf({ rules, draft }: PeriodsFacts, texts: Texts): PeriodsPage['choices'] {
  const all = [
    { name: 'programme', records: rules.programmes },
    { name: 'calendar', records: rules.calendars },
  ] as const
  return all
    .filter(({ records }) => records.length > 0)
    .map(({ name, records }) => ({
      name,
      label: texts.t(`requirements.fields.${name}`),
      options: records.map(({ id, name: label }) => ({
        value: id,
        label,
        isChosen: draft?.[name] === id,
      })),
    }))
}

function stepsOf({ id, state }: Period, texts: Texts): readonly PeriodStep[] {
  if (state === 'closed') return []
  const isOpen = state === 'open'
  const verb = isOpen ? 'close' : 'open'
  return [
    {
      action: periodPaths[verb](id),
      label: texts.t(`requirements.${verb}.action`),
      hint: texts.t(`requirements.${verb}.hint`),
      isQuiet: isOpen,
    },
  ]
}

const FIELDS = ['id', 'name', 'from', 'to', 'due', 'minSessions'] as const
const DAYS = ['from', 'to', 'due'] as const

/** Three days may be wrong in the same words: the list of problems says which. */
function withName({ field, words }: PeriodsPage['problems'][number], { t }: Texts): string {
  const day = DAYS.find((one) => one === field)
  return day ? `${t(`requirements.fields.${day}`)}: ${words}` : words
}

interface Typed {
  readonly draft: PeriodDraft | undefined
  readonly words: PeriodsPage['problems']
}

function formField(
  name: (typeof FIELDS)[number],
  { draft, words }: Typed,
  texts: Texts,
): FormField {
  const problem = words.find(({ field }) => field === name)?.words
  return {
    name,
    label: texts.t(`requirements.fields.${name}`),
    value: draft?.[name] ?? (name === 'minSessions' ? '1' : ''),
    kind: name === 'minSessions' ? 'number' : 'text',
    ...hintsOf(name, texts),
    ...(problem && { problem }),
  }
}

function hintsOf(
  name: (typeof FIELDS)[number],
  { t }: Texts,
): Pick<FormField, 'placeholder' | 'hint'> {
  return {
    ...(DAYS.some((day) => day === name) && { placeholder: t('requirements.fields.dayForm') }),
    ...(name === 'id' && { hint: t('requirements.fields.idHint') }),
    ...(name === 'due' && { hint: t('requirements.fields.dueHint') }),
  }
}
