/** What a person is to a school or the department; a grant of ours, never a claim of an LMS (domain §0). */
export type Role =
  | 'teacher'
  | 'coordinator'
  | 'principal'
  | 'commune-official'
  | 'officer'
  | 'administrator'
  | 'editor'
  | 'auditor'
  | 'privacy-contact'

/** Where a grant of this role must be bounded; without a place it would reach every school. */
const PLACE_OF_ROLE: Readonly<Record<Role, 'school' | 'area' | 'free'>> = {
  teacher: 'school',
  coordinator: 'school',
  principal: 'school',
  'commune-official': 'area',
  officer: 'free',
  administrator: 'free',
  editor: 'free',
  auditor: 'free',
  'privacy-contact': 'free',
}

export const ROLES = Object.keys(PLACE_OF_ROLE) as readonly Role[]

export function isRole(text: string): text is Role {
  return Object.hasOwn(PLACE_OF_ROLE, text)
}

export function placeOf(role: Role): 'school' | 'area' | 'free' {
  return PLACE_OF_ROLE[role]
}
