import type { HelpLine } from './help-lines.ts'

type Call = NonNullable<HelpLine['call']>

/** Who helps at the visitor's own school and close to it, beside the lines that are for everybody. */
export interface HelpNear {
  /** Where the school has named one: an office, when and where, a number to press. */
  readonly counsellor?: { readonly name: string; readonly about: string; readonly call?: Call }
  readonly facilities: readonly {
    readonly id: string
    readonly name: string
    readonly address: string
    readonly call: Call
  }[]
}

/** What somebody is shown whose school nobody knows. */
export const NO_HELP_NEAR: HelpNear = { facilities: [] }
