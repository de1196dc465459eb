import { AppError, StoreUnavailableError } from '../../errors/index.ts'

// https://sqlite.org/rescode.html
export const CANNOT_OPEN = 14

/** The store cannot be reached or written just now. */
const UNAVAILABLE: Readonly<Record<string, number>> = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  inputOutput: 10,
  damaged: 11,
  full: 13,
  cannotOpen: CANNOT_OPEN,
  noDatabase: 26,
}
const CODES = new Set(Object.values(UNAVAILABLE))

/** The one place where this engine's failures become ours: what the store itself lacks is no fault of a statement. */
export function toStoreError(error: unknown): Error {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'errcode' in error ? error.errcode : 0
  // The lower byte is the kind; what stands above says more about it.
  const isOfStore = typeof code === 'number' && CODES.has(code & 0xff)
  if (isOfStore) return new StoreUnavailableError('store-unavailable', {}, error)
  return error instanceof Error ? error : new Error(String(error))
}
