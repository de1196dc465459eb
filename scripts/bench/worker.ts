import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

const ANSWER_WITHIN_MS = 6 * 60 * 1000
const END_WITHIN_MS = 5000

/** What a worker process can be asked, by name. */
export type Role<R> = { readonly [Name in keyof R]: (argument: never) => Promise<unknown> }

type Answer<Question> = Question extends (argument: never) => Promise<infer A> ? A : never

/** A part of a bench in a process of its own, so that parts do not share an event loop. */
export interface Worker<R extends Role<R>> {
  ask<Name extends keyof R & string>(
    name: Name,
    ...argument: Parameters<R[Name]>
  ): Promise<Answer<R[Name]>>
  /** Fulfilled when the process is gone. */
  readonly ended: Promise<void>
}

interface Question {
  readonly name: string
  readonly argument?: unknown
}

interface Reply {
  readonly answer?: unknown
  readonly error?: string
}

/** Starts a worker that lives until `stopping` says so. */
export async function startWorker<R extends Role<R>>(
  file: URL,
  stopping: AbortSignal,
): Promise<Worker<R>> {
  stopping.throwIfAborted()
  const child = fork(file, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: environment(),
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  stopping.addEventListener('abort', () => end(child), { once: true })
  await replyOf(child, 'start')
  return {
    ended,
    async ask(name, ...[argument]) {
      const reply = replyOf(child, name)
      child.send({ name, argument } satisfies Question)
      return (await reply) as Answer<R[typeof name]>
    },
  }
}

/** Losing its parent ends a worker in order, so that `node --cpu-prof` gets its profile. */
function end(child: ChildProcess): void {
  if (child.connected) child.disconnect()
  const kill = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS)
  child.once('exit', () => {
    clearTimeout(kill)
  })
}

/** All workers run as in production; DEBUG would make stock ltijs print every token. */
function environment(): NodeJS.ProcessEnv {
  const { DEBUG: _debug, ...rest } = process.env
  return { ...rest, NODE_ENV: 'production' }
}

async function replyOf(child: ChildProcess, name: string): Promise<unknown> {
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)])
  try {
    const event = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(() => [{ error: 'the process ended' }]),
    ])
    const [{ answer, error }] = event as [Reply]
    if (error !== undefined) throw new Error(`${name}: ${error}`)
    return answer
  } finally {
    stop.abort()
  }
}

/** The worker's side. Ends with its parent, however that one ended. */
export function serveRole<R extends Role<R>>(role: R): void {
  process.on('disconnect', () => process.exit())
  // Ctrl-C reaches the whole process group; the parent decides when this ends.
  process.on('SIGINT', () => undefined)
  process.on('message', (question: Question) => {
    void answer(role as never, question).then((reply) => process.send?.(reply))
  })
  process.send?.({})
}

async function answer(
  role: Readonly<Record<string, ((argument: unknown) => Promise<unknown>) | undefined>>,
  { name, argument }: Question,
): Promise<Reply> {
  try {
    return { answer: await role[name]?.(argument) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
