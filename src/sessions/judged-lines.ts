import { type School, type Stage, stageOfGrade, STAGES } from '../schools/index.ts'
import { isWithin, scopeOf, tidyLabel } from './audience-scope.ts'
import { gradeOfLabel, isByHand } from './form-lines.ts'
import { type FormProblem, type ProblemCode, wholeNumber } from './form-problem.ts'
import type { FormLine } from './known-lines.ts'
import type { AudienceLine } from './session.ts'

interface JudgedLines {
  readonly audience: readonly AudienceLine[]
  /** Of lines of no one grade. */
  readonly otherStages: readonly Stage[]
  readonly problems: readonly FormProblem[]
}

const LONGEST_LABEL = 40

type Stages = Pick<School, 'stages'>

export interface LinesContext {
  readonly school: Stages | undefined
  /** Nobody has been counted yet, and who will come may be open. */
  readonly isPlan: boolean
}

export function judgeLines(lines: readonly FormLine[], context: LinesContext): JudgedLines {
  const taking = lines
    .filter(({ isTicked }) => isTicked)
    .map((line) => ({ line, ...audienceLine(line, context) }))
  const problems = taking.flatMap((one) => problemsOf(one, taking, context))
  return {
    audience: taking.map(({ line: _line, ...one }) => one),
    otherStages: otherStagesOf(taking, context.school),
    problems,
  }
}

/**
 * The whole school teaches all its stages, a line of a stage is of that one; a group is of the only stage that there
 * is, or of none that could be named.
 */
export function otherStagesOf(
  audience: readonly Pick<AudienceLine, 'label' | 'grade'>[],
  school: Stages | undefined,
): readonly Stage[] {
  const all = school?.stages ?? []
  const named = new Set(
    audience.flatMap((line) => {
      const scope = scopeOf(line)
      if (scope.kind === 'stage') return [scope.stage]
      if (scope.kind === 'school') return all
      return scope.kind === 'group' && all.length === 1 ? all : []
    }),
  )
  return STAGES.filter((stage) => named.has(stage))
}

type Judged = AudienceLine & { readonly line: FormLine }

function audienceLine(line: FormLine, { isPlan }: LinesContext): AudienceLine {
  const label = isByHand(line) ? tidyLabel(line.label) : line.label
  return {
    label,
    grade: line.grade ?? gradeOfLabel(label),
    enrolled: wholeNumber(line.enrolled) ?? 0,
    present: isPlan ? 0 : (wholeNumber(line.present) ?? 0),
  }
}

function problemsOf(
  one: Judged,
  taking: readonly Judged[],
  { school, isPlan }: LinesContext,
): readonly FormProblem[] {
  const { line, label } = one
  const beside = (name: string) => `${name}:${line.key}`
  const name = beside(isByHand(line) ? 'label' : 'present')
  const checks: readonly (readonly [string, ProblemCode, boolean])[] = [
    [name, 'label-missing', label === ''],
    [name, 'text-too-long', label.length > LONGEST_LABEL],
    [name, 'label-twice', isTwice(one, taking)],
    [name, 'overlap', taking.some((other) => other.label !== '' && isWithin(one, other))],
    [name, 'grade-missing', label !== '' && isOfNoStage(one, school)],
    [name, 'stage-not-taught', isNotTaught(one, school)],
    [beside('enrolled'), 'enrolled-invalid', isWrong(line.enrolled, isPlan)],
    [beside('present'), 'present-invalid', !isPlan && isWrong(line.present, false)],
  ]
  return checks.filter(([, , holds]) => holds).map(([field, code]) => ({ field, code }))
}

function isWrong(text: string, mayBeEmpty: boolean): boolean {
  return wholeNumber(text) === undefined && !(mayBeEmpty && text.trim() === '')
}

function isTwice(one: Judged, taking: readonly Judged[]): boolean {
  const key = one.label.toLowerCase()
  const before = taking.slice(0, taking.indexOf(one))
  return key !== '' && before.some(({ label }) => label.toLowerCase() === key)
}

function isOfNoStage(one: AudienceLine, school: Stages | undefined): boolean {
  return scopeOf(one).kind === 'group' && (school?.stages.length ?? 0) > 1
}

/** Whoever owes nothing (a kindergarten) may record what it likes. */
function isNotTaught(one: AudienceLine, school: Stages | undefined): boolean {
  const scope = scopeOf(one)
  const stage = scope.kind === 'stage' ? scope.stage : stageOfGrade(one.grade)
  if (!school || school.stages.length === 0 || !stage) return false
  return !school.stages.includes(stage)
}
