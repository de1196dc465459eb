import Joi from 'joi'

import { type LocatedData, validate } from '../located-data.ts'
import type { PictureBlock } from '../module.ts'
import { words } from '../schema.ts'
import type { BlockContext } from './context.ts'

interface PictureSource {
  readonly file: string
  readonly alt: string
}

const pictureSchema = Joi.object<PictureSource>({
  file: words()
    .pattern(/^[a-z0-9]+(-[a-z0-9]+)*\.(svg|webp|png)$/)
    .required()
    .messages({
      'string.pattern.base':
        '{#label} must be a file name of small letters, digits and hyphens that ends in .svg, .webp or .png',
    }),
  alt: words().required(),
})

export function parsePicture(
  data: LocatedData,
  { report, hasMedia }: BlockContext,
): PictureBlock | undefined {
  const source = validate(pictureSchema, data, report)
  if (!source) return undefined
  if (!hasMedia(source.file)) {
    report(`there is no media/${source.file}.`, data.lineOf(['file']))
  }
  return { type: 'picture', ...source }
}
