import { gradeOfClass } from '../schools/index.ts'
import { listField } from '../web/index.ts'
import { tidyLabel } from './audience-scope.ts'
import { type FormLine, knownLines, type Sizes } from './known-lines.ts'
import type { AudienceLine, SessionContent } from './session.ts'

const FREE_ROWS = 4
const MORE_ROWS = 2
const MOST_ROWS = 60
/** Further than the row for the whole school, which is always there. */
const SEVERAL = 1

export function isByHand({ key }: Pick<FormLine, 'key'>): boolean {
  return key.startsWith('free:')
}

export function isGrade({ key }: Pick<FormLine, 'key'>): boolean {
  return key.startsWith('grade:')
}

export function isClass({ key }: Pick<FormLine, 'key'>): boolean {
  return key.startsWith('class:')
}

/** Rows that are ready before anybody has typed, and empty ones for what the school's list does not have. */
export function freshLines(school: Sizes | undefined): readonly FormLine[] {
  const known = knownLines(school)
  return [...known, ...emptyRows([], known.length)]
}

/** Rows that show what is recorded; what the school's list no longer has becomes a row by hand. */
export function linesOfContent(
  audience: SessionContent['audience'],
  school: Sizes | undefined,
): readonly FormLine[] {
  const known = knownLines(school)
  const matched = known.map((line) => filled(line, audience))
  const isKnown = (one: AudienceLine) => known.some((line) => isLineOf(line, one))
  const free = audience
    .filter((one) => !isKnown(one))
    .map((one, index) => ({ key: `free:${index}`, label: one.label, ...countsOf(one) }))
  return [...matched, ...free, ...emptyRows(free, known.length)]
}

/** Rows as they were sent; never throws, loses no text. */
export function readLines(body: unknown, school: Sizes | undefined): readonly FormLine[] {
  const known = knownLines(school).map((line) => readKnown(body, line))
  const keys = new Set(known.map(({ key }) => key))
  const byHand = readByHand(body)
  const gone = goneKeys(body, keys).map((key, index) => ({
    key: `free:${byHand.length + index}`,
    label: key.replace(/^(class|stage):/, '').replace(/^grade:/, 'Khối '),
    enrolled: first(body, `was:${key}`),
    present: first(body, `present:${key}`),
    isTicked: true,
  }))
  const free = [...byHand, ...gone]
  return [...known, ...free, ...emptyRows(free, known.length)]
}

export function first(body: unknown, name: string): string {
  return listField(body, name)[0] ?? ''
}

/** `9 Chuyên Tin` and `Khối 9` → 9; 0 for a group of no one grade. */
export function gradeOfLabel(label: string): number {
  return gradeOfClass(tidyLabel(label).replace(/^Khối /u, '')) ?? 0
}

function isLineOf(line: FormLine, one: AudienceLine): boolean {
  return line.label === one.label && line.grade === one.grade
}

function filled(line: FormLine, audience: SessionContent['audience']): FormLine {
  const one = audience.find((other) => isLineOf(line, other))
  // Recorded against the size of that day; the school's list may have moved on since.
  return one ? { ...line, ...countsOf(one) } : line
}

function countsOf({ enrolled, present }: AudienceLine) {
  return { enrolled: String(enrolled), present: String(present), isTicked: true }
}

/** A number means that the class was there, unless somebody has just taken its tick away. */
function readKnown(body: unknown, line: FormLine): FormLine {
  const present = first(body, `present:${line.key}`)
  const was = first(body, `was:${line.key}`)
  const isTicked =
    listField(body, 'line').includes(line.key) || (present.trim() !== '' && was === '')
  const known = /^\d+$/.test(was) ? was : line.enrolled
  const enrolled = line.isSizeAsked ? first(body, `enrolled:${line.key}`) : known
  return { ...line, enrolled, present, isTicked }
}

/** Hidden field of the form: the size that stood in a row before anybody typed. */
export const OFFERED = 'offered'

/** That number alone is nobody's row. */
function isOnlyOffered(
  body: unknown,
  { label, enrolled, present }: Pick<FormLine, 'label' | 'enrolled' | 'present'>,
): boolean {
  const isAlone = label.trim() === '' && present.trim() === ''
  return isAlone && enrolled === first(body, OFFERED)
}

function readByHand(body: unknown): readonly FormLine[] {
  const rows = Array.from({ length: MOST_ROWS }, (_, index) => {
    const field = (name: string) => first(body, `${name}:free:${index}`)
    return { label: field('label'), enrolled: field('enrolled'), present: field('present') }
  })
  return rows
    .filter((row) => Object.values(row).some((text) => text.trim() !== ''))
    .filter((row) => !isOnlyOffered(body, row))
    .map((row, index) => ({ ...row, key: `free:${index}`, isTicked: true }))
}

/** Classes that the school had when the form was opened and has no longer. */
function goneKeys(body: unknown, known: ReadonlySet<string>): readonly string[] {
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : []
  const typed = names
    .filter((name) => /^present:(class|grade|stage):/.test(name))
    .filter((name) => first(body, name).trim() !== '')
    .map((name) => name.slice('present:'.length))
  const ticked = listField(body, 'line').filter((key) => /^(class|grade|stage):/.test(key))
  return [...new Set([...typed, ...ticked])].filter((key) => !known.has(key))
}

function emptyRows(free: readonly FormLine[], knownCount: number): readonly FormLine[] {
  const wanted = knownCount > SEVERAL ? MORE_ROWS : FREE_ROWS
  const count = Math.max(free.length === 0 ? wanted : 1, wanted - free.length)
  return Array.from({ length: count }, (_, index) => ({
    key: `free:${free.length + index}`,
    label: '',
    enrolled: '',
    present: '',
    isTicked: false,
  }))
}
