import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'

export type Env = Readonly<Record<string, string>>

/** The server as a process of its own. */
export interface RunningNode {
  readonly url: string
  /** What it has logged so far. */
  log(): string
  /** As a power switch does. */
  kill(): Promise<void>
  /** As an operator does; gives the exit code. */
  stop(): Promise<number | null>
}

const READY_WITHIN_MS = 20_000
const LOOK_EVERY_MS = 20

const running = new Set<ChildProcess>()

/** What a failed test left running would keep this process from ending. */
export function killLeftNodes(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** Ready when it comes back. */
export async function startNode(env: Env): Promise<RunningNode> {
  const child = spawn(process.execPath, ['src/server.ts'], {
    env: { ...process.env, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  }
  const ended = once(child, 'exit').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  const url = `http://127.0.0.1:${env['PORT'] ?? ''}`
  await untilReady(url, () => child.exitCode ?? child.signalCode, said)
  return {
    url,
    log: () => said.join(''),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

async function untilReady(
  url: string,
  endedWith: () => number | string | null,
  said: readonly string[],
): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  while ((await readiness(url)) !== 200) {
    if (endedWith() !== null) throw new Error(`the server ended:\n${lastOf(said)}`)
    if (Date.now() > deadline) throw new Error(`the server is not ready:\n${lastOf(said)}`)
    await setTimeout(LOOK_EVERY_MS)
  }
}

const lastOf = (said: readonly string[]) => said.join('').slice(-2000)

/** What `/health/ready` answers; 0 where nobody answers. */
export function readiness(url: string): Promise<number> {
  return fetch(`${url}/health/ready`).then(
    async (response) => {
      await response.text()
      return response.status
    },
    () => 0,
  )
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}
