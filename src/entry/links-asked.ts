import type { Catalogue, Module } from '../catalogue/index.ts'
import { MalformedRequestError } from '../errors/index.ts'
import { type Filters, parseFilters } from '../learning/index.ts'
import { listField, textField } from '../web/index.ts'

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

/** @throws MalformedRequestError where a field is repeated or too long */
export function parseLinks(fields: unknown): LinksAsked {
  const filters = parseFilters(fields)
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
