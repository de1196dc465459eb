import type { Worker } from '../worker.ts'
import type { Cast } from './cast.ts'
import { type Answer, type Client, textOf } from './client.ts'
import {
  type Contender,
  figuresOf,
  type Sample,
  type Series,
  type SeriesFigures,
} from './figures.ts'
import { askerOf, type Page } from './pages.ts'
import type { ContenderRole } from './roles.ts'

// Compilers and caches have settled by then; what they cost belongs to no page.
const WARM_UP_SHARE = 0.5
/** Counting two million facts takes so long that a few times say enough. */
const NAIVE_REQUESTS = 3

export interface RoundsOrder {
  readonly roundCount: number
  readonly requestCount: number
  readonly clientCount: number
}

interface Entrant {
  readonly series: Series
  readonly paths: readonly string[]
  readonly client: Client
  readonly worker: Pick<Worker<ContenderRole>, 'ask'>
  readonly requestCount: number
  readonly samples: Sample[]
}

/** Round for round, each contender in turn, so that a slow moment of the machine meets them all. */
export async function runRounds(cast: Cast, order: RoundsOrder): Promise<readonly SeriesFigures[]> {
  const entrants = entrantsOf(cast, order)
  for (let round = 0; round <= order.roundCount; round += 1) {
    const isWarmUp = round === 0
    for (const entrant of entrants) {
      const share = isWarmUp ? WARM_UP_SHARE : 1
      const sample = await runSample(entrant, Math.ceil(entrant.requestCount * share))
      if (!isWarmUp) entrant.samples.push(sample)
    }
    process.stderr.write(isWarmUp ? 'warmed up' : ` · ${round}/${order.roundCount}`)
  }
  process.stderr.write('\n')
  return entrants.map(({ series, samples }) => figuresOf(series, samples))
}

function entrantsOf(cast: Cast, { requestCount, clientCount }: RoundsOrder): readonly Entrant[] {
  const { clients, ours, floor, naive } = cast
  return cast.pages.flatMap((page) =>
    [1, clientCount].flatMap((count) => {
      const entrant = (contender: Contender, parts: Pick<Entrant, 'client' | 'worker'>) => ({
        ...parts,
        series: seriesOf(page, contender, count),
        paths: page.paths,
        requestCount: contender === 'naive' ? Math.min(NAIVE_REQUESTS, requestCount) : requestCount,
        samples: [],
      })
      return [
        entrant('ours', { client: askerOf(clients, page), worker: ours }),
        entrant('floor', { client: clients.floor, worker: floor }),
        ...(page.name === 'department'
          ? [entrant('naive', { client: clients.naive, worker: naive })]
          : []),
      ]
    }),
  )
}

function seriesOf({ name, isDepartment }: Page, contender: Contender, clientCount: number): Series {
  return { page: name, contender, clientCount, isDepartment }
}

async function runSample(entrant: Entrant, count: number): Promise<Sample> {
  const { worker, series } = entrant
  await worker.ask('takeSpent')
  const answers: Answer[] = []
  let next = 0
  const askInTurn = async () => {
    for (let index = next++; index < count; index = next++) {
      answers.push(await entrant.client.get(pathOf(entrant, index)))
    }
  }
  await Promise.all(Array.from({ length: series.clientCount }, askInTurn))
  const { serverMs, cpuMs } = await worker.ask('takeSpent')
  const [first] = answers
  return {
    serverMs,
    cpuMs,
    clientMs: answers.map(({ ms }) => ms),
    byteCount: first?.body.length ?? 0,
    plainByteCount: first ? Buffer.byteLength(textOf(first)) : 0,
    problems: answers.flatMap(({ status }) => (status === 200 ? [] : [`answered ${status}`])),
  }
}

function pathOf({ paths }: Entrant, index: number): string {
  return paths[index % paths.length] ?? ''
}
