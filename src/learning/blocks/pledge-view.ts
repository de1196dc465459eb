import type { PledgeBlock } from '../../catalogue/index.ts'
import { type Choices, isChecked } from './choices.ts'

export interface PledgeView {
  readonly type: 'pledge'
  readonly id: string
  readonly prompt: string
  readonly isAnswered: boolean
  readonly isMissing: boolean
  readonly promises: readonly {
    readonly id: string
    readonly text: string
    readonly how: string
    readonly checked: boolean
  }[]
}

/** What was promised stands in the address of this one page: nobody keeps it. */
export function pledgeView(block: PledgeBlock, choices: Choices): PledgeView {
  const ticked = choices(block.id)
  const promises = block.promises.map((promise) => ({
    ...promise,
    checked: ticked.includes(promise.id),
  }))
  const isAnswered = promises.some(({ checked }) => checked)
  return {
    type: 'pledge',
    id: block.id,
    prompt: block.prompt,
    isAnswered,
    isMissing: isChecked(block.id, choices) && !isAnswered,
    promises,
  }
}
