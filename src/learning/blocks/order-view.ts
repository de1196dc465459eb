import { mixedItems, type OrderBlock } from '../../catalogue/index.ts'
import { type Choices, isChecked } from './choices.ts'

export interface OrderView {
  readonly type: 'order'
  readonly id: string
  readonly prompt: string
  readonly isAnswered: boolean
  readonly rightCount: number
  readonly items: readonly OrderItemView[]
}

interface OrderItemView {
  readonly name: string
  readonly text: string
  readonly places: readonly { readonly number: number; readonly checked: boolean }[]
  readonly verdict?: Verdict
  readonly why: string
}

type Verdict = 'right' | 'wrong' | 'twice' | 'missing'

interface Given {
  /** By item id, what was chosen for it. */
  readonly chosen: ReadonlyMap<string, string>
  readonly block: OrderBlock
}

/** Each item takes a number: that works by thumb, by keyboard and without a script. */
export function orderView(block: OrderBlock, choices: Choices): OrderView {
  const isAnswered = isChecked(block.id, choices)
  const chosen = new Map(
    block.items.map(({ id }) => [id, choices(nameOf(block, id))[0] ?? ''] as const),
  )
  const items = mixedItems(block).map(({ id, text, why }): OrderItemView => {
    const places = block.items.map((_, index) => {
      const number = index + 1
      return { number, checked: chosen.get(id) === String(number) }
    })
    const verdict = verdictOf(id, { chosen, block })
    return { name: nameOf(block, id), text, why, places, ...(isAnswered && { verdict }) }
  })
  const rightCount = items.filter(({ verdict }) => verdict === 'right').length
  return { type: 'order', id: block.id, prompt: block.prompt, isAnswered, rightCount, items }
}

function nameOf({ id }: OrderBlock, itemId: string): string {
  return `${id}.${itemId}`
}

function verdictOf(id: string, { chosen, block: { items } }: Given): Verdict {
  const given = chosen.get(id) ?? ''
  if (!items.some((_, index) => given === String(index + 1))) return 'missing'
  const isShared = [...chosen.values()].filter((one) => one === given).length > 1
  if (items[Number(given) - 1]?.id === id) return 'right'
  return isShared ? 'twice' : 'wrong'
}
