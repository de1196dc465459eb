import { median, type Times, timesOf } from '../launch/figures.ts'
import type { PageName } from './pages.ts'

export type Contender = 'ours' | 'floor' | 'naive'

/** One page, asked for by so many clients, of one contender. */
export interface Series {
  readonly page: PageName
  readonly contender: Contender
  readonly clientCount: number
  readonly isDepartment: boolean
}

/** What a round of a series gave. */
export interface Sample {
  readonly serverMs: readonly number[]
  readonly clientMs: readonly number[]
  /** Of the contender's process, all threads. */
  readonly cpuMs: number
  readonly byteCount: number
  readonly plainByteCount: number
  readonly problems: readonly string[]
}

/** The median of each figure over the rounds. */
export interface SeriesFigures extends Series {
  readonly server: Times
  readonly client: Times
  /** Of one request. */
  readonly cpuMs: number
  readonly requestCount: number
  readonly byteCount: number
  readonly plainByteCount: number
  readonly errorCount: number
  readonly firstError?: string
}

export function figuresOf(series: Series, rounds: readonly Sample[]): SeriesFigures {
  const problems = rounds.flatMap((round) => round.problems)
  const [firstError] = problems
  return {
    ...series,
    server: medianTimes(rounds.map(({ serverMs }) => timesOf(serverMs))),
    client: medianTimes(rounds.map(({ clientMs }) => timesOf(clientMs))),
    cpuMs: median(rounds.map(({ cpuMs, clientMs }) => cpuMs / clientMs.length)),
    requestCount: rounds.reduce((sum, { clientMs }) => sum + clientMs.length, 0),
    byteCount: median(rounds.map(({ byteCount }) => byteCount)),
    plainByteCount: median(rounds.map(({ plainByteCount }) => plainByteCount)),
    errorCount: problems.length,
    ...(firstError !== undefined && { firstError }),
  }
}

function medianTimes(all: readonly Times[]): Times {
  return {
    p50Ms: median(all.map(({ p50Ms }) => p50Ms)),
    p95Ms: median(all.map(({ p95Ms }) => p95Ms)),
    p99Ms: median(all.map(({ p99Ms }) => p99Ms)),
  }
}

/** How many times as long `of` takes as `to`, for the client. */
export interface Ratio {
  readonly page: PageName
  readonly clientCount: number
  readonly of: Contender
  readonly to: Contender
  readonly p50: number
  readonly p95: number
}

const COMPARED = [
  ['ours', 'floor'],
  ['naive', 'ours'],
] as const

/** Of contenders that were asked for the same page by as many clients. */
export function ratiosOf(all: readonly SeriesFigures[]): readonly Ratio[] {
  const isSame = (one: Series, other: Series) =>
    one.page === other.page && one.clientCount === other.clientCount
  return all
    .filter(({ contender }) => contender === 'ours')
    .flatMap((series) =>
      COMPARED.flatMap(([of, to]) => {
        const figures = (who: Contender) =>
          all.find((one) => one.contender === who && isSame(one, series))
        const [upper, lower] = [figures(of), figures(to)]
        return upper && lower ? [ratioOf(upper, lower)] : []
      }),
    )
}

function ratioOf(upper: SeriesFigures, lower: SeriesFigures): Ratio {
  const { page, clientCount, contender } = upper
  return {
    page,
    clientCount,
    of: contender,
    to: lower.contender,
    p50: upper.client.p50Ms / lower.client.p50Ms,
    p95: upper.client.p95Ms / lower.client.p95Ms,
  }
}
