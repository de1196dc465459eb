import { bind } from './connection.ts'
import { type Database, type DatabaseOptions, openForReading, type Write } from './database.ts'
import type { Writer } from './writer.ts'

export interface DurableDatabaseOptions extends DatabaseOptions {
  readonly writer: Writer
}

/**
 * For facts: a write is answered once it lies on the disk. The wait for the disk happens on a thread of its own, and
 * whatever was asked for meanwhile shares the next wait (architecture §3.8).
 */
export function openDurableDatabase(options: DurableDatabaseOptions): Database {
  const { file, writer, onStatement } = options
  const { storeFile, read } = openForReading(options, 'FULL')
  const write = async (writes: readonly Write[]) => {
    const bound = writes.map(({ sql, parameters = {} }) => {
      onStatement?.()
      return { sql, bound: bind(sql, parameters) }
    })
    return writer.write(file, bound)
  }
  return {
    all: read,
    batch: write,
    async run(sql, parameters = {}) {
      const [changed = 0] = await write([{ sql, parameters }])
      return changed
    },
    async check() {
      await writer.write(file, [{ sql: 'SELECT 1', bound: {} }])
    },
    async close() {
      await writer.closeFile(file)
      storeFile.close()
    },
  }
}
