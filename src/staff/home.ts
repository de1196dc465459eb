import type { AreaId, SchoolDirectory } from '../schools/index.ts'
import type { AccountActor } from './actor.ts'
import { grantsWith } from './can.ts'

const ACCOUNT_PAGE = '/staff/me'

/** Where work waits for this person: the school's own page, the area, the province. */
export function homeOf(actor: AccountActor, directory: Pick<SchoolDirectory, 'byId'>): string {
  const grants = grantsWith(actor, 'coverage.read')
  // The widest view first: an officer who also teaches is an officer at this desk.
  const wide = grants.find(({ schoolId }) => schoolId === undefined)
  if (wide) return coverageOf(wide.areaId)
  const code = grants
    .map(({ schoolId }) => schoolId && directory.byId(schoolId)?.code)
    .find(Boolean)
  if (code) return `/coverage/schools/${encodeURIComponent(code)}`
  return grantsWith(actor, 'module.preview').length > 0 ? '/modules' : ACCOUNT_PAGE
}

function coverageOf(areaId: AreaId | undefined): string {
  return areaId ? `/coverage?area=${encodeURIComponent(areaId)}` : '/coverage'
}

/** Of an address that is carried through signing in. */
export const LONGEST_NEXT = 1000

const STAFF_PAGES =
  /^\/(coverage|sessions|schools|periods|bindings|platforms|present|contacts|editing|modules|reports|staff)([/?]|$)/

/** Where somebody wanted to go before signing in: pages of ours only. */
export function nextOf(wanted: string | undefined): string | undefined {
  return wanted !== undefined && STAFF_PAGES.test(wanted) && !wanted.includes('\\')
    ? wanted
    : undefined
}
