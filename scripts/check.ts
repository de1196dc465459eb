// `npm run check`: all that CI runs. Every step runs even after one failed, so that one round shows everything.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { type MongoServer, NoMongoServerError, startMongoServer } from './mongo-server.ts'
import { addCounts, type Counts, countsIn, NOTHING, printCounts } from './test-counts.ts'

type Env = Readonly<Record<string, string>>

interface Step {
  readonly name: string
  readonly args: readonly string[]
  readonly env?: Env
}

/** A step that fails without saying how often failed once. */
async function run({ name, args, env }: Step): Promise<Counts> {
  console.log(`\n── ${name}`)
  const child = spawn('npm', args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const printed: string[] = []
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    printed.push(chunk.toString())
  })
  const status = await new Promise<number>((resolve) => {
    child.on('close', (code) => {
      resolve(code ?? 1)
    })
  })
  const counts = countsIn(printed.join(''))
  if (status === 0) return counts
  console.log(`── ${name} FAILED`)
  return { ...counts, failed: Math.max(counts.failed, 1) }
}

function hasScript(name: string): boolean {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  return name in scripts
}

/** On a machine that has none, the other engine is left out, unless it must not be. */
async function findServer(): Promise<MongoServer | undefined> {
  try {
    return await startMongoServer()
  } catch (error) {
    if (!(error instanceof NoMongoServerError)) throw error
    console.log(error.message)
    return undefined
  }
}

function stepsWith(server: MongoServer | undefined): readonly Step[] {
  const mongo: Env = server ? { MONGODB_URL: server.url } : {}
  const elsewhere: Env = server ? { MONGODB_ELSEWHERE: '1' } : {}
  return [
    { name: 'format', args: ['run', '-s', 'format'] },
    { name: 'lint', args: ['run', '-s', 'lint'] },
    { name: 'types', args: ['run', '-s', 'typecheck'] },
    { name: 'content', args: ['run', '-s', 'content:check'] },
    { name: 'build', args: ['run', '-s', 'build'] },
    { name: 'test', args: ['test', '-s'], env: { COVERAGE: '1', ...elsewhere } },
    ...(server ? [{ name: 'mongo', args: ['run', '-s', 'test:mongo'], env: mongo }] : []),
    { name: 'played', args: ['run', '-s', 'test:played'] },
    ...(hasScript('test:faults')
      ? [{ name: 'faults', args: ['run', '-s', 'test:faults'], env: mongo }]
      : []),
  ]
}

const server = await findServer()
let total = NOTHING
for (const step of stepsWith(server)) {
  total = addCounts(total, await run(step))
}
await server?.stop()
if (!server && process.env['REQUIRE_MONGO'] === '1') {
  console.log('\n── mongo FAILED: REQUIRE_MONGO=1, and there is no server of its protocol')
  total = { ...total, failed: total.failed + 1 }
}
console.log(`\n${printCounts(total)}`)
if (total.failed > 0 || total.passed === 0) process.exitCode = 1
