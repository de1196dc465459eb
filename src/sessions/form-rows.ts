import type { Texts } from '../web/index.ts'
import { withCourseSize } from './course-size.ts'
import type { FormAsked } from './form-asked.ts'
import { isByHand, isClass, isGrade } from './form-lines.ts'
import type { FormLine } from './known-lines.ts'

/** Who was there, as the page of the form shows it. */
export interface FormRows {
  readonly linesProblem?: string
  /** Ticked and counted. */
  readonly rows: readonly LineView[]
  /** Of a school with many classes: shown on demand. */
  readonly classRows: readonly LineView[]
  readonly isClassRowsOpen: boolean
  /** Written by hand. */
  readonly freeRows: readonly LineView[]
  /** Stands in one of them as the size of a class. */
  readonly courseSize?: { readonly value: number; readonly text: string }
  readonly isFreeRowsOpen: boolean
}

export interface LineView extends Pick<
  FormLine,
  'key' | 'label' | 'enrolled' | 'present' | 'isTicked'
> {
  readonly isSizeAsked: boolean
  /** `1.014 em` */
  readonly ofEnrolled: string
  readonly problem?: string
}

/** What has to be corrected, by the name of the input. */
export type Said = ReadonlyMap<string, string>

export function rowsOf(
  { fields, courseSize }: Pick<FormAsked, 'fields' | 'courseSize'>,
  said: Said,
  texts: Texts,
): FormRows {
  const { form } = fields
  const lines = withCourseSize(fields.lines, courseSize)
  const isOffered = lines !== fields.lines && courseSize !== undefined
  const view = (line: FormLine) => lineView(line, said, texts)
  const known = lines.filter((line) => !isByHand(line))
  const free = lines.filter(isByHand)
  const classes = known.filter(isClass)
  const isByGrade = known.some(isGrade)
  const linesProblem = said.get('lines')
  return {
    ...(linesProblem !== undefined && { linesProblem }),
    rows: known.filter((line) => !(isByGrade && isClass(line))).map(view),
    classRows: isByGrade ? classes.map(view) : [],
    // A class hour is one class's: it is looked for at once.
    isClassRowsOpen:
      isByGrade && (form === 'class-hour' || classes.some(({ isTicked }) => isTicked)),
    freeRows: free.map(view),
    ...(isOffered && { courseSize: courseSizeView(courseSize, texts) }),
    isFreeRowsOpen: known.length === 1 || free.some(({ isTicked }) => isTicked),
  }
}

function courseSizeView(value: number, { t, number }: Texts) {
  return { value, text: t('sessions.form.courseSize', { count: number(value) }) }
}

function lineView(line: FormLine, said: Said, { t, number }: Texts): LineView {
  const { key, label, enrolled, present, isTicked, isSizeAsked = false } = line
  const found = ['label', 'enrolled', 'present'].flatMap((name) => said.get(`${name}:${key}`) ?? [])
  const problem = found.length > 0 ? { problem: found.join(' ') } : {}
  const ofEnrolled = t('sessions.form.ofEnrolled', { enrolled: number(Number(enrolled)) })
  return { key, label, enrolled, present, isTicked, isSizeAsked, ofEnrolled, ...problem }
}
