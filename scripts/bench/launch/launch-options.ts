import { parseArgs } from 'node:util'

import { UsageError } from '../usage-error.ts'

export interface LaunchOptions {
  readonly roundCount: number
  /** Launches of a round; stock ltijs gets fewer, it takes longer. */
  readonly launchCount: number
  readonly clientCount: number
  readonly jsonFile?: string
  /** Open loop, ours alone, instead of the comparison. */
  readonly steady?: { readonly ratePerS: number; readonly seconds: number }
}

const USAGE = `usage: npm run bench -- launch [OPTION...]
  --json FILE    write the figures of the table to FILE
  --rounds N     rounds that count (5)
  --launches N   launches of a round (1000); stock ltijs gets three tenths
  --clients N    browsers at once (16)
  --rate N       open loop, ours alone: N whole launches a second
  --seconds S    for so long (60)`

const text = { type: 'string' } as const
const OPTIONS = {
  json: text,
  rounds: text,
  launches: text,
  clients: text,
  rate: text,
  seconds: text,
} as const

/** @throws UsageError */
export function parseLaunchOptions(args: readonly string[]): LaunchOptions {
  const given = parse(args)
  const numberOf = (name: 'rounds' | 'launches' | 'clients' | 'rate' | 'seconds', limits: Limits) =>
    parseNumber(given[name], name, limits)
  const ratePerS = numberOf('rate', { usual: 0, max: 5000 })
  const seconds = numberOf('seconds', { usual: 60, max: 300 })
  return {
    roundCount: numberOf('rounds', { usual: 5, max: 50 }),
    launchCount: numberOf('launches', { usual: 1000, max: 20_000 }),
    clientCount: numberOf('clients', { usual: 16, max: 256 }),
    ...(given.json !== undefined && { jsonFile: given.json }),
    ...(given.rate !== undefined && { steady: { ratePerS, seconds } }),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${USAGE}`)
  }
}

interface Limits {
  readonly usual: number
  readonly max: number
}

function parseNumber(value: string | undefined, name: string, { usual, max }: Limits): number {
  if (value === undefined) return usual
  const number = Number(value)
  if (Number.isInteger(number) && number >= 1 && number <= max) return number
  throw new UsageError(`--${name}: a whole number from 1 to ${max}\n${USAGE}`)
}
