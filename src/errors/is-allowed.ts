import { ForbiddenError } from './app-error.ts'

/** Asks without insisting: false where it is refused, for a page that then leaves something out. */
export async function isAllowed(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return true
  } catch (error) {
    if (error instanceof ForbiddenError) return false
    throw error
  }
}
