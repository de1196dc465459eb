import type { SpotBlock } from '../../catalogue/index.ts'
import { type Choices, isChecked } from './choices.ts'

export interface SpotView {
  readonly type: 'spot'
  readonly id: string
  readonly prompt: string
  readonly from: string
  readonly isAnswered: boolean
  readonly foundCount: number
  readonly signCount: number
  /** Every sign ticked and nothing else. */
  readonly isAllRight: boolean
  readonly parts: readonly {
    readonly id: string
    readonly text: string
    readonly sign: boolean
    readonly why: string
    readonly checked: boolean
  }[]
}

export function spotView(block: SpotBlock, choices: Choices): SpotView {
  const ticked = choices(block.id)
  const parts = block.parts.map((part) => ({ ...part, checked: ticked.includes(part.id) }))
  return {
    type: 'spot',
    id: block.id,
    prompt: block.prompt,
    from: block.from,
    isAnswered: isChecked(block.id, choices),
    foundCount: parts.filter(({ sign, checked }) => sign && checked).length,
    signCount: parts.filter(({ sign }) => sign).length,
    isAllRight: parts.every(({ sign, checked }) => sign === checked),
    parts,
  }
}
