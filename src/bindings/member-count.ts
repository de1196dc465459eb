import type { ContextKey } from '../web/index.ts'

/** How many learners an LMS says that a course has; no list of them is ever kept. */
export interface MemberCount {
  readonly contextKey: ContextKey
  readonly learners: number
  readonly countedAt: Date
}

export interface MemberCountRepository {
  /** Over what was known of this course. */
  save(count: MemberCount): Promise<void>
  find(contextKey: ContextKey): Promise<MemberCount | undefined>
}
