import { enrolledInStage, enrolledOf, type GradeSize, type School } from '../schools/index.ts'
import { CARE_GROUP, gradeLabel, stageLabel, WHOLE_SCHOOL } from './audience-scope.ts'

/** A class, a grade, a stage or a group, as a row of the form has it: every text as it was typed. */
export interface FormLine {
  /** `whole`, `stage:th`, `grade:4`, `class:4A`, or `free:0` for a row that is written by hand. */
  readonly key: string
  readonly label: string
  /** Known from the school's list; a row by hand has its grade in its label. */
  readonly grade?: number
  readonly enrolled: string
  readonly present: string
  readonly isTicked: boolean
  /** The school's list does not say how many there are. */
  readonly isSizeAsked?: boolean
}

/** A school with more classes is asked by grade first. */
const FEW_CLASSES = 8

export type Sizes = Pick<School, 'classes' | 'gradeSizes' | 'stages' | 'pupilCount'>

/** The whole school first, since most talks are given in the yard; where no school is known yet, only that. */
export function knownLines(school: Sizes | undefined): readonly FormLine[] {
  if (!school) return [knownLine('whole', WHOLE_SCHOOL, { grade: 0, enrolled: 0 })]
  return [...wideLines(school), ...narrowLines(school)]
}

/** Children of a care facility are one group without a class. */
export function isCareOnly(school: Pick<School, 'stages'> | undefined): boolean {
  return school?.stages.length === 1 && school.stages[0] === 'care'
}

function wideLines(school: Sizes): readonly FormLine[] {
  const label = isCareOnly(school) ? CARE_GROUP : WHOLE_SCHOOL
  const whole = knownLine('whole', label, { grade: 0, enrolled: enrolledOf(school) })
  if (school.stages.length < 2) return [whole]
  const stages = school.stages.map((stage) =>
    knownLine(`stage:${stage}`, stageLabel(stage), {
      grade: 0,
      enrolled: enrolledInStage(school, stage),
    }),
  )
  return [whole, ...stages]
}

function narrowLines({ classes, gradeSizes }: Sizes): readonly FormLine[] {
  const byClass = classes.map(({ label, grade, enrolled }) =>
    knownLine(`class:${label}`, label, { grade, enrolled }),
  )
  if (classes.length > 0 && classes.length <= FEW_CLASSES) return byClass
  const sizes = gradeSizes.length > 0 ? gradeSizes : sumsOf(classes)
  const byGrade = sizes.map((size) =>
    knownLine(`grade:${size.grade}`, gradeLabel(size.grade), size),
  )
  return [...byGrade, ...byClass]
}

function sumsOf(classes: School['classes']): readonly GradeSize[] {
  const sums = new Map<number, number>()
  for (const { grade, enrolled } of classes) sums.set(grade, (sums.get(grade) ?? 0) + enrolled)
  return [...sums].map(([grade, enrolled]) => ({ grade, enrolled }))
}

function knownLine(key: string, label: string, { grade, enrolled }: GradeSize): FormLine {
  const isSizeAsked = enrolled === 0
  const size = isSizeAsked ? '' : String(enrolled)
  return { key, label, grade, enrolled: size, present: '', isTicked: false, isSizeAsked }
}
