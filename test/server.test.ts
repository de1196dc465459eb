import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const children: ChildProcess[] = []

// What a failed test left running would keep this process from ending.
after(() => {
  for (const child of children) child.kill('SIGKILL')
})

interface Process {
  readonly child: ChildProcess
  /** Resolves once the text was printed, rejects when the process ends before. */
  printed(text: string): Promise<string>
  ended(): Promise<number | null>
}

function run(file: string, env: Record<string, string>): Process {
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...env } })
  children.push(child)
  let all = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      all += chunk.toString()
      for (const look of waiting) look()
    })
  }
  const closed = once(child, 'close') as Promise<[number | null]>
  return {
    child,
    ended: async () => (await closed)[0],
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (all.includes(text)) resolve(all)
        }
        waiting.add(look)
        look()
        void closed.then(() => {
          reject(new Error(`ended without “${text}”:\n${all}`))
        })
      }),
  }
}

describe('the process', function () {
  this.timeout(20_000) // starts real processes

  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('listens, answers, and ends with 0 on SIGTERM though a browser holds its connection', async () => {
    const port = await freePort()
    const env = { PORT: String(port), DATABASE_URL: `sqlite:${folder}` }
    const server = run('src/server.ts', env)
    await server.printed('listening')
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`)
    expect([ready.status, await ready.json()]).to.deep.equal([200, { status: 'ready' }])
    server.child.kill('SIGTERM')
    expect(await server.ended()).to.equal(0)
  })

  it('does not start on a wrong configuration and names all that is wrong', async () => {
    const env = { PORT: 'four', LOG_LEVEL: 'shout', DATABASE_URL: `sqlite:${folder}` }
    const server = run('src/server.ts', env)
    const text = await server.printed('LOG_LEVEL')
    expect(text).to.contain('PORT: expected a number').and.not.to.contain('    at ')
    expect(await server.ended()).to.equal(1)
  })

  it('does not start on broken content', async () => {
    const env = { CONTENT_DIRS: path.join(folder, 'nowhere'), DATABASE_URL: `sqlite:${folder}` }
    const server = run('src/server.ts', env)
    await server.printed('nowhere')
    expect(await server.ended()).to.equal(1)
  })

  it('does not start without its MongoDB', async () => {
    const port = await freePort()
    const server = run('src/server.ts', { DATABASE_URL: `mongodb://127.0.0.1:${port}/x` })
    await server.printed('ECONNREFUSED')
    expect(await server.ended()).to.equal(1)
  })
})

describe('npm run demo', function () {
  this.timeout(30_000) // starts a real process

  it('prints a link per person and “ready”, and SIGTERM ends it all', async () => {
    const [tool, lms] = [await freePort(), await freePort()]
    const env = { DEMO_TOOL_PORT: String(tool), DEMO_LMS_PORT: String(lms) }
    const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
    const demo = run('scripts/demo.ts', { ...env, DEMO_DATA: folder })
    const text = await demo.printed('\nready\n')
    const links = text.match(/http:\/\/127\.0\.0\.1:\d+\/sign-in\/\S+/g) ?? []
    expect(links).to.have.length(6)
    for (const link of links) expect((await fetch(link)).status).to.equal(200)
    demo.child.kill('SIGTERM')
    expect(await demo.ended()).to.equal(0)
    rmSync(folder, { recursive: true })
    await fetch(`http://127.0.0.1:${lms}/`).then(
      () => expect.fail('the demo LMS still answers'),
      () => undefined,
    )
  })
})
