import type { Catalogue } from '../catalogue/index.ts'
import { type Day, parseDay } from '../runtime/index.ts'
import type { School } from '../schools/index.ts'
import { type DayContext, judgeDay } from './form-day.ts'
import type { FormFields } from './form-fields.ts'
import { isTyped } from './form-fields.ts'
import { type FormProblem, type ProblemCode, wholeNumber } from './form-problem.ts'
import { judgeLines } from './judged-lines.ts'
import { type Evidence, PRESENTERS, SESSION_FORMS, type SessionContent } from './session.ts'

/** What the form does not show and a change must not lose. */
export type Kept = Pick<SessionContent, 'heldOn' | 'startedAt' | 'modules' | 'evidence'>

export interface FormContext extends Pick<DayContext, 'today' | 'mayPlan' | 'isPlanAsked'> {
  readonly school: School | undefined
  readonly catalogue: Pick<Catalogue, 'find'>
  readonly before?: Kept
}

export type JudgedForm =
  | {
      readonly content: SessionContent
      /** Not held yet. */
      readonly isPlan: boolean
      readonly problems?: undefined
    }
  | { readonly problems: readonly FormProblem[] }

const LONGEST_MINUTES = 600
const LONGEST_TOPIC = 200
const LONGEST_EVIDENCE = 300

/** Every problem at once, each beside its input. */
export function judgeForm(fields: FormFields, context: FormContext): JudgedForm {
  const heldOn = parseDay(fields.heldOn)
  const isCounted = fields.lines.some(({ present }) => present.trim() !== '')
  const day = judgeDay(heldOn, { ...context, isCounted })
  const { isPlan } = day
  const lines = judgeLines(fields.lines, { school: context.school, isPlan })
  const form = SESSION_FORMS.find((one) => one === fields.form)
  const presenter = PRESENTERS.find((one) => one === fields.presenter)
  const problems = [
    ...day.problems,
    ...fieldProblems(fields, context, isPlan),
    ...audienceProblems(fields, isPlan),
    ...lines.problems,
  ]
  if (!heldOn || !form || !presenter || problems.length > 0) return { problems }
  const { audience, otherStages } = lines
  const content = {
    ...partsOf(fields, heldOn, context),
    form,
    presenter,
    audience,
    ...(otherStages.length > 0 && { otherStages }),
  }
  return { content, isPlan }
}

function partsOf(fields: FormFields, heldOn: Day, context: FormContext) {
  const { before } = context
  const adults = wholeNumber(fields.adults)
  const startedAt = before?.heldOn === heldOn && before.startedAt
  return {
    heldOn,
    ...(startedAt && { startedAt }),
    minutes: wholeNumber(fields.minutes) ?? 0,
    modules: modulesOf(fields, context),
    topics: topicsOf(fields.topic),
    ...(adults !== undefined && { adultCount: adults }),
    evidence: evidenceOf(fields.evidence, before?.evidence ?? []),
  }
}

function fieldProblems(
  fields: FormFields,
  { catalogue, before }: FormContext,
  isPlan: boolean,
): readonly FormProblem[] {
  const isKnownModule = fields.module === '' || fields.module === before?.modules[0]?.id
  const checks: readonly (readonly [string, ProblemCode, boolean])[] = [
    ['minutes', 'minutes-invalid', areWrongMinutes(fields.minutes, isPlan)],
    ['form', 'form-missing', SESSION_FORMS.every((one) => one !== fields.form)],
    ['presenter', 'presenter-missing', PRESENTERS.every((one) => one !== fields.presenter)],
    ['module', 'module-unknown', !isKnownModule && !catalogue.find(fields.module)],
    ['topic', 'text-too-long', fields.topic.length > LONGEST_TOPIC],
    ['evidence', 'text-too-long', fields.evidence.length > LONGEST_EVIDENCE],
    ['adults', 'adults-invalid', isWrongNumber(fields.adults)],
  ]
  return checks.filter(([, , holds]) => holds).map(([field, code]) => ({ field, code }))
}

function audienceProblems({ lines, adults }: FormFields, isPlan: boolean): readonly FormProblem[] {
  const isSaid = isPlan || adults.trim() !== '' || lines.some(({ isTicked }) => isTicked)
  return isSaid ? [] : [{ field: 'lines', code: 'audience-missing' }]
}

function areWrongMinutes(text: string, mayBeEmpty: boolean): boolean {
  if (mayBeEmpty && text.trim() === '') return false
  const minutes = wholeNumber(text) ?? 0
  return minutes < 1 || minutes > LONGEST_MINUTES
}

function isWrongNumber(text: string): boolean {
  return text.trim() !== '' && wholeNumber(text) === undefined
}

function modulesOf(
  { module: id }: FormFields,
  { catalogue, before }: FormContext,
): SessionContent['modules'] {
  if (before && before.modules[0]?.id === id) return before.modules
  const found = catalogue.find(id)
  return found ? [{ id: found.id, version: found.version }] : []
}

function topicsOf(text: string): readonly string[] {
  return text
    .split(';')
    .map((topic) => topic.trim())
    .filter((topic) => topic !== '')
}

/** What the form shows is replaced; a run log, and evidence beyond the first, stay. */
function evidenceOf(text: string, before: readonly Evidence[]): readonly Evidence[] {
  const shown = before.find(isTyped)
  const kept = before.filter((one) => one !== shown)
  const note = text.trim()
  if (note === '') return kept
  const isLink = /^https?:\/\/\S+$/i.test(note)
  return [...kept, isLink ? { kind: 'link', url: note } : { kind: 'paper', note }]
}
