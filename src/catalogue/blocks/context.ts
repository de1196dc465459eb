import type { Report } from '../content-error.ts'

export interface BlockContext {
  readonly report: Report
  /** Is there such a file in the module's media/? */
  readonly hasMedia: (file: string) => boolean
}
