import { createTicker, type Logger, type Ticker } from '../runtime/index.ts'
import type { Area, AreaId, AreaRepository } from './area.ts'
import { type School, type SchoolId, schoolIdOf, type SchoolRepository } from './school.ts'

// What the CLI or another node changed is seen within 2 s (interfaces §1).
const POLL_MS = 1000

/** Every school and area, in memory: a country's 28,000 schools are maps, and no question scans them. */
export interface SchoolDirectory {
  all(): readonly School[]
  byId(id: SchoolId): School | undefined
  byCode(code: string): School | undefined
  areas(): readonly Area[]
  areaById(id: AreaId): Area | undefined
  /** The area, then what it lies in, up to the root. */
  pathOf(id: AreaId): readonly Area[]
  /** Schools that stand in the area or are directed from it, sub-areas included. */
  inArea(id: AreaId): readonly School[]
  isInArea(schoolId: SchoolId, areaId: AreaId): boolean
  /** Reads what changed; the first call makes the directory usable. */
  reload(): Promise<void>
  readonly poll: Ticker
}

export interface SchoolDirectoryDeps {
  readonly schools: Pick<SchoolRepository, 'version' | 'changesSince'>
  readonly areas: Pick<AreaRepository, 'list'>
  readonly logger: Logger
}

export function createSchoolDirectory(deps: SchoolDirectoryDeps): SchoolDirectory {
  const { schools, logger } = deps
  let index = indexOf(new Map(), [])
  let version = 0

  async function readChanges(): Promise<void> {
    // The version first: a change in between is then read twice rather than missed.
    const next = await schools.version()
    if (next === version) return
    const [changes, areas] = await Promise.all([schools.changesSince(version), deps.areas.list()])
    const byId = new Map(index.byId)
    for (const id of changes.removed) byId.delete(id)
    for (const school of changes.schools) byId.set(school.id, school)
    index = indexOf(byId, areas)
    version = next
  }

  return {
    all: () => index.all,
    byId: (id) => index.byId.get(id),
    byCode: (code) => index.byId.get(schoolIdOf(code)),
    areas: () => index.areas,
    areaById: (id) => index.areaById.get(id),
    pathOf: (id) => pathOf(index.areaById, id),
    inArea: (id) => index.inArea.get(id) ?? [],
    isInArea: (schoolId, areaId) => index.areasOf(schoolId).has(areaId),
    reload: readChanges,
    poll: createTicker({
      everyMs: POLL_MS,
      run: readChanges,
      onError: (error) => {
        logger.warn({ err: error }, 'schools not read again')
      },
    }),
  }
}

type SchoolsById = ReadonlyMap<SchoolId, School>
type AreasById = ReadonlyMap<AreaId, Area>

function indexOf(byId: SchoolsById, areas: readonly Area[]) {
  const areaById = new Map(areas.map((area) => [area.id, area]))
  const inArea = new Map<AreaId, School[]>()
  for (const school of byId.values()) {
    for (const areaId of areasOf(school, areaById)) {
      const there = inArea.get(areaId)
      if (there) there.push(school)
      else inArea.set(areaId, [school])
    }
  }
  return {
    all: [...byId.values()],
    byId,
    areas,
    areaById,
    inArea,
    areasOf(id: SchoolId): ReadonlySet<AreaId> {
      const school = byId.get(id)
      return school ? areasOf(school, areaById) : new Set()
    },
  }
}

function areasOf({ communeId, managedById }: School, areaById: AreasById): ReadonlySet<AreaId> {
  const nearest = [communeId, managedById].filter((id) => id !== undefined)
  return new Set(nearest.flatMap((id) => pathOf(areaById, id).map((area) => area.id)))
}

/** An area met twice ends the path: a tree edited into a circle must not hang the server. */
function pathOf(areaById: AreasById, id: AreaId): readonly Area[] {
  const path = new Map<AreaId, Area>()
  let area = areaById.get(id)
  while (area && !path.has(area.id)) {
    path.set(area.id, area)
    area = area.parentId && areaById.get(area.parentId)
  }
  return [...path.values()]
}
