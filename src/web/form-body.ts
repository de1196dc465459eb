import { type RequestHandler, urlencoded } from 'express'

import { MalformedRequestError } from '../errors/index.ts'

/** Plain forms only: a field is one text or several, never an object. A school's classes, ticked one by one, fit in. */
export function formBody(): RequestHandler {
  return urlencoded({ extended: false, limit: '64kb', parameterLimit: 600 })
}

/**
 * One field of a form or query.
 * @throws MalformedRequestError where it is repeated or too long
 */
export function textField(fields: unknown, name: string, maxLength: number): string | undefined {
  const [value, ...more] = listField(fields, name)
  if (more.length > 0 || (value ?? '').length > maxLength) {
    throw new MalformedRequestError('malformed-request', { field: name })
  }
  return value === '' ? undefined : value
}

/** All values of a field of a form or query, in their order. */
export function listField(fields: unknown, name: string): readonly string[] {
  const given = typeof fields === 'object' && fields !== null ? Object.entries(fields) : []
  const value: unknown = given.find(([key]) => key === name)?.[1]
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}
