import { NotFoundError } from '../errors/index.ts'
import { type Area, nameKey, type SchoolDirectory } from '../schools/index.ts'

/**
 * By ID, or by a name that only one area bears.
 * @throws NotFoundError('area-unknown')
 */
export function findArea(directory: Pick<SchoolDirectory, 'areas'>, asked: string): Area {
  const all = directory.areas()
  const byName = all.filter(({ name }) => nameKey(name) === nameKey(asked))
  const found = all.find(({ id }) => id === asked) ?? (byName.length === 1 ? byName[0] : undefined)
  if (!found) throw new NotFoundError('area-unknown', { area: asked })
  return found
}
