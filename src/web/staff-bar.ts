/** What stands in the bar of whoever works here: pages that are theirs, who they are, and the way out. */
export interface StaffBar {
  readonly links: readonly {
    readonly url: string
    readonly label: string
    readonly isHere: boolean
  }[]
  /** Signed in with an account of ours; absent after a launch. */
  readonly account?: {
    readonly name: string
    readonly url: string
    readonly signOutAction: string
  }
}
