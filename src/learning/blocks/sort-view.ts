import type { SortBlock } from '../../catalogue/index.ts'
import { type Choices, isChecked } from './choices.ts'

export interface SortView {
  readonly type: 'sort'
  readonly id: string
  readonly prompt: string
  readonly isAnswered: boolean
  readonly rightCount: number
  readonly items: readonly SortItemView[]
}

interface SortItemView {
  readonly name: string
  readonly text: string
  readonly baskets: readonly {
    readonly id: string
    readonly text: string
    readonly checked: boolean
  }[]
  readonly verdict?: 'right' | 'wrong' | 'missing'
  readonly why: string
}

export function sortView(block: SortBlock, choices: Choices): SortView {
  const isAnswered = isChecked(block.id, choices)
  const items = block.items.map((item): SortItemView => {
    const name = `${block.id}.${item.id}`
    const [chosen] = choices(name)
    const baskets = block.baskets.map((basket) => ({ ...basket, checked: basket.id === chosen }))
    const given = baskets.find(({ checked }) => checked)
    const verdict = given ? (given.id === item.basket ? 'right' : 'wrong') : 'missing'
    const { text, why } = item
    return { name, text, why, baskets, ...(isAnswered && { verdict }) }
  })
  const rightCount = items.filter(({ verdict }) => verdict === 'right').length
  return { type: 'sort', id: block.id, prompt: block.prompt, isAnswered, rightCount, items }
}
