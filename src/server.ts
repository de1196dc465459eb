import { createServer } from 'node:http'

import { createApp } from './app.ts'
import { ContentError, formatProblem } from './catalogue/index.ts'
import { type Config, readConfig } from './config/index.ts'
import { createDependencies } from './dependencies.ts'
import { watchUnhandledRejections } from './runtime/index.ts'

// An LMS page that hangs on to its connection must not keep the process from ending.
const DRAIN_MS = 10_000

export interface RunningServer {
  readonly url: string
  /** Stops accepting, finishes what is under way, closes the store. */
  stop(): Promise<void>
}

export async function start(config: Config): Promise<RunningServer> {
  const deps = await createDependencies(config)
  const rejections = watchUnhandledRejections(process, deps.logger)
  await deps.lti.start()
  await deps.directory.reload()
  const polled = [deps.directory, deps.catalogue, deps.help.book, deps.bindings.courseSchools]
  const server = createServer(createApp(deps))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.http.port, config.http.host, resolve)
  })
  deps.passback.start()
  deps.sweeper.start()
  for (const { poll } of polled) poll.start()
  deps.coverage.worker.start()
  deps.logger.info({ url: config.http.publicUrl }, 'listening')

  async function drain(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    const cut = setTimeout(() => {
      server.closeAllConnections()
    }, DRAIN_MS)
    await closed
    clearTimeout(cut)
  }

  return {
    url: config.http.publicUrl,
    async stop() {
      await drain()
      await deps.coverage.worker.stop()
      for (const { poll } of polled) await poll.stop()
      await deps.sweeper.stop()
      await deps.passback.stop()
      await deps.memberCounter.stop()
      await deps.lti.close()
      await deps.storage.close()
      rejections.stop()
    },
  }
}

/** Runs until the process is asked to end. */
async function main(): Promise<void> {
  const running = await start(readConfig())
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void running.stop())
}

/** All problems of the content at once, as of the configuration. */
function toMessage(error: unknown): string {
  if (error instanceof ContentError) return error.problems.map(formatProblem).join('\n')
  return error instanceof Error ? error.message : String(error)
}

if (import.meta.main) {
  try {
    await main()
  } catch (error) {
    process.stderr.write(`${toMessage(error)}\n`)
    process.exitCode = 1
  }
}
