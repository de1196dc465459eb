import { InvalidInputError } from '../errors/index.ts'
import { createToken, type Day } from '../runtime/index.ts'
import type { AreaId, SchoolId } from '../schools/index.ts'
import { type Account, type AccountId, emailOf, type Grant } from './account.ts'
import { placeOf, type Role } from './role.ts'

/** What an administrator says of a grant, places known already. */
export interface GrantDraft {
  readonly role: Role
  readonly areaId?: AreaId | undefined
  readonly schoolId?: SchoolId | undefined
  readonly from: Day
  readonly to?: Day | undefined
}

const RULES: readonly (readonly [code: string, isBroken: (draft: GrantDraft) => boolean])[] = [
  ['grant-two-places', ({ areaId, schoolId }) => Boolean(areaId && schoolId)],
  ['grant-needs-school', ({ role, schoolId }) => placeOf(role) === 'school' && !schoolId],
  ['grant-needs-area', ({ role, areaId }) => placeOf(role) === 'area' && !areaId],
  ['grant-ends-before', ({ from, to }) => to !== undefined && to < from],
]

/** @throws InvalidInputError of the first rule broken: a principal of every school would be a slip of the pen */
export function toGrant(draft: GrantDraft): Grant {
  const broken = RULES.find(([, isBroken]) => isBroken(draft))
  if (broken) throw new InvalidInputError(broken[0])
  const { role, areaId, schoolId, from, to } = draft
  return {
    role,
    ...(areaId && { areaId }),
    ...(schoolId && { schoolId }),
    from,
    ...(to && { to }),
  }
}

interface AccountDraft {
  readonly email: string
  readonly name: string
  readonly grant: Grant
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
export const LONGEST_EMAIL = 254
export const LONGEST_NAME = 100
const ID_LENGTH = 16

/**
 * @throws InvalidInputError('email-invalid')
 * @throws InvalidInputError('name-invalid')
 */
export function toAccount(draft: AccountDraft): Account {
  const email = emailOf(draft.email)
  if (!EMAIL.test(email) || email.length > LONGEST_EMAIL) {
    throw new InvalidInputError('email-invalid')
  }
  const name = draft.name.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
  if (name === '' || name.length > LONGEST_NAME) throw new InvalidInputError('name-invalid')
  // Not made of the e-mail: ids stand in the log.
  const id = createToken().slice(0, ID_LENGTH) as AccountId
  return { id, email, name, grants: [draft.grant], state: 'active', revision: 1 }
}
