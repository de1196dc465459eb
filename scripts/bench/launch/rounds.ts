import type { Cast, CastContender } from './cast.ts'
import type { PhaseFigures, PhaseName, Round, Spent } from './figures.ts'

// Compilers and caches have settled by then; what they cost belongs to no launch.
const WARM_UP_SHARE = 0.6

export interface Entrant {
  readonly contender: CastContender
  readonly rounds: Round[]
  launchCount: number
  errorCount: number
  firstError?: string
}

/** Round for round, each contender in turn, so that a slow moment of the machine meets them all. */
export async function runRounds(
  cast: Cast,
  { roundCount, launchCount }: { readonly roundCount: number; readonly launchCount: number },
): Promise<readonly Entrant[]> {
  const entrants = cast.contenders.map((contender): Entrant => ({
    contender,
    rounds: [],
    launchCount: 0,
    errorCount: 0,
  }))
  for (let round = 0; round <= roundCount; round += 1) {
    const isWarmUp = round === 0
    for (const entrant of entrants) {
      const { share } = entrant.contender.plan
      const count = Math.ceil(launchCount * share * (isWarmUp ? WARM_UP_SHARE : 1))
      const figures = await runRound(cast, entrant.contender, count)
      note(entrant, figures)
      if (!isWarmUp) entrant.rounds.push(figures)
    }
    process.stderr.write(isWarmUp ? 'warmed up' : ` · ${round}/${roundCount}`)
  }
  process.stderr.write('\n')
  return entrants
}

export async function runRound(
  { load }: Cast,
  { worker, target }: CastContender,
  count: number,
): Promise<Round> {
  const measure = async (phase: () => Promise<PhaseFigures>) => {
    const before = await worker.ask('usage')
    const figures = await phase()
    return { figures, spent: difference(before, await worker.ask('usage')) }
  }
  return {
    logIn: await measure(() => load.ask('logIn', { target, count })),
    launch: await measure(() => load.ask('launch')),
    openPage: await measure(() => load.ask('openPage')),
  }
}

function difference(before: Spent, after: Spent): Spent {
  return {
    cpuMs: after.cpuMs - before.cpuMs,
    storeTripCount: after.storeTripCount - before.storeTripCount,
  }
}

function note(entrant: Entrant, round: Round): void {
  entrant.launchCount += round.launch.figures.count
  for (const name of ['logIn', 'launch', 'openPage'] satisfies PhaseName[]) {
    const { errorCount, firstError } = round[name].figures
    entrant.errorCount += errorCount
    if (firstError !== undefined) entrant.firstError ??= firstError
  }
}
