// A throw-away server of MongoDB's protocol for tests: whichever this machine has. docs/decisions/0013-… says what each
// can show.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'

export interface MongoServer {
  /** What is running, for people. */
  readonly name: string
  readonly url: string
  stop(): Promise<void>
}

const READY_WITHIN_MS = 20_000

/** What stands in the way of each kind of server. */
export class NoMongoServerError extends Error {
  override readonly name = 'NoMongoServerError'
}

/**
 * `MONGODB_URL`, else `mongod`, else the peer that Go builds from scripts/mongo-peer/, else a download.
 * @throws NoMongoServerError
 */
export async function startMongoServer(): Promise<MongoServer> {
  const url = process.env['MONGODB_URL']
  if (url) return { name: 'the server of MONGODB_URL', url, stop: () => Promise.resolve() }
  if (canRun('mongod', '--version')) return startMongod()
  const peer = buildPeer()
  if ('binary' in peer) return startPeer(peer.binary)
  try {
    return await startDownloaded()
  } catch (error) {
    const tried = ['MONGODB_URL is not set', 'no mongod on the PATH', peer.problem]
    const lines = [...tried, `no download of one: ${String(error)}`].map((line) => `  ${line}`)
    throw new NoMongoServerError(`No server of MongoDB’s protocol:\n${lines.join('\n')}`)
  }
}

function canRun(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

async function startMongod(): Promise<MongoServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mongod-'))
  const port = await freePort()
  const args = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet']
  const child = spawn('mongod', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  await untilItListens(port)
  return { name: 'mongod', url: `mongodb://127.0.0.1:${port}/`, stop: () => end(child, folder) }
}

function buildPeer(): { readonly binary: string } | { readonly problem: string } {
  if (!canRun('go', 'version')) {
    // Debian's and Ubuntu's own golang packages are older than what FerretDB needs.
    return {
      problem: 'no Go: it takes 1.24 or newer, which apt does not have; see https://go.dev/dl/',
    }
  }
  const binary = path.resolve('.cache/mongo-peer/mongo-peer')
  mkdirSync(path.dirname(binary), { recursive: true })
  console.log('Building a server of MongoDB’s protocol (a minute or two the first time) …')
  const args = ['build', '-C', 'scripts/mongo-peer', '-buildvcs=false', '-o', binary, '.']
  const { status } = spawnSync('go', args, { stdio: 'inherit' })
  return status === 0
    ? { binary }
    : { problem: 'Go could not build scripts/mongo-peer/, see above' }
}

async function startPeer(binary: string): Promise<MongoServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mongo-peer-'))
  const child = spawn(binary, [folder], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const [url] = (await once(lines, 'line', {
    signal: AbortSignal.timeout(READY_WITHIN_MS),
  })) as string[]
  if (!url) throw new Error('the peer said no address')
  return { name: 'FerretDB 1.24.2 behind a gate', url, stop: () => end(child, folder) }
}

async function startDownloaded(): Promise<MongoServer> {
  const { MongoMemoryServer } = await import('mongodb-memory-server-core')
  const server = await MongoMemoryServer.create()
  return {
    name: 'a downloaded mongod',
    url: server.getUri(),
    async stop() {
      await server.stop()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}

async function untilItListens(port: number): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  while (!(await listens(port))) {
    if (Date.now() > deadline) throw new Error(`mongod does not listen on ${port}`)
    await setTimeout(50)
  }
}

function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).then((answer) => {
    socket.destroy()
    return answer === true
  })
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  rmSync(folder, { recursive: true, force: true })
}
