import Joi from 'joi'

/** What a person reads: never empty, no blanks around it. */
export function words(): Joi.StringSchema {
  return Joi.string().trim()
}

/** Stands in addresses, form fields and records, and never changes. */
export function permanentId(): Joi.StringSchema {
  return Joi.string()
    .pattern(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .messages({
      'string.pattern.base': '{#label} must be small letters a–z, digits and single hyphens',
    })
}

/** A list whose entries are told apart by their `id`. */
export function identified(entry: Joi.ObjectSchema): Joi.ArraySchema {
  return Joi.array()
    .items(entry)
    .unique('id')
    .messages({ 'array.unique': '{#label} has the same id as an entry before it' })
}
