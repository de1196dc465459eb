import Joi from 'joi'

import { type LocatedData, validate } from '../located-data.ts'
import type { SpotBlock } from '../module.ts'
import { identified, permanentId, words } from '../schema.ts'
import type { BlockContext } from './context.ts'

type SpotSource = Omit<SpotBlock, 'type'>

const spotSchema = Joi.object<SpotSource>({
  id: permanentId().required(),
  prompt: words().required(),
  from: words().required(),
  parts: identified(
    Joi.object({
      id: permanentId().required(),
      text: words().required(),
      sign: Joi.boolean().default(false),
      why: words().required(),
    }),
  )
    .min(3)
    .required(),
})

export function parseSpot(data: LocatedData, { report }: BlockContext): SpotBlock | undefined {
  const source = validate(spotSchema, data, report)
  if (!source) return undefined
  const signs = source.parts.filter(({ sign }) => sign).length
  if (signs === 0 || signs === source.parts.length) {
    report(
      'some parts must be signs and some must not, or there is nothing to find.',
      data.lineOf(['parts']),
    )
  }
  return { type: 'spot', ...source }
}
