// `npm run check`: all that CI runs. Every step runs even after one failed, so that one round shows everything.
import { spawn } from 'node:child_process'

interface Step {
  readonly name: string
  readonly args: readonly string[]
}

const STEPS: readonly Step[] = [
  { name: 'format', args: ['run', '-s', 'format'] },
  { name: 'lint', args: ['run', '-s', 'lint'] },
  { name: 'types', args: ['run', '-s', 'typecheck'] },
  { name: 'content', args: ['run', '-s', 'content:check'] },
  { name: 'build', args: ['run', '-s', 'build'] },
  { name: 'test', args: ['test', '-s'] },
]

const COUNTS = /^(\d+) passed, (\d+) failed(, \d+ skipped)?$/m

interface Outcome {
  readonly status: number
  readonly counts: RegExpMatchArray | null
}

function run({ name, args }: Step): Promise<Outcome> {
  console.log(`\n── ${name}`)
  const child = spawn('npm', args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, COVERAGE: '1' },
  })
  const printed: string[] = []
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    printed.push(chunk.toString())
  })
  return new Promise((resolve) => {
    child.on('close', (status) => {
      resolve({ status: status ?? 1, counts: COUNTS.exec(printed.join('')) })
    })
  })
}

let passed = 0
let failed = 0
let skipped = ''
for (const step of STEPS) {
  const { status, counts } = await run(step)
  passed += Number(counts?.[1] ?? 0)
  // A step that fails without saying how often failed once.
  const failures = Number(counts?.[2] ?? 0)
  failed += status === 0 ? failures : Math.max(failures, 1)
  skipped = counts?.[3] ?? skipped
  if (status !== 0) console.log(`── ${step.name} FAILED`)
}
console.log(`\n${passed} passed, ${failed} failed${skipped}`)
if (failed > 0 || passed === 0) process.exitCode = 1
