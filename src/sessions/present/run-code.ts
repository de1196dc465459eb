import { type Brand, createToken, hashOf } from '../../runtime/index.ts'
import type { RunOrigin } from './run.ts'

export type RunCodeId = Brand<'RunCodeId'>

// From the page with the button to the press of it.
const CODE_LIFE_MS = 2 * 60 * 60 * 1000

/** Opens one run, once. What is stored says nothing about the code. May be lost in a power cut. */
export interface RunCode {
  readonly id: RunCodeId
  readonly origin: RunOrigin
  readonly expiresAt: Date
}

export function runCodeIdOf(code: string): RunCodeId {
  return hashOf('run-code', code) as RunCodeId
}

export function newRunCode(origin: RunOrigin, now: Date): { code: string; record: RunCode } {
  const code = createToken()
  const expiresAt = new Date(now.getTime() + CODE_LIFE_MS)
  return { code, record: { id: runCodeIdOf(code), origin, expiresAt } }
}

export interface RunCodeRepository {
  add(code: RunCode): Promise<void>
  /** Deletes exactly this code and gives it to the one who saw it go; an expired one is nobody's. */
  consume(id: RunCodeId, now: Date): Promise<RunCode | undefined>
  sweep(now: Date): Promise<number>
}
