import { NotFoundError } from '../errors/index.ts'
import { type Clock, createToken, type Day } from '../runtime/index.ts'
import type { AreaId, AreaRepository } from './area.ts'
import { type ImportPlan, planImport, type SchoolList } from './list/index.ts'
import type { ImportedSchool, ImportId, School, SchoolRepository } from './school.ts'
import type { SchoolDirectory } from './school-directory.ts'
import type { SchoolImportRepository } from './school-import.ts'

export interface Undone {
  readonly restored: number
  readonly removed: number
}

/** Takes lists of schools over, and gives the last one back. */
export interface SchoolImports {
  plan(list: SchoolList, asOf: Day): Promise<ImportPlan>
  /** Stores all that the plan changes. Each record is a step of its own, so a crash is healed by the same list. */
  apply(plan: ImportPlan, asOf: Day): Promise<void>
  /** @throws NotFoundError('import-not-found') where there is none left to undo */
  undo(): Promise<Undone>
}

export interface SchoolImportsDeps {
  readonly areas: AreaRepository
  readonly schools: SchoolRepository
  readonly schoolImports: SchoolImportRepository
  readonly clock: Clock
  /** Where there is one, it knows at once. */
  readonly directory?: Pick<SchoolDirectory, 'reload'>
}

export function createSchoolImports(deps: SchoolImportsDeps): SchoolImports {
  const { areas, schools, schoolImports, clock, directory } = deps
  return {
    async plan(list, asOf) {
      const known = { schools: await allSchools(schools), areas: await areas.list() }
      return planImport(list, known, asOf)
    },

    async apply({ changes, areasNew, areasPlaced }, asOf) {
      if (changes.length === 0 && areasPlaced.length === 0) return
      const id = createToken() as ImportId
      const done = { id, at: clock.now(), asOf, areasNew: areasNew.map((area) => area.id) }
      await schoolImports.add({ ...done, state: 'applied' })
      await areas.saveAll([...areasNew, ...areasPlaced])
      await schools.saveImported(
        changes.map(({ school, before }) => ({ school, importId: id, ...(before && { before }) })),
      )
      await directory?.reload()
    },

    async undo() {
      const last = await schoolImports.findLast()
      if (last?.state !== 'applied') throw new NotFoundError('import-not-found')
      const records = await schools.listImported(last.id)
      const added = records.filter(({ before }) => !before).map(({ school }) => school.id)
      const restored = records.flatMap(restoredSchool)
      await schools.saveAll(restored)
      await schools.removeAll(added)
      await areas.removeAll(await unusedAreas(deps, last.areasNew))
      await schoolImports.markUndone(last.id)
      await directory?.reload()
      return { restored: restored.length, removed: added.length }
    },
  }
}

async function allSchools(schools: SchoolRepository): Promise<readonly School[]> {
  return (await schools.changesSince(0)).schools
}

function restoredSchool({ school, before }: ImportedSchool): readonly School[] {
  return before ? [{ ...before, revision: school.revision + 1 }] : []
}

async function unusedAreas(
  { areas, schools }: Pick<SchoolImportsDeps, 'areas' | 'schools'>,
  made: readonly AreaId[],
): Promise<readonly AreaId[]> {
  const used = new Set<AreaId | undefined>(
    (await allSchools(schools)).flatMap((one) => [one.communeId, one.districtId, one.managedById]),
  )
  for (const { id, parentId } of await areas.list()) {
    if (!made.includes(id) || used.has(id)) used.add(parentId)
  }
  return made.filter((id) => !used.has(id))
}
