import Joi from 'joi'

import { type LocatedData, validate } from '../located-data.ts'
import type { PledgeBlock } from '../module.ts'
import { identified, permanentId, words } from '../schema.ts'
import type { BlockContext } from './context.ts'

type PledgeSource = Omit<PledgeBlock, 'type'>

// More than a class can say together and still mean.
const MOST_PROMISES = 5

const pledgeSchema = Joi.object<PledgeSource>({
  id: permanentId().required(),
  prompt: words().required(),
  promises: identified(
    Joi.object({
      id: permanentId().required(),
      text: words().required(),
      how: words().required(),
    }),
  )
    .min(2)
    .max(MOST_PROMISES)
    .required(),
})

export function parsePledge(data: LocatedData, { report }: BlockContext): PledgeBlock | undefined {
  const source = validate(pledgeSchema, data, report)
  return source && { type: 'pledge', ...source }
}
