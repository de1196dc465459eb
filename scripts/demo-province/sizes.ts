import {
  type GradeSize,
  gradesOfStage,
  type School,
  type SchoolClass,
  type SchoolKind,
  type Stage,
} from '../../src/schools/index.ts'
import type { Random } from './random.ts'

/** Pupils of one grade in a school of middling size: 470,000 in lớp 1–12 of the whole province (domain §2.4). */
const PUPILS_PER_GRADE: Readonly<Record<Stage, number>> = { th: 114, thcs: 181, thpt: 358, care: 0 }
const PUPILS_PER_CLASS: Readonly<Record<Stage, number>> = { th: 36, thcs: 45, thpt: 46, care: 1 }

/** Schools of several stages are smaller in each. */
const FACTORS: Readonly<Partial<Record<SchoolKind, number>>> = {
  'TH&THCS': 0.6,
  'THCS&THPT': 0.6,
  'TH&THCS&THPT': 0.5,
  PTDTNT: 0.3,
  CB: 0.12,
}

type Sizes = Pick<School, 'gradeSizes' | 'classes' | 'classCount' | 'pupilCount'>

export function sizesOf(kind: SchoolKind, stages: readonly Stage[], random: Random): Sizes {
  const grades = stages.flatMap((stage) => gradesOfStage(stage).map((grade) => ({ stage, grade })))
  if (grades.length === 0) return { gradeSizes: [], classes: [], ...totalsOf(kind, random) }
  const schoolSize = (FACTORS[kind] ?? 1) * (0.4 + random.next() * 1.2)
  const labelOf = random.pick([withLetter, withSlash, withNumber])
  const classes = grades.flatMap(({ stage, grade }) => {
    const pupils = Math.max(8, Math.round(PUPILS_PER_GRADE[stage] * schoolSize * jitter(random)))
    const count = Math.ceil(pupils / PUPILS_PER_CLASS[stage])
    return Array.from({ length: count }, (_, index): SchoolClass => {
      const enrolled = Math.floor((pupils + index) / count)
      return { label: labelOf(grade, index, stage), grade, enrolled }
    })
  })
  return { gradeSizes: gradeSizesOf(classes), classes, classCount: classes.length }
}

export function gradeSizesOf(classes: readonly SchoolClass[]): readonly GradeSize[] {
  const byGrade = new Map<number, number>()
  for (const { grade, enrolled } of classes) {
    byGrade.set(grade, (byGrade.get(grade) ?? 0) + enrolled)
  }
  return [...byGrade].map(([grade, enrolled]) => ({ grade, enrolled }))
}

function totalsOf(kind: SchoolKind, random: Random) {
  if (kind === 'CSBT') return { pupilCount: random.between(18, 120) }
  if (kind === 'MN')
    return { pupilCount: random.between(90, 420), classCount: random.between(4, 14) }
  return { pupilCount: random.between(120, 600) }
}

function jitter(random: Random): number {
  return 0.92 + random.next() * 0.16
}

type LabelOf = (grade: number, index: number, stage: Stage) => string

/** `4A`, `4B` … as primary schools mostly do. */
const withLetter: LabelOf = (grade, index, stage) =>
  stage === 'th' ? `${grade}${String.fromCharCode(65 + index)}` : `${grade}A${index + 1}`

/** `6/1`. */
const withSlash: LabelOf = (grade, index) => `${grade}/${index + 1}`

/** `10A5`. */
const withNumber: LabelOf = (grade, index) => `${grade}A${index + 1}`
