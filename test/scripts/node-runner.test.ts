import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

const RUNNER = 'scripts/node.mjs'

describe('scripts/node.mjs', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  function script(text: string): string {
    const file = path.join(folder, 'script.ts')
    writeFileSync(file, text)
    return file
  }

  it('names a binary of Node 24 or newer', () => {
    const { stdout } = spawnSync(process.execPath, [RUNNER, '--print-path'], { encoding: 'utf8' })
    const { stdout: version } = spawnSync(stdout.trim(), ['--version'], { encoding: 'utf8' })
    expect(Number(/^v(\d+)/.exec(version)?.[1])).to.be.at.least(24)
  })

  it('hands over arguments and exit code', () => {
    const file = script('console.log(process.argv.slice(2).join("|")); process.exitCode = 7')
    const args = [RUNNER, file, 'một', '--two', 'three four']
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect([stdout.trim(), status]).to.deep.equal(['một|--two|three four', 7])
  })

  it('hands over SIGTERM and waits for the end', async () => {
    const file = script(`
      process.once('SIGTERM', () => setTimeout(() => { console.log('stopped'); process.exit(3) }, 50))
      setInterval(() => undefined, 1000)
      console.log('up')`)
    const child = spawn(process.execPath, [RUNNER, file])
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.trim() === 'up') child.kill('SIGTERM')
    })
    const [code] = (await once(child, 'close')) as [number]
    expect([printed.trim(), code]).to.deep.equal(['up\nstopped', 3])
  })

  it('ends what npm started when npm’s shell is gone', async () => {
    const file = script('setInterval(() => undefined, 1000); console.log(process.pid)')
    const command = `${process.execPath} ${RUNNER} ${file} & wait`
    const env = { ...process.env, npm_lifecycle_event: 'demo' }
    const shell = spawn('sh', ['-c', command], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    const [chunk] = (await once(shell.stdout, 'data')) as [Buffer]
    shell.kill('SIGKILL')
    const pid = Number(chunk.toString())
    for (let waited = 0; isRunning(pid) && waited < 30; waited += 1) await pause(50)
    expect(isRunning(pid)).to.equal(false)
  })

  it('says how it is used', () => {
    const { stderr, status } = spawnSync(process.execPath, [RUNNER], { encoding: 'utf8' })
    expect([stderr.trim(), status]).to.deep.equal(['usage: node scripts/node.mjs FILE [ARG...]', 1])
  })
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
