/**
 * What a fenced block of a step may be, one parser per kind.
 * Does not belong here: plain Markdown (markdown.ts), how a block looks (views/).
 */
import type { LocatedData } from '../located-data.ts'
import type { Block } from '../module.ts'
import type { BlockContext } from './context.ts'
import { parseOrder } from './order.ts'
import { parsePhone } from './phone.ts'
import { parsePicture } from './picture.ts'
import { parsePledge } from './pledge.ts'
import { parsePoll } from './poll.ts'
import { parseScenario } from './scenario.ts'
import { parseSort } from './sort.ts'
import { parseSpot } from './spot.ts'

export type { BlockContext } from './context.ts'

export type BlockParser = (data: LocatedData, context: BlockContext) => Block | undefined

/** By the word behind the three back-ticks. */
export const blockParsers: ReadonlyMap<string, BlockParser> = new Map<string, BlockParser>([
  ['order', parseOrder],
  ['phone', parsePhone],
  ['picture', parsePicture],
  ['pledge', parsePledge],
  ['poll', parsePoll],
  ['scenario', parseScenario],
  ['sort', parseSort],
  ['spot', parseSpot],
])
