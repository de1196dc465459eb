/** Cấp học that owes sessions; `care` is the one of facilities that protect and raise children. */
export type Stage = 'th' | 'thcs' | 'thpt' | 'care'

export const STAGES: readonly Stage[] = ['th', 'thcs', 'thpt', 'care']

/** As the lists of the department write them (domain §2.1). */
export type SchoolKind =
  | 'MN'
  | 'TH'
  | 'THCS'
  | 'THPT'
  | 'TH&THCS'
  | 'THCS&THPT'
  | 'TH&THCS&THPT'
  | 'PTDTNT'
  | 'PTDTBT'
  | 'CB'
  | 'GDTX'
  | 'CSBT'
  | 'KHAC'

/**
 * What a kind teaches where nothing more exact is known. Kindergartens and continuing education teach nothing that the
 * plan counts, so they stay outside the 100 % (domain §1.1).
 */
const STAGES_OF_KIND: Readonly<Record<SchoolKind, readonly Stage[]>> = {
  MN: [],
  TH: ['th'],
  THCS: ['thcs'],
  THPT: ['thpt'],
  'TH&THCS': ['th', 'thcs'],
  'THCS&THPT': ['thcs', 'thpt'],
  'TH&THCS&THPT': ['th', 'thcs', 'thpt'],
  PTDTNT: ['thcs', 'thpt'],
  PTDTBT: ['th', 'thcs'],
  CB: ['th'],
  GDTX: [],
  CSBT: ['care'],
  KHAC: [],
}

export const SCHOOL_KINDS = Object.keys(STAGES_OF_KIND) as readonly SchoolKind[]

export function stagesOfKind(kind: SchoolKind): readonly Stage[] {
  return STAGES_OF_KIND[kind]
}

const GRADES_OF_STAGE: Readonly<Record<Stage, readonly number[]>> = {
  th: [1, 2, 3, 4, 5],
  thcs: [6, 7, 8, 9],
  thpt: [10, 11, 12],
  care: [],
}

export const GRADES: readonly number[] = Object.values(GRADES_OF_STAGE).flat()

export function gradesOfStage(stage: Stage): readonly number[] {
  return GRADES_OF_STAGE[stage]
}

/** Undefined for what is no grade of lớp 1–12. */
export function stageOfGrade(grade: number): Stage | undefined {
  return STAGES.find((stage) => GRADES_OF_STAGE[stage].includes(grade))
}

const LONGEST_LABEL = 20

/** `6A1`, `6/1`, `10A5`, `9 Chuyên Tin` → 6, 6, 10, 9: the first number (domain §2.6); undefined for no class name. */
export function gradeOfClass(label: string): number | undefined {
  const [, digits] = /^(\d{1,2})(?!\d)/.exec(label.trim()) ?? []
  const grade = Number(digits)
  return GRADES.includes(grade) && label.length <= LONGEST_LABEL ? grade : undefined
}
