import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/index.ts'
import { createDependencies, type Dependencies, type Overrides } from '../../src/dependencies.ts'
import { aLogger } from './a-logger.ts'
import { sharedWriter } from './a-writer.ts'

export interface TestApp {
  readonly url: string
  readonly deps: Dependencies
  /** Where the store lies. */
  readonly folder: string
  readonly logLines: readonly string[]
  stop(): Promise<void>
}

interface Options extends Overrides {
  readonly env?: Readonly<Record<string, string>>
  readonly folder?: string
  /** Another name of this machine, for tests that need two sites. */
  readonly publicHost?: string
}

// Making the tool's RSA key takes a tenth of a second and more, so one empty store with a key is made and copied.
let emptyStore: Promise<string> | undefined

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'lachan-'))

async function makeEmptyStore(): Promise<string> {
  const folder = newFolder()
  process.once('exit', () => {
    rmSync(folder, { recursive: true })
  })
  const config = readConfig({ DATABASE_URL: `sqlite:${folder}` })
  const deps = await createDependencies(config, {
    logger: aLogger().logger,
    writer: sharedWriter,
  })
  await deps.lti.start()
  await deps.lti.close()
  await deps.storage.close()
  return folder
}

async function copyEmptyStore(): Promise<string> {
  emptyStore ??= makeEmptyStore()
  const folder = newFolder()
  cpSync(await emptyStore, folder, { recursive: true })
  return folder
}

/** The real app on a throw-away embedded store, listening on a free port. */
export async function startTestApp(options: Options = {}): Promise<TestApp> {
  const folder = options.folder ?? (await copyEmptyStore())
  const { logger, lines } = aLogger()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://${options.publicHost ?? '127.0.0.1'}:${port}`
  const config = readConfig({
    PUBLIC_URL: url,
    DATABASE_URL: `sqlite:${folder}`,
    ...options.env,
  })
  const deps = await createDependencies(config, { logger, writer: sharedWriter, ...options })
  await deps.lti.start()
  await deps.directory.reload()
  server.on('request', createApp(deps))
  return {
    url,
    deps,
    folder,
    logLines: lines,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await deps.coverage.worker.stop()
      await deps.passback.stop()
      await deps.lti.close()
      await deps.storage.close()
      if (!options.folder) rmSync(folder, { recursive: true })
    },
  }
}
