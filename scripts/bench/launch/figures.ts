/** Times of one kind of answer. */
export interface Times {
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
}

export interface PhaseFigures extends Times {
  readonly count: number
  readonly elapsedMs: number
  readonly errorCount: number
  readonly firstError?: string
}

export interface SteadyFigures {
  readonly ratePerS: number
  readonly seconds: number
  readonly flowCount: number
  readonly flowsPerS: number
  readonly launch: Times
  /** From the moment the flow was due to start, without the platform's signing. */
  readonly flow: Times
  readonly errorCount: number
  readonly firstError?: string
}

/** What a tool spent on one phase. */
export interface Spent {
  readonly cpuMs: number
  readonly storeTripCount: number
}

export type PhaseName = 'logIn' | 'launch' | 'openPage'

export type Round = Readonly<Record<PhaseName, { figures: PhaseFigures; spent: Spent }>>

/** The median of each figure over the rounds. */
export interface Result extends Times {
  readonly launchesPerS: number
  readonly flowsPerS: number
  /** Of one pupil, by phase. */
  readonly cpuMs: Readonly<Record<PhaseName, number>>
  readonly storeTrips: Readonly<Record<PhaseName, number>>
}

export function timesOf(latenciesMs: readonly number[]): Times {
  const sorted = latenciesMs.toSorted((a, b) => a - b)
  const at = (ratio: number) => percentile(sorted, ratio)
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) }
}

/** Nearest rank; NaN of nothing. */
function percentile(sorted: readonly number[], ratio: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * ratio) - 1)] ?? NaN
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN
  return (lower + upper) / 2
}

export function toResult(rounds: readonly Round[]): Result {
  const medianOf = (value: (round: Round) => number) => median(rounds.map(value))
  const spent = (what: keyof Spent) => ({
    logIn: medianOf((round) => perPupil(round.logIn, what)),
    launch: medianOf((round) => perPupil(round.launch, what)),
    openPage: medianOf((round) => perPupil(round.openPage, what)),
  })
  return {
    launchesPerS: medianOf(({ launch }) =>
      perSecond(launch.figures.count, launch.figures.elapsedMs),
    ),
    flowsPerS: medianOf(flowsPerS),
    p50Ms: medianOf(({ launch }) => launch.figures.p50Ms),
    p95Ms: medianOf(({ launch }) => launch.figures.p95Ms),
    p99Ms: medianOf(({ launch }) => launch.figures.p99Ms),
    cpuMs: spent('cpuMs'),
    storeTrips: spent('storeTripCount'),
  }
}

function perSecond(count: number, elapsedMs: number): number {
  return (count / elapsedMs) * 1000
}

/** Every pupil of a round goes through each phase, so a flow takes the time of all three. */
function flowsPerS({ logIn, launch, openPage }: Round): number {
  const elapsedMs = [logIn, launch, openPage].reduce((sum, one) => sum + one.figures.elapsedMs, 0)
  return perSecond(launch.figures.count, elapsedMs)
}

function perPupil({ figures, spent }: Round[PhaseName], what: keyof Spent): number {
  return spent[what] / figures.count
}
