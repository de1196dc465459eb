import type { Faults } from './faults.ts'
import type { DemoLmsState } from './state.ts'
import type { Urls } from './urls.ts'

export interface LmsClock {
  now(): Date
}

/** Where tools find the storage: a frame beside theirs, the page around it, or nowhere although it was promised. */
export type StorageFrame = 'frame' | 'parent' | 'missing'

/** What every part of one running LMS shares. */
export interface Lms {
  readonly state: DemoLmsState
  readonly urls: Urls
  readonly clock: LmsClock
  readonly faults: Faults
  readonly storage: StorageFrame | undefined
  /** Aborted by stop(): nothing the LMS fetches may outlive it. */
  readonly stopping: AbortSignal
}

export function nowInSeconds(clock: LmsClock): number {
  return Math.floor(clock.now().getTime() / 1000)
}
