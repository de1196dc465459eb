import type { Dependencies } from '../../src/dependencies.ts'
import type { Registration } from '../../src/lti/index.ts'
import { addDays, type Day, startOf } from '../../src/runtime/index.ts'
import type { DemoClock } from './demo-clock.ts'
import type { DemoTime } from './demo-days.ts'
import type { OnProgress } from './demo-province.ts'

export const DEMO_SEED = 830

/** What the demo LMS has that the province must fit. */
export interface DemoLmsFacts {
  readonly registration: Registration
  /** The course of the demo school's class. */
  readonly courseId: string
  readonly teacherSub: string
}

export interface SeedProgress {
  readonly schools: OnProgress
  readonly sessions: OnProgress
  readonly completions: OnProgress
  readonly coverage: OnProgress
}

/** What each part of the seeding needs. */
export interface Seeding {
  readonly deps: Dependencies
  /** The one that `deps` were made with. */
  readonly clock: DemoClock
  readonly lms: DemoLmsFacts
  readonly progress?: SeedProgress
  readonly time: DemoTime
}

const HOUR_MS = 60 * 60 * 1000

export function atHour(day: Day, hour: number): Date {
  return new Date(startOf(day).getTime() + hour * HOUR_MS)
}

/** Before yesterday began: what happened until then is nobody's news. */
export function lastQuietEvening({ plan }: DemoTime): Date {
  return atHour(addDays(plan.today, -2), 23)
}

/** In pieces, so that somebody can be told how far it got. */
export async function inChunks<T>(
  records: readonly T[],
  write: (chunk: readonly T[]) => Promise<void>,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  onProgress(0, records.length)
  for (let done = 0; done < records.length; done += CHUNK) {
    await write(records.slice(done, done + CHUNK))
    onProgress(Math.min(done + CHUNK, records.length), records.length)
  }
}

const CHUNK = 200
