// `npm run bench -- NAME [OPTION...]`: measures one thing, prints a table and ends.
import { coverageBench } from './coverage/coverage-bench.ts'
import { launchBench } from './launch/launch-bench.ts'
import { lessonBench } from './lesson/lesson-bench.ts'
import { memoryBench } from './memory/memory-bench.ts'
import { storageBench } from './storage/storage-bench.ts'
import { UsageError } from './usage-error.ts'

type Bench = (args: readonly string[]) => Promise<boolean>

const benches = new Map<string, Bench>([
  ['launch', launchBench],
  ['coverage', coverageBench],
  ['lesson', lessonBench],
  ['storage', storageBench],
  ['memory', memoryBench],
])

const [name = '', ...args] = process.argv.slice(2)
try {
  const bench = benches.get(name)
  if (!bench) {
    throw new UsageError(`usage: npm run bench -- <${[...benches.keys()].join('|')}> [--json FILE]`)
  }
  process.exitCode = (await bench(args)) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = error instanceof UsageError ? 2 : 1
}
