import { hashOf } from '../runtime/index.ts'
import type { OrderBlock } from './module.ts'

/**
 * The items of an activity as they are shown: the same for everyone, so that a class can speak about them, and never
 * in their order.
 */
export function mixedItems({ id, items }: Pick<OrderBlock, 'id' | 'items'>): OrderBlock['items'] {
  const placed = items.map((item) => ({ item, place: hashOf('mixed-items', id, item.id) }))
  const mixed = placed.toSorted((a, b) => (a.place < b.place ? -1 : 1)).map(({ item }) => item)
  return mixed.every((item, index) => item === items[index]) ? mixed.toReversed() : mixed
}
