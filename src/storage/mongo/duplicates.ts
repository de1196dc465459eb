import { mongo } from 'mongoose'

import { ConflictError } from '../../errors/index.ts'

const DUPLICATE_KEY = 11_000

export function isDuplicateKey(error: unknown): error is mongo.MongoServerError {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY
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

/** Tells whether it was written: of n who insert one key at once, one did. */
export async function trueUnlessDuplicate(write: Promise<void>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}
