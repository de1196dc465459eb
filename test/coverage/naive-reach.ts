import type { Obligation } from '../../src/requirements/index.ts'
import type { Stage } from '../../src/schools/index.ts'
import type { AudienceLine, Session } from '../../src/sessions/index.ts'

const GRADES: Readonly<Record<Stage, readonly number[]>> = {
  th: [1, 2, 3, 4, 5],
  thcs: [6, 7, 8, 9],
  thpt: [10, 11, 12],
  care: [],
}

/** A class or a grade stands for the stage of its grade, a group without one for the stages the session names. */
export function standsFor(line: AudienceLine, session: Session, stage: Stage): boolean {
  if (line.grade !== 0) return GRADES[stage].includes(line.grade)
  const named = OF_STAGE[labelOf(line)]
  if (named && named !== stage) return false
  return session.otherStages?.includes(stage) ?? false
}

/** Pupils of the stage who sat in one of the sessions, all of which count; nobody twice as far as labels tell. */
export function presentOf(
  stage: Stage,
  obligation: Obligation,
  sessions: readonly Session[],
): number {
  let byGrades = 0
  for (const grade of GRADES[stage]) byGrades += presentOfGrade(grade, obligation, sessions)
  const byGroups = presentInGroups(stage, obligation, sessions)
  const enrolled = obligation.school.enrolledByStage[stage] ?? 0
  return Math.min(enrolled, Math.max(byGrades, byGroups))
}

function presentOfGrade(
  grade: number,
  { school }: Obligation,
  sessions: readonly Session[],
): number {
  const lines: AudienceLine[] = []
  for (const session of sessions) {
    for (const line of session.audience) if (line.grade === grade) lines.push(line)
  }
  let classes = 0
  let wholeGrade = 0
  for (const label of distinctLabels(lines)) {
    const largest = largestOf(lines, label)
    if (label === `khối ${grade}`) wholeGrade = largest
    else classes += largest
  }
  let present = Math.max(classes, wholeGrade)
  for (const size of school.gradeSizes) {
    if (size.grade === grade) present = Math.min(present, size.enrolled)
  }
  return present
}

function labelOf({ label }: AudienceLine): string {
  return label.trim().toLowerCase()
}

function distinctLabels(lines: readonly AudienceLine[]): string[] {
  const labels: string[] = []
  for (const line of lines) {
    if (!labels.includes(labelOf(line))) labels.push(labelOf(line))
  }
  return labels
}

function largestOf(lines: readonly AudienceLine[], label: string): number {
  let largest = 0
  for (const line of lines) {
    const present = Math.min(line.present, line.enrolled)
    if (labelOf(line) === label && present > largest) largest = present
  }
  return largest
}

/** The school, its stages and groups in it overlap: of the three the largest counts. */
function presentInGroups(
  stage: Stage,
  obligation: Obligation,
  sessions: readonly Session[],
): number {
  let largest = 0
  for (const kind of ['school', 'stage', 'group'] as const) {
    largest = Math.max(largest, presentInKind(stage, { kind, obligation, sessions }))
  }
  return largest
}

interface Kind {
  readonly kind: 'school' | 'stage' | 'group'
  readonly obligation: Obligation
  readonly sessions: readonly Session[]
}

const OF_SCHOOL = ['toàn trường', 'trẻ của cơ sở']
const OF_STAGE: Readonly<Record<string, Stage>> = {
  'cấp tiểu học': 'th',
  'cấp thcs': 'thcs',
  'cấp thpt': 'thpt',
}

function kindOf(line: AudienceLine): Kind['kind'] {
  if (OF_SCHOOL.includes(labelOf(line))) return 'school'
  return OF_STAGE[labelOf(line)] ? 'stage' : 'group'
}

/** Lines that stand for the same stages are counted together and then spread over those stages. */
function presentInKind(stage: Stage, { kind, obligation, sessions }: Kind): number {
  let present = 0
  for (const stages of setsOfStages(obligation)) {
    const lines = stages.includes(stage) ? linesFor(stages, { kind, obligation, sessions }) : []
    let sum = 0
    for (const label of distinctLabels(lines)) sum += largestOf(lines, label)
    if (sum > 0) present += shareOf(stage, { sum, stages, obligation })
  }
  return present
}

/** Lines of this kind that stand for exactly these of the stages that the school owes. */
function linesFor(stages: readonly Stage[], { kind, obligation, sessions }: Kind): AudienceLine[] {
  const lines: AudienceLine[] = []
  for (const session of sessions) {
    for (const line of session.audience) {
      const its = obligation.stages.filter((one) => standsFor(line, session, one))
      const isOne = line.grade === 0 && kindOf(line) === kind
      if (isOne && its.join() === stages.join()) lines.push(line)
    }
  }
  return lines
}

/** Every choice out of the stages that the school owes. */
function setsOfStages({ stages }: Obligation): Stage[][] {
  let sets: Stage[][] = [[]]
  for (const stage of stages) sets = [...sets, ...sets.map((set) => [...set, stage])]
  return sets
}

interface Spread {
  readonly sum: number
  readonly stages: readonly Stage[]
  readonly obligation: Obligation
}

/** In proportion to the pupils, whole people only: what is left over goes one by one to the first stages with pupils. */
function shareOf(stage: Stage, { sum, stages, obligation }: Spread): number {
  const pupils = (one: Stage) => obligation.school.enrolledByStage[one] ?? 0
  let total = 0
  for (const one of stages) total += pupils(one)
  if (total === 0) return 0
  const floorOf = (one: Stage) => Math.floor((sum * pupils(one)) / total)
  let left = sum
  for (const one of stages) left -= floorOf(one)
  for (const one of stages) {
    const extra = left > 0 && pupils(one) > 0 ? 1 : 0
    if (one === stage) return floorOf(one) + extra
    left -= extra
  }
  return 0
}
