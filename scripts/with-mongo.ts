// `node scripts/with-mongo.ts FILE [ARG...]`: runs a file of Node with MONGODB_URL set to a server that is there for as
// long as it runs; fails where there is none.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { NoMongoServerError, startMongoServer } from './mongo-server.ts'

async function run(command: readonly string[]): Promise<number> {
  const server = await startMongoServer()
  console.log(`MongoDB's protocol is spoken by ${server.name}.`)
  try {
    const child = spawn(process.execPath, command, {
      stdio: 'inherit',
      env: { ...process.env, MONGODB_URL: server.url },
    })
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => child.kill(signal))
    const [code] = (await once(child, 'exit')) as [number | null]
    return code ?? 1
  } finally {
    await server.stop()
  }
}

const command = process.argv.slice(2)
if (command.length === 0) throw new Error('usage: with-mongo.ts FILE [ARG...]')
try {
  process.exitCode = await run(command)
} catch (error) {
  if (!(error instanceof NoMongoServerError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
