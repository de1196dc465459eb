import type { SchoolSnapshot } from '../requirements/index.ts'
import { type Stage, stageOfGrade } from '../schools/index.ts'
import { type AudienceLine, scopeOf, type Session, tidyLabel } from '../sessions/index.ts'
import { stagesOfLine } from './counted-session.ts'

type Sizes = Pick<SchoolSnapshot, 'enrolledByStage' | 'gradeSizes'>

/**
 * How many pupils of each stage the valid sessions reached: over distinct classes the largest present count, each
 * capped at its enrolment (architecture §7). A line for a whole grade, a stage or the school overlaps the classes in it,
 * so of these the largest counts. An estimate: a class of 30 of whom 28 came twice counts 28.
 */
export function presentByStage(
  sessions: readonly Session[],
  stages: readonly Stage[],
  sizes: Sizes,
): ReadonlyMap<Stage, number> {
  const byGrade = ofGrades(sessions, sizes)
  const wide = ofWideLines(sessions, stages, sizes)
  return new Map(
    stages.map((stage) => {
      const inGrades = sumWhere(byGrade, (grade) => stageOfGrade(grade) === stage)
      const present = Math.max(inGrades, wide.get(stage) ?? 0)
      return [stage, Math.min(present, sizes.enrolledByStage[stage] ?? 0)]
    }),
  )
}

function ofGrades(sessions: readonly Session[], { gradeSizes }: Sizes) {
  const lines = sessions.flatMap(({ audience }) => audience).filter(({ grade }) => grade > 0)
  const classes = largest(lines.filter((line) => !isWholeGrade(line)))
  const wholes = largest(lines.filter(isWholeGrade))
  const grades = [...new Set(lines.map(({ grade }) => grade))]
  return new Map(
    grades.map((grade) => {
      const inClasses = sumWhere(classes, (key) => gradeOfKey(key) === grade)
      const whole = sumWhere(wholes, (key) => gradeOfKey(key) === grade)
      const size = gradeSizes.find((one) => one.grade === grade)?.enrolled
      return [grade, Math.min(Math.max(inClasses, whole), size ?? Infinity)]
    }),
  )
}

/** `Khối 4`, as the recording form writes it. */
function isWholeGrade({ label, grade }: AudienceLine): boolean {
  return label.trim().toLowerCase() === `khối ${grade}`
}

/** The largest capped present count of each distinct class. */
function largest(lines: readonly AudienceLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const line of lines) {
    const key = `${line.grade} ${line.label.trim().toLowerCase()}`
    const present = Math.min(line.present, line.enrolled)
    counts.set(key, Math.max(counts.get(key) ?? 0, present))
  }
  return counts
}

function gradeOfKey(key: string): number {
  return Number(key.slice(0, key.indexOf(' ')))
}

/**
 * Lines of no one grade. The whole school, a stage of it and the groups in it overlap, so for each stage the largest of
 * the three counts; groups of different names are beside each other. A line for several stages is spread over them as
 * the pupils are.
 */
function ofWideLines(sessions: readonly Session[], stages: readonly Stage[], sizes: Sizes) {
  const wide = wideLines(sessions, stages)
  const kinds = (['school', 'stage', 'group'] as const).map((kind) =>
    byStages(
      wide.filter((one) => one.kind === kind),
      sizes,
    ),
  )
  return new Map(
    stages.map((stage) => [stage, Math.max(...kinds.map((kind) => kind.get(stage) ?? 0))]),
  )
}

interface WideLine {
  readonly kind: 'school' | 'stage' | 'group'
  readonly line: AudienceLine
  /** Owed ones that it stands for, in their order. */
  readonly stages: readonly Stage[]
}

function wideLines(sessions: readonly Session[], owed: readonly Stage[]): readonly WideLine[] {
  return sessions.flatMap(({ audience, otherStages }) =>
    audience.flatMap((line) => {
      const { kind } = scopeOf({ ...line, label: tidyLabel(line.label) })
      if (kind === 'class' || kind === 'grade') return []
      const named = stagesOfLine(line, otherStages)
      return [{ kind, line, stages: owed.filter((stage) => named.includes(stage)) }]
    }),
  )
}

/** Lines of the same stages are counted together and then spread; of different stages they add up. */
function byStages(lines: readonly WideLine[], sizes: Sizes): ReadonlyMap<Stage, number> {
  const present = new Map<Stage, number>()
  for (const [names, alike] of Map.groupBy(lines, ({ stages }) => stages.join(' '))) {
    if (names === '') continue
    const count = sumWhere(largest(alike.map(({ line }) => line)), () => true)
    for (const [stage, share] of spread(count, names.split(' ') as Stage[], sizes)) {
      present.set(stage, (present.get(stage) ?? 0) + share)
    }
  }
  return present
}

/** Whole pupils, in proportion to the enrolment; what rounding leaves goes to the first stages. */
function spread(count: number, stages: readonly Stage[], { enrolledByStage }: Sizes) {
  const sizes = stages.map((stage) => enrolledByStage[stage] ?? 0)
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  const shares = sizes.map((size) => (whole === 0 ? 0 : Math.floor((count * size) / whole)))
  let left = whole === 0 ? 0 : count - shares.reduce((sum, share) => sum + share, 0)
  return stages.map((stage, index) => {
    const extra = left > 0 && (sizes[index] ?? 0) > 0 ? 1 : 0
    left -= extra
    return [stage, (shares[index] ?? 0) + extra] as const
  })
}

function sumWhere<Key>(counts: ReadonlyMap<Key, number>, holds: (key: Key) => boolean): number {
  return [...counts].reduce((sum, [key, count]) => (holds(key) ? sum + count : sum), 0)
}
