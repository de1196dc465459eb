import type { Day } from '../../runtime/index.ts'
import { type School, schoolIdOf } from '../school.ts'
import type { AreaIds, SchoolDraft } from './draft.ts'

export interface Understood {
  readonly code: string
  readonly draft: SchoolDraft
  readonly areaIds: AreaIds
}

/** The school as the list has it. What the list does not say stays as it was. */
export function merge(before: School | undefined, understood: Understood, asOf: Day): School {
  const { code, draft, areaIds } = understood
  const { areas: _names, contact, status, ...said } = draft
  const known = before ?? {
    id: schoolIdOf(code),
    identifiers: [],
    status: 'active',
    gradeSizes: [],
    classes: [],
  }
  return {
    ...known,
    ...withoutOldSizes(said, before, asOf),
    ...areaIds,
    code,
    status: status ?? known.status,
    ...(contact && { contact: { ...before?.contact, ...contact } }),
    revision: (before?.revision ?? 0) + 1,
  }
}

type Said = Omit<SchoolDraft, 'areas' | 'contact' | 'status'>

/** Sizes are facts of a day: an older list does not take the place of a newer one (domain §2.3). */
function withoutOldSizes(said: Said, before: School | undefined, asOf: Day) {
  const { gradeSizes, classes, classCount, pupilCount, ...rest } = said
  const isOld = before?.sizesAsOf !== undefined && asOf < before.sizesAsOf
  const given = Object.entries({ gradeSizes, classes, classCount, pupilCount })
  const sizes = Object.fromEntries(given.filter(([, value]) => value !== undefined))
  return Object.keys(sizes).length === 0 || isOld ? rest : { ...rest, ...sizes, sizesAsOf: asOf }
}
