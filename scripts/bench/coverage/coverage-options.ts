import { parseArgs } from 'node:util'

import { UsageError } from '../usage-error.ts'

export interface CoverageOptions {
  readonly schoolCount: number
  readonly completionCount: number
  readonly roundCount: number
  /** For each page, in each round, by one client and again by several. */
  readonly requestCount: number
  readonly clientCount: number
  readonly pressCount: number
  readonly burstCount: number
  readonly jsonFile?: string
}

interface Limits {
  readonly usual: number
  readonly max: number
}

const NUMBERS = {
  schools: { usual: 1022, max: 1022 },
  completions: { usual: 2_000_000, max: 50_000_000 },
  rounds: { usual: 5, max: 50 },
  requests: { usual: 60, max: 5000 },
  clients: { usual: 4, max: 64 },
  presses: { usual: 50, max: 100 },
  burst: { usual: 200, max: 10_000 },
} as const satisfies Readonly<Record<string, Limits>>

const USAGE = `usage: npm run bench -- coverage [OPTION...]
  --json FILE       write the figures of the tables to FILE
  --completions N   completions in the store (2000000)
  --schools N       schools of the province (1022)
  --rounds N        rounds that count (5)
  --requests N      requests for a page in a round (60)
  --clients N       clients at once, besides the one alone (4)
  --presses N       sessions that a principal confirms (50)
  --burst N         completions that come at once (200)`

const text = { type: 'string' } as const
const OPTIONS = {
  json: text,
  completions: text,
  schools: text,
  rounds: text,
  requests: text,
  clients: text,
  presses: text,
  burst: text,
} as const

/** @throws UsageError */
export function parseCoverageOptions(args: readonly string[]): CoverageOptions {
  const given = parse(args)
  const numberOf = (name: keyof typeof NUMBERS) => parseNumber(given[name], name)
  return {
    schoolCount: numberOf('schools'),
    completionCount: numberOf('completions'),
    roundCount: numberOf('rounds'),
    requestCount: numberOf('requests'),
    clientCount: numberOf('clients'),
    pressCount: numberOf('presses'),
    burstCount: numberOf('burst'),
    ...(given.json !== undefined && { jsonFile: given.json }),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${USAGE}`)
  }
}

function parseNumber(value: string | undefined, name: keyof typeof NUMBERS): number {
  const { usual, max } = NUMBERS[name]
  if (value === undefined) return usual
  const number = Number(value)
  if (Number.isInteger(number) && number >= 1 && number <= max) return number
  throw new UsageError(`--${name}: a whole number from 1 to ${max}\n${USAGE}`)
}
