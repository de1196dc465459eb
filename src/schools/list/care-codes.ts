import type { Area } from '../area.ts'
import type { School } from '../school.ts'
import { nameKey } from '../text-keys.ts'
import { bareKey } from './area-index.ts'
import type { SchoolDraft } from './draft.ts'

/** Codes of ours for care facilities, which have none in the sector's database (domain §2.2). */
export interface CareCodes {
  /** The code that a facility of this name and commune already has, else the next free one. */
  codeOf(draft: Pick<SchoolDraft, 'name' | 'areas'>): string
}

interface Given {
  readonly name: string
  readonly commune: string | undefined
  readonly code: string
}

const OURS = /^CSBT-(\d{4,})$/

export function createCareCodes(schools: readonly School[], areas: readonly Area[]): CareCodes {
  const communes = new Map(areas.map((area) => [area.id, bareKey('commune', area.name)]))
  const given: Given[] = schools
    .filter(({ code }) => OURS.test(code))
    .map(({ name, code, communeId }) => ({
      name: nameKey(name),
      commune: communeId && communes.get(communeId),
      code,
    }))
  let last = Math.max(0, ...given.map(({ code }) => Number(OURS.exec(code)?.[1])))
  return {
    codeOf({ name, areas: { commune } }) {
      const asked = { name: nameKey(name), commune: commune && bareKey('commune', commune) }
      const known = given.find((one) => isSameFacility(one, asked))
      if (known) return known.code
      last += 1
      const code = `CSBT-${String(last).padStart(4, '0')}`
      given.push({ ...asked, code })
      return code
    },
  }
}

type Facility = Omit<Given, 'code'>

/** A list may leave out the commune; then the name decides. */
function isSameFacility(left: Facility, right: Facility): boolean {
  const isSamePlace = (left.commune ?? right.commune) === (right.commune ?? left.commune)
  return left.name === right.name && isSamePlace
}
