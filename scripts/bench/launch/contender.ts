import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { serveRole } from '../worker.ts'
import { cpuPartsOf } from './cpu-parts.ts'
import { startProfile } from './profile.ts'
import type { ContenderRole, ContenderSetup, ToolAddresses } from './roles.ts'
import { createStoreMeter, type StoreMeter } from './store-meter.ts'

// Asked for here and not by an option of the process: contenders run as in production.
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const HOST = '127.0.0.1'

export interface ContenderParts extends ContenderSetup {
  readonly origin: string
  readonly storeMeter: StoreMeter
}

export interface Contender {
  readonly handler: RequestListener
  readonly addresses: ToolAddresses
}

/** One tool in a process of its own, behind the same plain HTTP server as every other. */
export function serveContender(build: (parts: ContenderParts) => Promise<Contender>): void {
  let storeMeter: StoreMeter | undefined
  let stopProfile: Awaited<ReturnType<typeof startProfile>> | undefined
  serveRole<ContenderRole>({
    async start(setup) {
      storeMeter = createStoreMeter(setup.storeLatencyMs)
      const server = createServer()
      server.listen(0, HOST)
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const origin = `http://${HOST}:${port}`
      const { handler, addresses } = await build({ ...setup, origin, storeMeter })
      server.on('request', handler)
      return addresses
    },
    usage() {
      const { user, system } = process.cpuUsage()
      const storeTripCount = storeMeter?.tripCount() ?? 0
      return Promise.resolve({ cpuMs: (user + system) / 1000, storeTripCount })
    },
    async startProfile() {
      stopProfile = await startProfile()
    },
    async stopProfile() {
      if (!stopProfile) throw new Error('no profile was started')
      return cpuPartsOf(await stopProfile())
    },
    memory() {
      collectGarbage()
      const { heapUsed: heap, rss: resident } = process.memoryUsage()
      return Promise.resolve({ heap, resident })
    },
  })
}
