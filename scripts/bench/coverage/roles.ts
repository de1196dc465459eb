/** How large the province is that a run is measured on. */
export interface WorldOrder {
  /** Empty, for the store's files. */
  readonly folder: string
  readonly schoolCount: number
  readonly completionCount: number
  /** Schools whose principal and teacher can sign in. */
  readonly pressCount: number
}

/** A session that waits for nothing but its confirmation; its school is met with it. */
export interface Press {
  readonly sessionId: string
  readonly code: string
  /** Sign-in links, good for once. */
  readonly principalPath: string
  readonly teacherPath: string
}

/** What the client needs to know about the province. */
export interface World {
  readonly periodId: string
  readonly schoolCount: number
  readonly obligatedCount: number
  readonly courseCount: number
  readonly completionCount: number
  readonly largestSchool: number
  readonly sessionCount: number
  readonly setUpMs: number
  /** The commune with most schools. */
  readonly areaId: string
  /** Of obligated schools. */
  readonly codes: readonly string[]
  readonly officerPath: string
  readonly apiToken: string
  readonly presses: readonly Press[]
}

/** Since the last time it was asked. */
export interface Spent {
  /** From the request to the last byte of its answer, as the server sees it. */
  readonly serverMs: readonly number[]
  readonly cpuMs: number
}

export interface ContenderRole {
  takeSpent(): Promise<Spent>
}

export interface OursRole extends ContenderRole {
  start(order: WorldOrder): Promise<{ readonly origin: string; readonly world: World }>
  /** Completions of many pupils, one after the other as fast as they are stored. */
  record(count: number): Promise<void>
}

/** An answer that is sent again as it was. */
export interface Recording {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly base64: string
}

export interface FloorRole extends ContenderRole {
  start(recordings: readonly Recording[]): Promise<{ readonly origin: string }>
}

export interface NaiveRole extends ContenderRole {
  /** Counts on the store that `ours` has open. */
  start(given: {
    readonly folder: string
    readonly periodId: string
  }): Promise<{ readonly origin: string }>
}

/** The figures that both ours and the naive program give. */
export interface CountedFigures {
  readonly obligated: number
  readonly met: number
  readonly byStage: Readonly<Record<string, { readonly obligated: number; readonly met: number }>>
  readonly completions: number
}
