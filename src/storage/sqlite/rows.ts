import { ConflictError } from '../../errors/index.ts'
import type { Row } from './database.ts'

// What a STRICT table holds is known; these readers turn a row's columns into typed values and stop at anything else.

export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new Error(`${column} is not text`)
  return value
}

export function optionalText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : text(row, column)
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new Error(`${column} is not an integer`)
  return value
}

export function moment(row: Row, column: string): Date {
  return new Date(integer(row, column))
}

export function optionalMoment(row: Row, column: string): Date | undefined {
  return row[column] === null ? undefined : moment(row, column)
}

/** A JSON column that this module wrote itself. */
export function json(row: Row, column: string): unknown {
  return JSON.parse(text(row, column))
}

export function optionalJson(row: Row, column: string): unknown {
  return row[column] === null ? undefined : json(row, column)
}

/** Node's message names the constraint; its `errcode` is SQLITE_CONSTRAINT with an extension. */
export function isDuplicateKey(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return code === 'ERR_SQLITE_ERROR' && message?.startsWith('UNIQUE constraint failed') === true
}

/** The one place where this engine's duplicate key becomes a ConflictError. */
export async function conflictOnDuplicate<T>(code: string, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (isDuplicateKey(error)) throw new ConflictError(code, {}, error)
    throw error
  }
}
