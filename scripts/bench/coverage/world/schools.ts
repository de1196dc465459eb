import type { Dependencies } from '../../../../src/dependencies.ts'
import type { Day } from '../../../../src/runtime/index.ts'
import { type AreaId, isObligated, type School } from '../../../../src/schools/index.ts'
import { createDemoProvince, type OnProgress, seedSchools } from '../../../demo-province/index.ts'

const SEED = 4

export interface SchoolsOrder {
  readonly count: number
  readonly today: Day
  readonly onProgress: OnProgress
}

/** The demo's schools, or so many of them that every kind keeps its share. */
export async function storeSchools(
  { storage, directory }: Pick<Dependencies, 'storage' | 'directory'>,
  { count, today, onProgress }: SchoolsOrder,
): Promise<readonly School[]> {
  const province = createDemoProvince({ seed: SEED, today })
  const schools = thinned(province.schools, count)
  await seedSchools(storage, { ...province, schools }, onProgress)
  await directory.reload()
  return schools
}

/** Evenly, and in the same order. */
export function thinned<T>(all: readonly T[], count: number): readonly T[] {
  const place = (index: number) => Math.floor((index * count) / all.length)
  return all.filter((_, index) => place(index + 1) > place(index))
}

/** The commune in which most schools stand that owe something. */
export function busiestCommune(schools: readonly School[]): AreaId {
  const counts = new Map<AreaId, number>()
  for (const { communeId } of schools.filter(isObligated)) {
    if (communeId) counts.set(communeId, (counts.get(communeId) ?? 0) + 1)
  }
  const [first] = [...counts].toSorted(([, one], [, other]) => other - one)
  if (!first) throw new Error('no school stands anywhere')
  return first[0]
}
