import { expect } from 'chai'

import { AppError } from '../../src/errors/index.ts'

/** The error code that a promise is rejected with; fails where it is not rejected with an AppError. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  return expect.fail('was not refused')
}
