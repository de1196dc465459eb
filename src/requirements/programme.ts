import type { Day } from '../runtime/index.ts'
import { parseDay } from '../runtime/index.ts'
import type { RuleRecords } from './rule-records.ts'

/**
 * What obliges the schools: a programme with its legal basis and whom it is reported to. A record, since programmes end
 * and successors come (domain §1.4); what a report prints is written here and nowhere in code.
 */
export interface Programme {
  readonly id: string
  readonly name: string
  /** As it is to be printed: numbers and dates of the decisions. */
  readonly legalBasis: string
  readonly addressee: string
  readonly from: Day
  /** The last day on which it holds. */
  readonly to?: Day
  readonly revision: number
}

export type ProgrammeRepository = RuleRecords<Programme>

/** What a person typed. */
export interface ProgrammeDraft {
  readonly id: string
  readonly name: string
  readonly legalBasis: string
  readonly addressee: string
  readonly from: string
  readonly to: string
}

export type ProgrammeField = keyof ProgrammeDraft

export interface ProgrammeProblem {
  readonly field: ProgrammeField
  /** Its sentence stands under `errors.<code>`. */
  readonly code: string
}

type Parsed = { readonly programme: Programme } | { readonly problems: readonly ProgrammeProblem[] }

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/
const LONGEST_NAME = 200
const LONGEST_BASIS = 2000

/** The first revision; all problems at once, each with its field. */
export function parseProgramme(draft: ProgrammeDraft): Parsed {
  const from = parseDay(draft.from)
  const to = parseDay(draft.to)
  const name = draft.name.trim()
  const isNamed = name !== '' && name.length <= LONGEST_NAME
  const isLong = [draft.legalBasis, draft.addressee].some((text) => text.length > LONGEST_BASIS)
  const problems = [
    ...when(!ID.test(draft.id), 'id', 'rule-id-invalid'),
    ...when(!isNamed, 'name', 'rule-name-invalid'),
    ...when(isLong, 'legalBasis', 'rule-text-too-long'),
    ...when(!from, 'from', 'rule-day-invalid'),
    ...when(
      draft.to.trim() !== '' && (!to || (from !== undefined && to < from)),
      'to',
      'rule-day-invalid',
    ),
  ]
  if (!from || problems.length > 0) return { problems }
  const { id, legalBasis, addressee } = draft
  return {
    programme: {
      id,
      name,
      legalBasis: legalBasis.trim(),
      addressee: addressee.trim(),
      from,
      ...(to && { to }),
      revision: 1,
    },
  }
}

function when(isWrong: boolean, field: ProgrammeField, code: string): ProgrammeProblem[] {
  return isWrong ? [{ field, code }] : []
}
