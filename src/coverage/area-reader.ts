import type { AreaId, SchoolDirectory } from '../schools/index.ts'
import { type Actor, can, grantsWith, type Places } from '../staff/index.ts'

/** How far somebody may look. */
export interface AreaReader {
  /** Where a person begins who asks for no area; absent: the whole province. */
  readonly areaId?: AreaId
  mayRead(areaId: AreaId | undefined): boolean
}

/** A grant for the province begins there; one for an area begins at that area. */
export function areaReader(
  actor: Actor,
  directory: Places & Pick<SchoolDirectory, 'areaById'>,
): AreaReader {
  const action = 'coverage.read'
  const mayRead = (areaId: AreaId | undefined) =>
    can(actor, { action, scope: { areaId }, places: directory })
  const own = grantsWith(actor, action).find(({ areaId }) => areaId !== undefined)?.areaId
  return { mayRead, ...(own && !mayRead(undefined) && { areaId: own }) }
}
