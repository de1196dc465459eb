import { InvalidInputError } from '../errors/index.ts'
import { type Day, parseDay } from '../runtime/index.ts'
import { type AreaId, nameKey, type SchoolDirectory, type SchoolId } from '../schools/index.ts'
import type { Grant } from './account.ts'
import { toGrant } from './new-account.ts'
import { isRole } from './role.ts'

/** A grant as a person writes it, in a form or on the command line. */
export interface GrantFields {
  readonly role: string
  /** Code of a school. */
  readonly school?: string | undefined
  /** Id or name of an area. */
  readonly area?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

type Lists = Pick<SchoolDirectory, 'byCode' | 'areas'>

/**
 * @throws InvalidInputError('role-unknown')
 * @throws InvalidInputError('school-not-found')
 * @throws InvalidInputError('area-unknown')
 * @throws InvalidInputError('day-malformed') and what toGrant refuses
 */
export function parseGrant(fields: GrantFields, lists: Lists, today: Day): Grant {
  const { role } = fields
  if (!isRole(role)) throw new InvalidInputError('role-unknown')
  return toGrant({
    role,
    schoolId: fields.school ? schoolFrom(fields.school, lists) : undefined,
    areaId: fields.area ? areaFrom(fields.area, lists) : undefined,
    from: fields.from ? dayFrom(fields.from) : today,
    to: fields.to ? dayFrom(fields.to) : undefined,
  })
}

function schoolFrom(code: string, lists: Lists): SchoolId {
  const school = lists.byCode(code.trim())
  if (!school) throw new InvalidInputError('school-not-found')
  return school.id
}

/** A name is enough where only one area bears it. */
function areaFrom(text: string, lists: Lists): AreaId {
  const areas = lists.areas()
  const key = nameKey(text)
  const named = areas.filter(({ name }) => nameKey(name) === key)
  const area = areas.find(({ id }) => id === text) ?? (named.length === 1 ? named[0] : undefined)
  if (!area) throw new InvalidInputError('area-unknown')
  return area.id
}

function dayFrom(text: string): Day {
  const day = parseDay(text)
  if (!day) throw new InvalidInputError('day-malformed')
  return day
}
