import type { Request } from 'express'

export type Parameters = Readonly<Record<string, string>>

/** Only single strings count; a parameter given twice or nested is treated as not given. */
export function readParameters(source: unknown): Parameters {
  if (typeof source !== 'object' || source === null) return {}
  const single = Object.entries(source).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(single)
}

export function readQuery(req: Request): Parameters {
  return readParameters(req.query)
}

export function readCount(value: string | undefined): number {
  const count = Number(value ?? '0')
  return Number.isSafeInteger(count) && count > 0 ? count : 0
}

export function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
