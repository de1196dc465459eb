import type { Day } from '../runtime/index.ts'
import type { Area, SchoolId } from '../schools/index.ts'
import {
  type Counsellor,
  counsellorIdOf,
  type Facility,
  type HelpRecordId,
  type Hotline,
} from './help-record.ts'

export interface FieldProblem {
  readonly field: string
  readonly code: string
}

export type Parsed<Kept> =
  { readonly record: Kept } | { readonly problems: readonly FieldProblem[] }

/** As typed. */
export type Draft = Readonly<Record<string, string>>

interface Key {
  readonly id: HelpRecordId
  /** Of the record that it will be. */
  readonly revision: number
  /** Whoever saves it has looked at it. */
  readonly checkedOn: Day
}

const LONGEST_NAME = 120
const LONGEST_ABOUT = 300
const DIGITS = { fewest: 3, most: 15 }
const NUMBER = /^\+?[\d .()-]+$/

export function parseHotline(draft: Draft, key: Key): Parsed<Hotline> {
  const [name, number, url, about] = read(draft, ['name', 'number', 'url', 'about'])
  const order = orderOf(draft['order'])
  const problems = [
    ...nameProblems(name),
    ...numberProblems('number', number),
    ...urlProblems(url),
    ...(number + url === '' ? [{ field: 'number', code: 'help-way-missing' }] : []),
    ...aboutProblems(about),
    ...(order === undefined ? [{ field: 'order', code: 'help-order-malformed' }] : []),
  ]
  if (problems.length > 0 || order === undefined) return { problems }
  const ways = { ...(number && { number }), ...(url && { url }) }
  const isShown = draft['isShown'] === 'yes'
  return { record: { kind: 'hotline', ...key, name, ...ways, about, order, isShown } }
}

export function parseFacility(
  draft: Draft,
  key: Key,
  areaById: (id: Area['id']) => Area | undefined,
): Parsed<Facility> {
  const [name, phone, address] = read(draft, ['name', 'phone', 'address'])
  const area = areaById((draft['area'] ?? '') as Area['id'])
  const problems = [
    ...nameProblems(name),
    ...(phone ? [] : [{ field: 'phone', code: 'help-phone-missing' }]),
    ...numberProblems('phone', phone),
    ...(address.length > LONGEST_ABOUT ? [{ field: 'address', code: 'help-text-long' }] : []),
    ...(area ? [] : [{ field: 'area', code: 'help-area-unknown' }]),
  ]
  if (problems.length > 0 || !area) return { problems }
  const isShown = draft['isShown'] === 'yes'
  return { record: { kind: 'facility', ...key, name, phone, address, areaId: area.id, isShown } }
}

export function parseCounsellor(
  draft: Draft,
  { schoolId, ...key }: Omit<Key, 'id'> & { readonly schoolId: SchoolId },
): Parsed<Counsellor> {
  const [name, phone, about] = read(draft, ['name', 'phone', 'about'])
  const problems = [
    ...nameProblems(name),
    ...numberProblems('phone', phone),
    ...(phone + about === '' ? [{ field: 'phone', code: 'help-place-missing' }] : []),
    ...aboutProblems(about),
  ]
  if (problems.length > 0) return { problems }
  const ways = phone ? { phone } : {}
  const id = counsellorIdOf(schoolId)
  return { record: { kind: 'counsellor', id, schoolId, ...key, name, ...ways, about } }
}

// They are no words, and some turn the direction of what stands beside them on every page of a child.
const SIGNS = /[\p{Cc}\p{Bidi_Control}]/gu

/** One space between words, none around them. */
function read<const Names extends readonly string[]>(draft: Draft, names: Names) {
  const values = names.map((name) => tidy(draft[name]))
  return values as { readonly [Index in keyof Names]: string }
}

function tidy(typed = ''): string {
  return typed.replaceAll(/\s+/g, ' ').replaceAll(SIGNS, '').trim()
}

function nameProblems(name: string): readonly FieldProblem[] {
  if (name === '') return [{ field: 'name', code: 'help-name-missing' }]
  return name.length > LONGEST_NAME ? [{ field: 'name', code: 'help-text-long' }] : []
}

function aboutProblems(about: string): readonly FieldProblem[] {
  return about.length > LONGEST_ABOUT ? [{ field: 'about', code: 'help-text-long' }] : []
}

function numberProblems(field: string, number: string): readonly FieldProblem[] {
  if (number === '') return []
  const digits = number.replaceAll(/\D/g, '').length
  const isNumber = NUMBER.test(number) && digits >= DIGITS.fewest && digits <= DIGITS.most
  return isNumber ? [] : [{ field, code: 'help-number-malformed' }]
}

function urlProblems(url: string): readonly FieldProblem[] {
  return url === '' || isSafeUrl(url) ? [] : [{ field: 'url', code: 'help-url-malformed' }]
}

/** A child presses it: https only, no name or password in it. */
function isSafeUrl(url: string): boolean {
  if (url.length > LONGEST_ABOUT || !URL.canParse(url)) return false
  const { protocol, username, password, hostname } = new URL(url)
  return protocol === 'https:' && username + password === '' && hostname.includes('.')
}

function orderOf(text = ''): number | undefined {
  return /^[1-9]\d?$/.test(text.trim()) ? Number(text) : undefined
}
