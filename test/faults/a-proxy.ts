import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** Carries bytes from one port to others, each connection to the next of them, late where told so; can be cut. */
export interface Proxy {
  readonly port: number
  /** Ends what is under way and refuses what comes. */
  cut(): Promise<void>
  mend(): Promise<void>
}

interface Target {
  readonly host: string
  readonly port: number
}

export async function startProxy(targets: readonly Target[], delayMs = 0): Promise<Proxy> {
  const sockets = new Set<Socket>()
  let next = 0
  const carry = (from: Socket) => {
    const to = connect(targets[next % targets.length]!)
    next += 1
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
    to.pipe(from)
    from.on('data', (chunk) => setTimeout(() => to.write(chunk), delayMs))
  }
  const listen = async (port: number) => {
    const server = createServer(carry).listen(port, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    port,
    async cut() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    async mend() {
      server = await listen(port)
    },
  }
}
