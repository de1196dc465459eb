import type { Module } from '../catalogue/index.ts'
import { textField } from '../web/index.ts'

export const FILTERS = ['grade', 'strand', 'nls', 'slot'] as const
export type FilterName = (typeof FILTERS)[number]

/** Values as they stand in a form; empty or absent asks for everything. */
export type Filters = Readonly<Partial<Record<FilterName, string>>>

const MAX_VALUE_LENGTH = 40

/** For grown-ups: a module that names no grade. */
export const ADULTS = 'adults'

/** Minutes of a period in primary school, and in secondary school. */
const SHORT_PERIOD = 35
const LONG_PERIOD = 45
/** What a flag ceremony has room for; a sensitive module belongs into a classroom (content §4). */
const FLAG_CEREMONY = { from: 20, to: 45 }

type Fits = (module: Pick<Module, 'minutes' | 'grades' | 'sensitive'>) => boolean

/** Where a module fits into a timetable, by its minutes. */
const FITS: Readonly<Record<string, Fits>> = {
  '35': ({ minutes }) => minutes <= SHORT_PERIOD,
  '45': ({ minutes }) => minutes <= LONG_PERIOD,
  flag: ({ minutes, grades, sensitive }) =>
    minutes >= FLAG_CEREMONY.from && minutes <= FLAG_CEREMONY.to && grades.length > 0 && !sensitive,
}

export const SLOTS = Object.keys(FITS)

/** @throws MalformedRequestError where a field is repeated or too long */
export function parseFilters(fields: unknown): Filters {
  const given = FILTERS.map((name) => [name, textField(fields, name, MAX_VALUE_LENGTH)] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

export function isWanted(module: Module, { grade, strand, nls, slot }: Filters): boolean {
  return (
    isForGrade(module, grade) &&
    (!strand || module.strands.includes(strand)) &&
    (!nls || module.nls.includes(nls)) &&
    fits(module, slot)
  )
}

function fits(module: Module, slot: string | undefined): boolean {
  return !slot || (FITS[slot]?.(module) ?? false)
}

export function isForGrade({ grades }: Module, grade: string | undefined): boolean {
  if (!grade) return true
  return grade === ADULTS ? grades.length === 0 : grades.includes(Number(grade))
}
