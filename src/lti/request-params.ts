import { MalformedRequestError } from '../errors/index.ts'

/** What may be asked for, with its greatest length in characters. */
type Limits = Readonly<Record<string, number>>

export type Params<L extends Limits> = { readonly [K in keyof L]?: string }

/**
 * Reads the named parameters of a flat form or query and nothing else. Each is one string within its length: a repeated
 * one (an array) and an oversized one are refused, nested names (`iss[$ne]`) are other names (lti.md W1, W3).
 */
export function readParams<const L extends Limits>(raw: unknown, limits: L): Params<L> {
  const given = new Map(Object.entries((raw ?? {}) as Record<string, unknown>))
  const read: Partial<Record<keyof L, string>> = {}
  for (const [name, limit] of Object.entries(limits)) {
    const value = given.get(name) ?? ''
    if (typeof value !== 'string' || value.length > limit) {
      throw new MalformedRequestError('malformed-request', { field: name })
    }
    if (value !== '') read[name as keyof L] = value
  }
  return read
}

export function required(value: string | undefined, field: string): string {
  if (value === undefined) throw new MalformedRequestError('malformed-request', { field })
  return value
}
