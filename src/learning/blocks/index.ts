/**
 * Blocks of a page as they are shown, with what the learner chose in practice.
 * Does not belong here: what is graded or stored (grading.ts), how a block is written (catalogue/blocks).
 */
import type { Block, Module, PhoneBlock, TextBlock } from '../../catalogue/index.ts'
import { paths } from '../paths.ts'
import type { Choices } from './choices.ts'
import { type OrderView, orderView } from './order-view.ts'
import { type PledgeView, pledgeView } from './pledge-view.ts'
import { type PollView, pollView } from './poll-view.ts'
import { type ScenarioView, scenarioView } from './scenario-view.ts'
import { type SortView, sortView } from './sort-view.ts'
import { type SpotView, spotView } from './spot-view.ts'

export type { Choices } from './choices.ts'

export interface PictureView {
  readonly type: 'picture'
  readonly url: string
  readonly alt: string
}

export type BlockView =
  | TextBlock
  | PhoneBlock
  | PictureView
  | SortView
  | OrderView
  | SpotView
  | PollView
  | PledgeView
  | ScenarioView

export function blockView(module: Module, block: Block, choices: Choices): BlockView {
  if ('prompt' in block) return activityView(block, choices)
  switch (block.type) {
    case 'text':
    case 'phone':
      return block
    case 'picture':
      return { type: 'picture', url: paths.media(module, block.file), alt: block.alt }
    case 'scenario':
      return scenarioView(block, choices)
  }
}

function activityView(block: Extract<Block, { readonly prompt: string }>, choices: Choices) {
  switch (block.type) {
    case 'sort':
      return sortView(block, choices)
    case 'order':
      return orderView(block, choices)
    case 'spot':
      return spotView(block, choices)
    case 'poll':
      return pollView(block, choices)
    case 'pledge':
      return pledgeView(block, choices)
  }
}

/** Something to do here is not done yet; it may be left, but is not to be overlooked. */
export function isWaiting(view: BlockView): boolean {
  return 'isAnswered' in view && !view.isAnswered
}
