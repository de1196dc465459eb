import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/index.ts'
import { createDependencies, type Dependencies, type Overrides } from '../../src/dependencies.ts'
import { aLogger } from './a-logger.ts'
import { sharedWriter } from './a-writer.ts'
import { anAppStore, type AppStore, keptAppStore, type StoredText } from './an-app-store.ts'
import type { EngineName } from './engines.ts'

export interface TestApp {
  readonly url: string
  readonly deps: Dependencies
  /** Where the embedded store lies; empty on the other engine. */
  readonly folder: string
  /** Everything that the store holds. */
  stored(): Promise<readonly StoredText[]>
  readonly logLines: readonly string[]
  /** What another process needs to run on the same store. */
  readonly storeEnv: AppStore['env']
  stop(): Promise<void>
}

interface Options extends Overrides {
  readonly env?: Readonly<Record<string, string>>
  /** The embedded one unless told otherwise; `MONGODB_URL` says where the other is. */
  readonly engine?: EngineName
  /** A store that is there already. */
  readonly folder?: string
  /** Another process on the store of this one, which stays its owner. */
  readonly beside?: TestApp
  /** Another name of this machine, for tests that need two sites. */
  readonly publicHost?: string
}

/** The real app on a throw-away store, listening on a free port. */
export async function startTestApp(options: Options = {}): Promise<TestApp> {
  const { folder, engine = 'sqlite', beside } = options
  const kept = folder === undefined ? undefined : keptAppStore(folder)
  const store = kept ?? (beside ? besideStore(beside) : await anAppStore(engine))
  const { logger, lines } = aLogger()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://${options.publicHost ?? '127.0.0.1'}:${port}`
  const config = readConfig({ PUBLIC_URL: url, ...store.env, ...options.env })
  const deps = await createDependencies(config, { logger, writer: sharedWriter, ...options })
  await deps.lti.start()
  await deps.directory.reload()
  server.on('request', createApp(deps))
  return {
    url,
    deps,
    folder: store.folder,
    stored: () => store.contents(),
    logLines: lines,
    storeEnv: store.env,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await deps.coverage.worker.stop()
      await deps.passback.stop()
      await deps.memberCounter.stop()
      await deps.lti.close()
      await deps.storage.close()
      await store.remove()
    },
  }
}

function besideStore({ storeEnv: env, folder, stored: contents }: TestApp): AppStore {
  return { env, folder, contents, remove: () => Promise.resolve() }
}
