import type { Registration } from '../lti/index.ts'
import { searchKey } from '../schools/index.ts'

const PAGE = 100

export interface PlatformsFound {
  readonly found: readonly Registration[]
  readonly total: number
  readonly nextPage?: number
}

/** By name, issuer, school code or id; those that wait for an administrator first, then by name. */
export function findPlatforms(
  all: readonly Registration[],
  { text, page }: { readonly text: string; readonly page: number },
): PlatformsFound {
  const wanted = searchKey(text)
  const fitting = all.filter((one) => wanted === '' || namesOf(one).includes(wanted))
  const sorted = fitting.toSorted(
    (one, other) => urgencyOf(one) - urgencyOf(other) || one.name.localeCompare(other.name, 'vi'),
  )
  const found = sorted.slice((page - 1) * PAGE, page * PAGE)
  const isLast = page * PAGE >= sorted.length
  return { found, total: sorted.length, ...(!isLast && { nextPage: page + 1 }) }
}

function namesOf({ id, name, issuer, schoolCode = '' }: Registration): string {
  return searchKey(`${name} ${issuer} ${schoolCode} ${id}`)
}

function urgencyOf({ state, deployments }: Registration): number {
  const isWaiting = state === 'pending' || deployments.some((one) => one.state === 'waiting')
  if (state === 'disabled') return 2
  return isWaiting ? 0 : 1
}
