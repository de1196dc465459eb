import type { PollBlock } from '../../catalogue/index.ts'
import { type Choices, isChecked } from './choices.ts'

export interface PollView {
  readonly type: 'poll'
  readonly id: string
  readonly prompt: string
  readonly isAnswered: boolean
  readonly isMissing: boolean
  readonly options: readonly {
    readonly id: string
    readonly letter: string
    readonly text: string
    readonly checked: boolean
    readonly say: string
  }[]
}

export function pollView(block: PollBlock, choices: Choices): PollView {
  const [chosen] = choices(block.id)
  const options = block.options.map((option, index) => ({
    ...option,
    letter: String.fromCharCode('A'.charCodeAt(0) + index),
    checked: option.id === chosen,
  }))
  const isAnswered = options.some(({ checked }) => checked)
  return {
    type: 'poll',
    id: block.id,
    prompt: block.prompt,
    isAnswered,
    isMissing: isChecked(block.id, choices) && !isAnswered,
    options,
  }
}
