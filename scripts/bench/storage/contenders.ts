import { DatabaseSync } from 'node:sqlite'

import { openDatabase } from '../../../src/storage/sqlite/database.ts'
import { openDurableDatabase } from '../../../src/storage/sqlite/durable-database.ts'
import { createWriter } from '../../../src/storage/sqlite/index.ts'

/** One durable write at a time, answered when it lies on the disk. */
export interface Contender {
  readonly name: string
  write(id: string): Promise<void>
  /** What a launch asks of the same process meanwhile: a row in the file that waits for no disk. */
  visit(id: string): Promise<void>
  close(): Promise<void>
}

const SCHEMA = 'CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID'
const INSERT = 'INSERT INTO notes (id, body) VALUES (:id, :body)'
const BODY = 'x'.repeat(400)

/** The product's two files. */
export function ours(folder: string): Contender {
  const writer = createWriter()
  const migrations = [SCHEMA]
  const facts = openDurableDatabase({ file: `${folder}/ours-facts.db`, migrations, writer })
  const visits = openDatabase({ file: `${folder}/ours-visits.db`, migrations })
  return {
    name: 'ours',
    async write(id) {
      await facts.run(INSERT, { id, body: BODY })
    },
    async visit(id) {
      await visits.run(INSERT, { id, body: BODY })
    },
    async close() {
      await facts.close()
      await visits.close()
      await writer.close()
    },
  }
}

/** The same two files, each write committed where it is asked for: what node:sqlite gives without more. */
export function inline(folder: string): Contender {
  const open = (name: string, synchronous: string) => {
    const connection = new DatabaseSync(`${folder}/inline-${name}.db`)
    connection.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; ${SCHEMA}`)
    return { connection, insert: connection.prepare(INSERT) }
  }
  const facts = open('facts', 'FULL')
  const visits = open('visits', 'NORMAL')
  const put = ({ insert }: typeof facts, id: string) =>
    new Promise<void>((resolve) => {
      insert.run({ id, body: BODY })
      resolve()
    })
  return {
    name: 'inline',
    write: (id) => put(facts, id),
    visit: (id) => put(visits, id),
    close: () => {
      facts.connection.close()
      visits.connection.close()
      return Promise.resolve()
    },
  }
}
