import { readFileSync } from 'node:fs'
import vm from 'node:vm'

import { type Day, startOf } from '../../src/runtime/index.ts'

/** What the script of a pack is given. */
export interface WrittenLog {
  readonly module: string
  readonly version: number
  readonly day: number
  readonly minute: number
  readonly nonce: number
  readonly minutes: number
  readonly slide: number
  readonly hands: number
  readonly polls: readonly { readonly at: number; readonly counts: readonly number[] }[]
}

type Write = (log: WrittenLog, hasPolls: boolean) => string

/** The very script that the pack carries. */
export function packCodeWriter(): Write {
  const window: { laChanPackCode?: Write } = {}
  vm.runInNewContext(readFileSync('views/assets/offline-code.js', 'utf8'), { window })
  if (!window.laChanPackCode) throw new Error('the script offers nothing')
  return window.laChanPackCode
}

const DAY_MS = 24 * 60 * 60 * 1000

export function packDayOf(heldOn: string): number {
  const from = startOf('2025-01-01' as Day).getTime()
  return Math.round((startOf(heldOn as Day).getTime() - from) / DAY_MS)
}

/** B5 on 20 November 2026 from 07:15, 35 minutes, 27 hands for one question. */
export function aWrittenLog(overrides: Partial<WrittenLog> = {}): WrittenLog {
  return {
    module: 'B5',
    version: 1,
    day: packDayOf('2026-11-20'),
    minute: 435,
    nonce: 9,
    minutes: 35,
    slide: 6,
    hands: 27,
    polls: [{ at: 0, counts: [3, 20, 4] }],
    ...overrides,
  }
}

export function aPackCode(overrides: Partial<WrittenLog> = {}, hasPolls = true): string {
  return packCodeWriter()(aWrittenLog(overrides), hasPolls)
}
