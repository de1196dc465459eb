import type { Catalogue, Module } from '../catalogue/index.ts'
import { MalformedRequestError } from '../errors/index.ts'
import { listField, textField } from '../web/index.ts'

export const FILTERS = ['grade', 'strand', 'nls', 'minutes'] as const
export type FilterName = (typeof FILTERS)[number]

/** Values as they stand in the form; empty or absent asks for everything. */
export type Filters = Readonly<Partial<Record<FilterName, string>>>

export const MODES = ['learn', 'present'] as const
export type Mode = (typeof MODES)[number]

/** What a picker's form or address says. */
export interface LinksAsked {
  readonly filters: Filters
  /** Ids of modules, each once, as they were sent: they may be unknown. */
  readonly chosen: readonly string[]
  readonly mode: Mode
}

export type LinksProblem = 'none' | 'unknown' | 'tooMany'

export interface JudgedLinks {
  readonly modules: readonly Module[]
  readonly problem?: LinksProblem
}

const MAX_VALUE_LENGTH = 40
const MAX_MODULES = 100

/** For grown-ups: a module that names no grade. */
export const ADULTS = 'adults'

/** @throws MalformedRequestError where a field is repeated or too long */
export function parseLinks(fields: unknown): LinksAsked {
  const given = FILTERS.map((name) => [name, textField(fields, name, MAX_VALUE_LENGTH)] as const)
  const filters = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Filters
  const chosen = new Set(listField(fields, 'module').filter((id) => id !== ''))
  // They stand in the address of the next page.
  if (chosen.size > MAX_MODULES || [...chosen].some((id) => id.length > MAX_VALUE_LENGTH)) {
    throw new MalformedRequestError('malformed-request', { field: 'module' })
  }
  const mode = textField(fields, 'mode', MAX_VALUE_LENGTH) === 'present' ? 'present' : 'learn'
  return { filters, chosen: [...chosen], mode }
}

interface Limits {
  readonly acceptMultiple: boolean
}

/** Which modules go to the LMS, and why they cannot. */
export function judgeLinks(
  { chosen }: LinksAsked,
  catalogue: Pick<Catalogue, 'find'>,
  { acceptMultiple }: Limits,
): JudgedLinks {
  const modules = chosen.flatMap((id) => catalogue.find(id) ?? [])
  if (modules.length < chosen.length) return { modules, problem: 'unknown' }
  if (modules.length === 0) return { modules, problem: 'none' }
  return modules.length > 1 && !acceptMultiple ? { modules, problem: 'tooMany' } : { modules }
}

export function isWanted(module: Module, filters: Filters): boolean {
  const { grade, strand, nls, minutes } = filters
  return (
    isForGrade(module, grade) &&
    (!strand || module.strands.includes(strand)) &&
    (!nls || module.nls.includes(nls)) &&
    (!minutes || module.minutes <= Number(minutes))
  )
}

function isForGrade({ grades }: Module, grade: string | undefined): boolean {
  if (!grade) return true
  return grade === ADULTS ? grades.length === 0 : grades.includes(Number(grade))
}
