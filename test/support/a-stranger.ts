import { Agent, request } from 'node:http'

/** What came back, as bytes read as Latin-1: nothing here needs to be text. */
export interface Heard {
  readonly status: number
  readonly text: string
  readonly tookMs: number
}

export interface Thrown {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

const PATIENCE_MS = 10_000

/** Sends what no browser would, and reads whatever comes back. */
export interface Stranger {
  send(thrown: Thrown): Promise<Heard>
  leave(): void
}

export function aStranger(origin: string): Stranger {
  const { hostname, port } = new URL(origin)
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  return {
    send: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const startedAt = performance.now()
        const sent = request({
          ...{ hostname, port, agent, method, path, timeout: PATIENCE_MS },
          headers: {
            ...headers,
            ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
          },
        })
        sent.on('response', (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('latin1')
            resolve({
              status: response.statusCode ?? 0,
              text,
              tookMs: performance.now() - startedAt,
            })
          })
          response.on('error', reject)
        })
        sent.on('timeout', () => sent.destroy(new Error('no answer in time')))
        sent.on('error', reject)
        sent.end(body)
      }),
    leave() {
      agent.destroy()
    },
  }
}
