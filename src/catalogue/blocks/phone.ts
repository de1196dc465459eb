import Joi from 'joi'

import { type LocatedData, validate } from '../located-data.ts'
import type { PhoneBlock, PhonePart } from '../module.ts'
import { words } from '../schema.ts'
import type { BlockContext } from './context.ts'

interface PhoneSource {
  readonly from: string
  readonly alt: string
  readonly bubbles: readonly string[]
}

const phoneSchema = Joi.object<PhoneSource>({
  from: words().required(),
  alt: words().required(),
  bubbles: Joi.array().items(words()).min(1).required(),
})

export function parsePhone(data: LocatedData, { report }: BlockContext): PhoneBlock | undefined {
  const source = validate(phoneSchema, data, report)
  if (!source) return undefined
  source.bubbles.forEach((bubble, index) => {
    if (bubble.split('==').length % 2 === 0) {
      report('a highlight ==like this== is not closed.', data.lineOf(['bubbles', index]))
    }
  })
  return { type: 'phone', ...source, bubbles: source.bubbles.map(toParts) }
}

function toParts(bubble: string): readonly PhonePart[] {
  return bubble
    .split('==')
    .map((text, index) => ({ text, mark: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
