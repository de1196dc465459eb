import Joi from 'joi'

import { type LocatedData, validate } from '../located-data.ts'
import type { SortBlock } from '../module.ts'
import { identified, permanentId, words } from '../schema.ts'
import type { BlockContext } from './context.ts'

type SortSource = Omit<SortBlock, 'type'>

const sortSchema = Joi.object<SortSource>({
  id: permanentId().required(),
  prompt: words().required(),
  baskets: identified(Joi.object({ id: permanentId().required(), text: words().required() }))
    .min(2)
    .required(),
  items: identified(
    Joi.object({
      id: permanentId().required(),
      text: words().required(),
      basket: permanentId().required(),
      why: words().required(),
    }),
  )
    .min(3)
    .required(),
})

export function parseSort(data: LocatedData, { report }: BlockContext): SortBlock | undefined {
  const source = validate(sortSchema, data, report)
  if (!source) return undefined
  source.items.forEach(({ basket }, index) => {
    if (source.baskets.some(({ id }) => id === basket)) return
    report(`there is no basket '${basket}'.`, data.lineOf(['items', index, 'basket']))
  })
  source.baskets.forEach(({ id }, index) => {
    if (source.items.some(({ basket }) => basket === id)) return
    report(`nothing belongs into the basket '${id}'.`, data.lineOf(['baskets', index]))
  })
  return { type: 'sort', ...source }
}
