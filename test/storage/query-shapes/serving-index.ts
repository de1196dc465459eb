import type { Index } from '../../../src/storage/mongo/indexes.ts'

type Document = Readonly<Record<string, unknown>>
type Keys = readonly (readonly [field: string, direction: number])[]

interface Asked {
  readonly collection: string
  readonly filter: Document
  readonly sort: Document
}

/** `{ periodId, changedAt }` and so on, one for each branch; `whole …` where none serves. */
export function serving(asked: Asked, indexes: readonly Index[]): readonly string[] {
  const { $or: branches, ...common } = asked.filter
  if (!Array.isArray(branches)) return [servingOne(asked, indexes)]
  // An id in the common part finds one document, whatever the branches say.
  if (isEquality(common['_id'])) return [`${asked.collection} by key`]
  return (branches as readonly Document[]).map((branch) =>
    servingOne({ ...asked, filter: { ...common, ...branch } }, indexes),
  )
}

function servingOne({ collection, filter, sort }: Asked, indexes: readonly Index[]): string {
  if (isEquality(filter['_id'])) return `${collection} by key`
  const own = indexes.filter((index) => index.collection === collection)
  const ids: Index = { collection, keys: { _id: 1 } }
  const fit = [ids, ...own].filter(({ keys }) => serves(Object.entries(keys), { filter, sort }))
  const best = fit.toSorted((one, other) => usedBy(other, filter) - usedBy(one, filter))[0]
  if (!best) return `whole ${collection}${Object.keys(sort).length > 0 ? ', sorted in memory' : ''}`
  const name = `${collection} { ${Object.keys(best.keys).join(', ')} }`
  return usedBy(best, filter) === 0 ? `all of ${name}` : name
}

/** How many fields of the filter lead the index. */
function usedBy({ keys }: Index, filter: Document): number {
  const fields = Object.keys(keys)
  const first = fields.findIndex((field) => !isEquality(filter[field]))
  const equal = first === -1 ? fields.length : first
  const next = fields[equal]
  return equal + (next !== undefined && filter[next] !== undefined ? 1 : 0)
}

/**
 * Fields of equality first, then what the answer is ordered by, or one range; the order may run either way.
 * https://www.mongodb.com/docs/manual/tutorial/equality-sort-range-guideline/
 */
function serves(keys: Keys, { filter, sort }: Pick<Asked, 'filter' | 'sort'>): boolean {
  const rest = keys.slice(equalAtHead(keys, filter))
  // What all have in common is in any order.
  const isSame = (field: string) => isEquality(filter[field]) && !isList(filter[field])
  const wanted = Object.entries(sort as Record<string, number>).filter(([field]) => !isSame(field))
  if (wanted.length > 0) return inThisOrder(rest, wanted)
  return Object.keys(filter).length > 0 && Object.hasOwn(filter, keys[0]?.[0] ?? '')
}

function equalAtHead(keys: Keys, filter: Document): number {
  const first = keys.findIndex(([field]) => !isEquality(filter[field]))
  return first === -1 ? keys.length : first
}

function inThisOrder(rest: Keys, wanted: Keys): boolean {
  const turn = (wanted[0]?.[1] ?? 1) * (rest[0]?.[1] ?? 1)
  return wanted.every(([field, direction], place) => {
    const [own, way = 1] = rest[place] ?? []
    return field === own && direction === way * turn
  })
}

function isList(condition: unknown): boolean {
  return typeof condition === 'object' && condition !== null && '$in' in condition
}

/** A value, or one of a few: MongoDB merges what each of them finds in order. */
function isEquality(condition: unknown): boolean {
  if (condition === undefined) return false
  if (typeof condition !== 'object' || condition === null || condition instanceof Date) return true
  const operators = Object.keys(condition)
  return operators.every((name) => !name.startsWith('$') || name === '$in')
}
