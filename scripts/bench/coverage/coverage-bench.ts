import { writeFileSync } from 'node:fs'

import { findDisagreements } from './agreement.ts'
import { runBurst } from './burst.ts'
import { type Cast, withCast } from './cast.ts'
import { type CoverageOptions, parseCoverageOptions } from './coverage-options.ts'
import { ratiosOf } from './figures.ts'
import { runPresses } from './presses.ts'
import { type CoverageReport, currentMachine, isGood, type Province, toText } from './report.ts'
import type { World } from './roles.ts'
import { runRounds } from './rounds.ts'

/** The department's page over a whole province; true where it is as fast, and as soon right, as it must be. */
export async function coverageBench(args: readonly string[]): Promise<boolean> {
  const options = parseCoverageOptions(args)
  const base = { bench: 'coverage', machine: currentMachine() } as const
  const figures = await withCast(options, (cast) => measure(cast, options))
  const report: CoverageReport = { ...base, ...figures }
  console.log(toText(report))
  const { jsonFile } = options
  if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(report, null, 2)}\n`)
  return isGood(report)
}

type Figures = Omit<CoverageReport, 'bench' | 'machine'>

async function measure(cast: Cast, options: CoverageOptions): Promise<Figures> {
  const disagreements = await findDisagreements(cast.clients, cast.world)
  const series = await runRounds(cast, options)
  const presses = await runPresses(cast)
  const burst = await runBurst(cast, options.burstCount)
  return {
    province: provinceOf(cast.world),
    series,
    ratios: ratiosOf(series),
    presses,
    burst,
    disagreements: [...disagreements, ...(await findDisagreements(cast.clients, cast.world))],
  }
}

/** Without what opens doors. */
function provinceOf(world: World): Province {
  const { schoolCount, obligatedCount, courseCount, completionCount, setUpMs } = world
  const { largestSchool, sessionCount } = world
  return {
    schoolCount,
    obligatedCount,
    courseCount,
    completionCount,
    largestSchool,
    sessionCount,
    setUpMs,
  }
}
