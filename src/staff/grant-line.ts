import { type Day, startOf } from '../runtime/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import type { Grant } from './account.ts'

/** One grant as people read it. */
export interface GrantLine {
  readonly role: string
  readonly place: string
  readonly days: string
  readonly state: 'now' | 'later' | 'over'
}

type Named = Pick<SchoolDirectory, 'byId' | 'areaById'>

interface Today {
  readonly directory: Named
  readonly texts: Texts
  readonly today: Day
}

export function grantLine(grant: Grant, { directory, texts, today }: Today): GrantLine {
  const from = texts.date(startOf(grant.from))
  const { to } = grant
  return {
    role: texts.t(`staff.roles.${grant.role}`),
    place: placeOf(grant, directory, texts),
    days: to
      ? texts.t('staff.grants.fromTo', { from, to: texts.date(startOf(to)) })
      : texts.t('staff.grants.from', { from }),
    state: stateOf(grant, today),
  }
}

function placeOf({ schoolId, areaId }: Grant, directory: Named, texts: Texts): string {
  if (schoolId) return schoolName(schoolId, directory)
  if (areaId) return directory.areaById(areaId)?.name ?? areaId
  return texts.t('staff.grants.everywhere')
}

/** Names repeat: the commune and the code tell schools apart. */
function schoolName(id: SchoolId, { byId, areaById }: Named): string {
  const school = byId(id)
  if (!school) return id
  const commune = school.communeId && areaById(school.communeId)?.name
  return [school.name, commune, school.code].filter(Boolean).join(' · ')
}

function stateOf({ from, to }: Grant, today: Day): GrantLine['state'] {
  if (from > today) return 'later'
  return to !== undefined && to < today ? 'over' : 'now'
}
