import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Spent } from './roles.ts'

const HOST = '127.0.0.1'

export interface TimedServer {
  readonly origin: string
  serve(listener: RequestListener): void
  takeSpent(): Promise<Spent>
}

/** A plain HTTP server that takes the time of every answer around its listener: the same one for every contender. */
export async function startTimedServer(): Promise<TimedServer> {
  const server = createServer()
  server.listen(0, HOST)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let serverMs: number[] = []
  let cpuBefore = process.cpuUsage()
  return {
    origin: `http://${HOST}:${port}`,
    serve(listener) {
      server.on('request', (req, res) => {
        const startedAt = performance.now()
        res.once('finish', () => serverMs.push(performance.now() - startedAt))
        listener(req, res)
      })
    },
    takeSpent() {
      const { user, system } = process.cpuUsage(cpuBefore)
      const spent = { serverMs, cpuMs: (user + system) / 1000 }
      serverMs = []
      cpuBefore = process.cpuUsage()
      return Promise.resolve(spent)
    },
  }
}
