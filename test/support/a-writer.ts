import { createWriter } from '../../src/storage/sqlite/index.ts'

/** The writing thread of all stores of a test run. */
export const sharedWriter = createWriter()
