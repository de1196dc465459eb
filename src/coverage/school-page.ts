import { type Obligation, type Period, periodPaths } from '../requirements/index.ts'
import { dayOf } from '../runtime/index.ts'
import { isObligated, type School } from '../schools/index.ts'
import type { Session } from '../sessions/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import type { CoverageRow } from './coverage-row.ts'
import {
  asOf,
  dayText,
  dueText,
  momentText,
  type StatusView,
  statusViews,
} from './coverage-words.ts'
import { coveragePaths, otherPaths } from './paths.ts'
import { type NextStep, nextStepOf, type SchoolPowers } from './school-next.ts'
import { type SessionLine, sessionLines } from './school-sessions.ts'
import { type StageOwed, stagesOwed } from './school-stages.ts'

/** What an officer may change about a frozen set, each with its reason. */
interface LateForm {
  readonly action: string
  readonly kind: 'included' | 'exempted' | 'restored'
  readonly label: string
}

interface PeriodLink {
  readonly name: string
  readonly url: string
  readonly isHere: boolean
}

export interface SchoolPage extends PageModel {
  readonly code: string
  readonly place: string
  readonly backUrl?: string
  readonly periodName: string
  readonly periods: readonly PeriodLink[]
  readonly due: string
  readonly span: string
  readonly asOf: string
  /** Absent for a school outside the obligated set. */
  readonly status?: StatusView
  readonly outside?: string
  readonly exempt?: string
  readonly stages: readonly StageOwed[]
  readonly next?: { readonly step: NextStep['step']; readonly label: string; readonly url: string }
  /** Said where there is nothing to press. */
  readonly rest?: { readonly words: string; readonly isGood: boolean }
  readonly sessions: readonly SessionLine[]
  /** Beside the figures, never in them. */
  readonly trained: { readonly count: number; readonly text: string }
  readonly sessionsUrl: string
  readonly schoolUrl?: string
  readonly changes: readonly { readonly at: string; readonly words: string }[]
  readonly lateForm?: LateForm
}

export interface SchoolFacts {
  readonly period: Period
  /** Those that have opened; the latest first. */
  readonly periods: readonly Period[]
  readonly school: School
  readonly commune: string | undefined
  readonly obligation: Obligation | undefined
  readonly row: CoverageRow | undefined
  /** Of the period; the latest first. */
  readonly sessions: readonly Session[]
  /** Staff who finished a module for staff in the school year of the period. */
  readonly trained: { readonly count: number; readonly schoolYear: string }
  readonly powers: SchoolPowers
  /** Where the department's page may be looked at. */
  readonly backTo?: 'department' | 'commune' | undefined
  readonly mayReadSchool: boolean
  readonly now: Date
}

export function schoolPage(facts: SchoolFacts, texts: Texts): SchoolPage {
  const { period, school, commune, obligation, now } = facts
  return {
    // As the list had it when the period opened: a paper printed then must still fit.
    title: obligation?.school.name ?? school.name,
    mood: 'dense',
    styles: ['coverage.css'],
    code: school.code,
    place: [commune, school.code].filter((one) => one !== undefined).join(' · '),
    periodName: period.name,
    periods: facts.periods.map(({ id, name }) => ({
      name,
      url: coveragePaths.school(school.code, id),
      isHere: id === period.id,
    })),
    due: dueText(period, dayOf(now), texts),
    span: texts.t('coverage.school.span', {
      from: dayText(period.from, texts),
      to: dayText(period.to, texts),
    }),
    asOf: texts.t('coverage.figure.asOf', { at: momentText(asOf(period, now), texts) }),
    ...stateOf(facts, texts),
    ...stepOf(facts, texts),
    sessions: sessionLines(facts, texts),
    trained: trainedOf(facts.trained, texts),
    ...linksOf(facts),
    changes: changesOf(obligation, texts),
    ...lateFormOf(facts, texts),
  }
}

function trainedOf({ count, schoolYear }: SchoolFacts['trained'], texts: Texts) {
  const said = { year: schoolYear, count: texts.number(count) }
  return { count, text: texts.t('coverage.trained.count', said) }
}

type State = Pick<SchoolPage, 'status' | 'outside' | 'exempt' | 'stages'>

function stateOf({ period, obligation, row }: SchoolFacts, texts: Texts): State {
  const { t } = texts
  if (!obligation) {
    const key = period.state === 'planned' ? 'coverage.outside.planned' : 'coverage.outside.lead'
    return { outside: t(key, { period: period.name }), stages: [] }
  }
  const { exempt } = obligation
  return {
    ...(row && { status: statusViews(texts)[row.status] }),
    ...(exempt && { exempt: t('coverage.school.exempt', { reason: exempt.reason }) }),
    stages: row ? stagesOwed(row, texts) : [],
  }
}

function stepOf(facts: SchoolFacts, texts: Texts): Pick<SchoolPage, 'next' | 'rest'> {
  const { school, obligation, row, period } = facts
  const next = nextStepOf(facts)
  if (next) {
    const count = next.step === 'confirm' ? texts.number(next.count) : ''
    const label = texts.t(`coverage.school.next.${next.step}`, { count })
    const { newSession, sessions } = otherPaths
    const url = next.step === 'record' ? newSession(school.code) : sessions(school.code)
    return { next: { step: next.step, label, url } }
  }
  if (!obligation) return {}
  const rest = restOf(period, row)
  const words = texts.t(`coverage.school.rest.${rest}`)
  return { rest: { words, isGood: rest === 'met' || rest === 'exempt' } }
}

function restOf({ state }: Period, row: CoverageRow | undefined) {
  if (!row) return 'counting'
  const { status } = row
  if (status === 'met' || status === 'exempt') return status
  if (state === 'closed') return 'closed'
  return status === 'held-unconfirmed' ? 'waiting' : 'open'
}

function linksOf({ school, period, backTo, mayReadSchool }: SchoolFacts) {
  const area = backTo === 'commune' ? school.communeId : undefined
  return {
    sessionsUrl: otherPaths.sessions(school.code),
    ...(backTo && { backUrl: coveragePaths.department({ period: period.id, area }) }),
    ...(mayReadSchool && { schoolUrl: otherPaths.school(school.code) }),
  }
}

function changesOf(obligation: Obligation | undefined, texts: Texts): SchoolPage['changes'] {
  return (obligation?.changes ?? []).map(({ kind, reason, at }) => ({
    at: texts.date(at),
    words: texts.t(`requirements.changes.${kind}`, { reason }),
  }))
}

function lateFormOf(facts: SchoolFacts, texts: Texts): Pick<SchoolPage, 'lateForm'> {
  const { period, school, obligation, powers } = facts
  if (!powers.mayManage || period.state !== 'open') return {}
  // Outside for what it is, not for when it came: adding it would be refused.
  if (!obligation && !isObligated(school)) return {}
  const changeable = obligation?.exempt ? 'restored' : 'exempted'
  const kind = obligation ? changeable : 'included'
  const label = texts.t(`requirements.late.${kind}`)
  return { lateForm: { action: periodPaths.exemptions(period.id), kind, label } }
}
