import type { GradeSize, SchoolContact } from '../school.ts'
import { GRADES, type Stage, stageOfGrade } from '../stage.ts'
import { cleanText, isBroken, isTooLong, parseCount } from './cell-text.ts'
import { parseClasses } from './class-list.ts'
import type { Column } from './columns.ts'
import type { SchoolDraft } from './draft.ts'
import type { RowProblem, RowProblemCode } from './row-problem.ts'
import type { ListRow } from './school-list.ts'
import { type KindAndStages, ownershipWords, parseKind, statusWords } from './vocabulary.ts'

export type ParsedRow =
  { readonly draft: SchoolDraft } | { readonly problems: readonly [RowProblem, ...RowProblem[]] }

/** Reads the cells of one row and collects what is wrong with them. */
interface RowReader {
  text(column: Column): string | undefined
  /** Through a parser that gives undefined for what it does not know. */
  known<T>(
    column: Column,
    parse: (text: string) => T | undefined,
    code: RowProblemCode,
  ): T | undefined
  count(column: Column): number | undefined
  refuse(column: Column, code: RowProblemCode): void
  readonly problems: readonly RowProblem[]
}

function createRowReader({ cells }: ListRow): RowReader {
  const problems: RowProblem[] = []
  const refuse = (column: Column, code: RowProblemCode) => {
    problems.push({ column, code, value: cleanText(cells[column]).slice(0, 60) })
  }
  const text = (column: Column) => {
    const value = cleanText(cells[column])
    if (isBroken(value)) refuse(column, 'cell-broken')
    else if (isTooLong(value) && column !== 'classes') refuse(column, 'text-too-long')
    else if (value !== '') return value
    return undefined
  }
  return {
    problems,
    refuse,
    text,
    known(column, parse, code) {
      const value = text(column)
      const parsed = value === undefined ? undefined : parse(value)
      if (value !== undefined && parsed === undefined) refuse(column, code)
      return parsed
    },
    count(column) {
      const cell = cells[column]
      if (cell === undefined || text(column) === undefined) return undefined
      const count = parseCount(cell)
      if (count === undefined) refuse(column, 'number-malformed')
      return count
    },
  }
}

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,19}$/u
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/

export function parseRow(row: ListRow): ParsedRow {
  const reader = createRowReader(row)
  const name = required(reader, 'name', 'name-missing')
  const kind = kindOf(reader)
  const draft = {
    ...codeOf(reader, kind),
    ...detailsOf(reader),
    ...sizesOf(reader, kind?.stages ?? []),
    areas: areaNamesOf(reader),
  }
  const [problem, ...more] = reader.problems
  if (problem) return { problems: [problem, ...more] }
  // Without a name or a kind there is a problem.
  return { draft: { ...draft, name: name ?? '', ...(kind ?? { kind: 'KHAC', stages: [] }) } }
}

function required(reader: RowReader, column: Column, code: RowProblemCode): string | undefined {
  const before = reader.problems.length
  const value = reader.text(column)
  if (value === undefined && reader.problems.length === before) reader.refuse(column, code)
  return value
}

function kindOf(reader: RowReader): KindAndStages | undefined {
  const text = required(reader, 'kind', 'kind-missing')
  const kind = text === undefined ? undefined : parseKind(text)
  if (text !== undefined && !kind) reader.refuse('kind', 'kind-unknown')
  return kind
}

function codeOf(reader: RowReader, kind: KindAndStages | undefined) {
  // Care facilities have none in the sector's database (domain §2.2).
  if (kind?.kind !== 'CSBT') required(reader, 'code', 'code-missing')
  const code = reader.known(
    'code',
    (text) => (CODE.test(text) ? text : undefined),
    'code-malformed',
  )
  return code === undefined ? {} : { code }
}

function detailsOf(reader: RowReader) {
  const ownership = reader.known('ownership', ownershipWords.read, 'ownership-unknown')
  const status = reader.known('status', statusWords.read, 'status-unknown')
  const address = reader.text('address')
  const contact = contactOf(reader)
  return {
    ...(ownership && { ownership }),
    ...(status && { status }),
    ...(address && { address }),
    ...(contact && { contact }),
  }
}

function contactOf(reader: RowReader): SchoolContact | undefined {
  const name = reader.text('contactName')
  const phone = reader.text('contactPhone')
  const email = reader.known(
    'contactEmail',
    (text) => (EMAIL.test(text) ? text : undefined),
    'email-malformed',
  )
  const contact = { ...(name && { name }), ...(phone && { phone }), ...(email && { email }) }
  return Object.keys(contact).length > 0 ? contact : undefined
}

function sizesOf(reader: RowReader, stages: readonly Stage[]) {
  const gradeSizes = GRADES.flatMap((grade) => gradeSizeOf(reader, grade, stages))
  const classes = reader.known('classes', parseClasses, 'classes-malformed')
  const classCount = reader.count('classCount')
  const pupilCount = reader.count('pupilCount')
  if (classes?.some(({ grade }) => !isTaught(grade, stages))) {
    reader.refuse('classes', 'grade-not-taught')
  }
  return {
    ...(gradeSizes.length > 0 && { gradeSizes }),
    ...(classes && { classes }),
    ...(classCount !== undefined && { classCount }),
    ...(pupilCount !== undefined && { pupilCount }),
  }
}

function gradeSizeOf(
  reader: RowReader,
  grade: number,
  stages: readonly Stage[],
): readonly GradeSize[] {
  const column: Column = `grade${grade}`
  const enrolled = reader.count(column)
  // A zero under a grade that the school does not have is how such lists say nothing.
  if (!enrolled) return []
  if (!isTaught(grade, stages)) reader.refuse(column, 'grade-not-taught')
  return [{ grade, enrolled }]
}

/** Continuing education has pupils of grades, a care facility may: neither teaches a stage of its own. */
function isTaught(grade: number, stages: readonly Stage[]): boolean {
  const stage = stageOfGrade(grade)
  return (
    stages.length === 0 ||
    stages.includes('care') ||
    (stage !== undefined && stages.includes(stage))
  )
}

function areaNamesOf(reader: RowReader) {
  const [commune, district] = [reader.text('commune'), reader.text('district')]
  const [province, managedBy] = [reader.text('province'), reader.text('managedBy')]
  return {
    ...(commune && { commune }),
    ...(district && { district }),
    ...(province && { province }),
    ...(managedBy && { managedBy }),
  }
}
