import type { Day } from '../../src/runtime/index.ts'
import type { Area, AreaRepository, School, SchoolRepository } from '../../src/schools/index.ts'
import { demoAreas } from './demo-areas.ts'
import { demoSchools } from './demo-schools.ts'
import { createRandom } from './random.ts'

export interface DemoProvince {
  readonly areas: readonly Area[]
  readonly schools: readonly School[]
}

export interface DemoProvinceOptions {
  readonly seed: number
  readonly today: Day
}

/** 1,022 schools in 96 communes: the places are real, the schools are not. */
export function createDemoProvince({ seed, today }: DemoProvinceOptions): DemoProvince {
  const areas = demoAreas()
  const random = createRandom(seed, 'schools')
  return { areas: areas.all, schools: demoSchools({ areas, random, today }) }
}

export interface SeededStorage {
  readonly areas: Pick<AreaRepository, 'list' | 'saveAll'>
  readonly schools: Pick<SchoolRepository, 'changesSince' | 'saveAll'>
}

export type OnProgress = (done: number, total: number) => void

const CHUNK = 100

/** Writes what is not there yet, so a demo that was interrupted can go on. */
export async function seedSchools(
  storage: SeededStorage,
  province: DemoProvince,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  const knownAreas = idsOf(await storage.areas.list())
  const knownSchools = idsOf((await storage.schools.changesSince(0)).schools)
  const schools = province.schools.filter(({ id }) => !knownSchools.has(id))
  await storage.areas.saveAll(province.areas.filter(({ id }) => !knownAreas.has(id)))
  onProgress(0, schools.length)
  for (let done = 0; done < schools.length; done += CHUNK) {
    await storage.schools.saveAll(schools.slice(done, done + CHUNK))
    onProgress(Math.min(done + CHUNK, schools.length), schools.length)
  }
}

function idsOf(records: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(records.map(({ id }) => id))
}
