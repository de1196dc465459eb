import { type Stage, stageOfGrade, STAGES } from '../schools/index.ts'
import type { AudienceLine } from './session.ts'

/** Labels are data, as people write them; these name more than one grade. */
export const WHOLE_SCHOOL = 'Toàn trường'
export const CARE_GROUP = 'Trẻ của cơ sở'

const STAGE_LABELS: Readonly<Record<Stage, string>> = {
  th: 'Cấp tiểu học',
  thcs: 'Cấp THCS',
  thpt: 'Cấp THPT',
  care: CARE_GROUP,
}

/** How much of a school a line speaks of. What it says of more holds for less, and must not be added to it. */
export type AudienceScope =
  | { readonly kind: 'school' }
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'grade'; readonly grade: number }
  | { readonly kind: 'class'; readonly grade: number }
  /** Of no one grade: a club, pupils of several classes. */
  | { readonly kind: 'group' }

type Named = Pick<AudienceLine, 'label' | 'grade'>

export function scopeOf({ label, grade }: Named): AudienceScope {
  if (grade > 0) return { kind: label === gradeLabel(grade) ? 'grade' : 'class', grade }
  if (label === WHOLE_SCHOOL || label === CARE_GROUP) return { kind: 'school' }
  const stage = STAGES.find((one) => STAGE_LABELS[one] === label)
  return stage ? { kind: 'stage', stage } : { kind: 'group' }
}

export function gradeLabel(grade: number): string {
  return `Khối ${grade}`
}

export function stageLabel(stage: Stage): string {
  return STAGE_LABELS[stage]
}

/** Whoever is of the second line is of the first as well. */
export function isWithin(wide: Named, narrow: Named): boolean {
  const [of, part] = [scopeOf(wide), scopeOf(narrow)]
  switch (of.kind) {
    case 'school':
      return part.kind !== 'school'
    case 'stage':
      return 'grade' in part && stageOfGrade(part.grade) === of.stage
    case 'grade':
      return part.kind === 'class' && part.grade === of.grade
    case 'class':
    case 'group':
      return false
  }
}

const BIG_LABELS = [WHOLE_SCHOOL, CARE_GROUP, ...Object.values(STAGE_LABELS)]

/** `lớp 4A` → `4A`, `lớp 4` and `khối 4` → `Khối 4`, `toàn trường` → `Toàn trường`: one class has one name. */
export function tidyLabel(typed: string): string {
  const label = typed.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  const [, name = label] = /^(?:lớp|khối) (\d.*)$/iu.exec(label) ?? []
  if (name !== label) return /^\d+$/.test(name) ? `Khối ${Number(name)}` : name
  return BIG_LABELS.find((one) => one.toLowerCase() === label.toLowerCase()) ?? label
}
