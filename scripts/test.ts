// `npm test`: every test that this machine can run, in two lanes on its two cores: what starts a browser or programs of
// its own (test/apart.mocharc.json), and the rest. With arguments it is mocha with them. Under COVERAGE=1 it is measured.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

import { addCounts, countsIn, NOTHING, printCounts } from './test-counts.ts'

const APART = 'test/apart.mocharc.json'
const modules = path.resolve('node_modules')
const mocha = path.join(modules, 'mocha/bin/mocha.js')

interface Lane {
  readonly status: number
  readonly printed: string
}

/** Lines of two lanes at once would be read by nobody: one is shown as it comes, the other when it has ended. */
async function runLane(args: readonly string[], isShown: boolean): Promise<Lane> {
  const child = spawn(process.execPath, [mocha, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  const take = (chunk: Buffer) => {
    chunks.push(chunk)
    if (isShown) process.stdout.write(chunk)
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const status = await new Promise<number>((resolve) => {
    child.on('close', (code) => {
      resolve(code ?? 1)
    })
  })
  return { status, printed: Buffer.concat(chunks).toString() }
}

async function runBothLanes(): Promise<number> {
  const { spec } = JSON.parse(readFileSync(APART, 'utf8')) as { readonly spec: readonly string[] }
  const apart = runLane(['--config', APART], false)
  const rest = await runLane(
    spec.flatMap((pattern) => ['--ignore', pattern]),
    true,
  )
  const other = await apart
  process.stdout.write(other.printed)
  const lanes = [rest, other]
  // A lane that ended before it could count failed once.
  const counts = lanes.map(({ status, printed }) => {
    const counted = countsIn(printed)
    return status === 0 ? counted : { ...counted, failed: Math.max(counted.failed, 1) }
  })
  console.log(printCounts(counts.reduce(addCounts, NOTHING)))
  return lanes.every(({ status }) => status === 0) ? 0 : 1
}

function runHere(args: readonly string[], env: NodeJS.ProcessEnv = process.env): number {
  return spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1
}

const args = process.argv.slice(2)
if (process.env['COVERAGE'] === '1') {
  const self = [path.join(modules, 'c8/bin/c8.js'), process.execPath, 'scripts/test.ts', ...args]
  process.exitCode = runHere(self, { ...process.env, COVERAGE: '' })
} else process.exitCode = args.length > 0 ? runHere([mocha, ...args]) : await runBothLanes()
