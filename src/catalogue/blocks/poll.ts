import Joi from 'joi'

import { type LocatedData, validate } from '../located-data.ts'
import type { PollBlock } from '../module.ts'
import { identified, permanentId, words } from '../schema.ts'
import type { BlockContext } from './context.ts'

type PollSource = Omit<PollBlock, 'type'>

// Hands go up for A, B, C or D.
const MOST_OPTIONS = 4

const pollSchema = Joi.object<PollSource>({
  id: permanentId().required(),
  prompt: words().required(),
  options: identified(
    Joi.object({
      id: permanentId().required(),
      text: words().required(),
      say: words().required(),
    }),
  )
    .min(2)
    .max(MOST_OPTIONS)
    .required(),
})

export function parsePoll(data: LocatedData, { report }: BlockContext): PollBlock | undefined {
  const source = validate(pollSchema, data, report)
  return source && { type: 'poll', ...source }
}
