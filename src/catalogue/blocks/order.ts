import Joi from 'joi'

import { type LocatedData, validate } from '../located-data.ts'
import type { OrderBlock } from '../module.ts'
import { identified, permanentId, words } from '../schema.ts'
import type { BlockContext } from './context.ts'

type OrderSource = Omit<OrderBlock, 'type'>

// Six places are six buttons side by side on a phone of 360 px.
const MOST_ITEMS = 6

const orderSchema = Joi.object<OrderSource>({
  id: permanentId().required(),
  prompt: words().required(),
  items: identified(
    Joi.object({
      id: permanentId().required(),
      text: words().required(),
      why: words().required(),
    }),
  )
    .min(3)
    .max(MOST_ITEMS)
    .required(),
})

export function parseOrder(data: LocatedData, { report }: BlockContext): OrderBlock | undefined {
  const source = validate(orderSchema, data, report)
  return source && { type: 'order', ...source }
}
