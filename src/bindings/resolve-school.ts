import type { Registration } from '../lti/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import type { BindingSource, Decision, SchoolClaims } from './binding.ts'

export interface SchoolQuestion {
  readonly claims: SchoolClaims
  readonly decisions: readonly Decision[]
  /** Absent where the registration is gone. */
  readonly registration: Pick<Registration, 'schoolCode' | 'trust'> | undefined
  readonly directory: Pick<SchoolDirectory, 'byCode'>
}

export interface Resolution {
  readonly schoolId?: SchoolId
  readonly source?: BindingSource
  /** A code to begin with where no school is known. */
  readonly proposedCode?: string
  /** Codes of trusted sources that name different schools: none of them counts. */
  readonly conflict?: readonly string[]
}

interface Said {
  readonly source: BindingSource
  readonly code: string
}

/**
 * Whose word counts: an officer's, then the registration's own school, then the codes that the registration's
 * administrator vouches for; a code that nobody vouches for only proposes (lti.md §9).
 */
export function resolveSchool(question: SchoolQuestion): Resolution {
  const decided = question.decisions.at(-1)
  if (decided) return { schoolId: decided.schoolId, source: 'assigned' }
  const trusted = trustedOf(question)
  const [first] = trusted
  if (!first) return propose(question.claims)
  const named = (code: string) => question.directory.byCode(code)?.id ?? code
  const codes = [...new Map(trusted.map(({ code }) => [named(code), code])).values()]
  if (codes.length > 1) return { conflict: codes, proposedCode: first.code }
  const schoolId = question.directory.byCode(first.code)?.id
  return schoolId ? { schoolId, source: first.source } : { proposedCode: first.code }
}

function trustedOf({ registration, claims }: SchoolQuestion): readonly Said[] {
  const { schoolCode, trust = [] } = registration ?? {}
  const own: readonly Said[] = schoolCode ? [{ source: 'registration', code: schoolCode }] : []
  const vouched = (['custom', 'course'] as const)
    .filter((kind) => trust.includes(kind))
    .flatMap((kind) => claims[kind].map((code) => ({ source: kind, code })))
  return [...own, ...vouched]
}

function propose({ custom, course }: SchoolClaims): Resolution {
  const proposedCode = custom.at(-1) ?? course.at(-1)
  return proposedCode === undefined ? {} : { proposedCode }
}
