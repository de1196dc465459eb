import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect } from 'chai'

import { StoreUnavailableError } from '../../../src/errors/index.ts'
import { type Database, openDatabase } from '../../../src/storage/sqlite/database.ts'
import { openDurableDatabase } from '../../../src/storage/sqlite/durable-database.ts'
import { toStoreError } from '../../../src/storage/sqlite/unavailable.ts'
import { sharedWriter } from '../../support/a-writer.ts'
import { codeOf } from '../../support/rejection.ts'

const MIGRATIONS = ['CREATE TABLE notes (id TEXT PRIMARY KEY) STRICT']
const INSERT = 'INSERT INTO notes (id) VALUES (:id)'

const KINDS = {
  'a file written on this thread': (file: string) => openDatabase({ file, migrations: MIGRATIONS }),
  'a file written on the other thread': (file: string) =>
    openDurableDatabase({ file, migrations: MIGRATIONS, writer: sharedWriter }),
}

for (const [kind, open] of Object.entries(KINDS)) {
  describe(`${kind}, gone`, () => {
    let folder: string
    let file: string
    let database: Database
    beforeEach(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
      file = path.join(folder, 'notes.db')
      database = open(file)
      await database.run(INSERT, { id: 'a' })
    })
    afterEach(async () => {
      await database.close()
      rmSync(folder, { recursive: true })
    })

    const ids = async () =>
      (await database.all('SELECT id FROM notes ORDER BY id')).map((row) => row['id'])

    it('is unavailable to whoever reads, writes or checks', async () => {
      renameSync(file, `${file}.away`)
      const asked = [ids, () => database.run(INSERT, { id: 'b' }), () => database.check()]
      for (const ask of asked) {
        expect(await codeOf(ask())).to.equal('store-unavailable')
      }
      renameSync(`${file}.away`, file)
      await database.check()
      await database.run(INSERT, { id: 'c' })
      expect(await ids()).to.deep.equal(['a', 'c'])
    })

    it('is opened anew where another is put in its place', async () => {
      const files = [file, `${file}-wal`]
      for (const one of files) copyFileSync(one, `${one}.copy`)
      await database.run(INSERT, { id: 'b' })
      for (const one of [...files, `${file}-shm`]) rmSync(one)
      for (const one of files) renameSync(`${one}.copy`, one)
      await database.run(INSERT, { id: 'c' })
      expect(await ids()).to.deep.equal(['a', 'c'])
      const other = new DatabaseSync(file)
      expect(other.prepare('SELECT count(*) AS n FROM notes').get()).to.deep.include({ n: 2 })
      other.close()
    })

    it('leaves errors of a statement as they are', async () => {
      const error = await database.run(INSERT, { id: 'a' }).catch((thrown: unknown) => thrown)
      expect((error as Error).message).to.match(/^UNIQUE constraint failed/)
    })
  })
}

describe('an error of SQLite', () => {
  const withCode = (errcode: number) => toStoreError(Object.assign(new Error('why'), { errcode }))

  for (const code of [5, 6, 8, 10, 11, 13, 14, 26]) {
    it(`${code} says that the store is unavailable, whatever extends it, and keeps why for the log`, () => {
      for (const extended of [code, code + 256 * 3]) {
        const error = withCode(extended)
        expect(error).to.include({ code: 'store-unavailable', status: 503 })
        expect((error.cause as Error).message).to.equal('why')
      }
    })
  }

  for (const code of [1, 19, 19 + 256 * 8]) {
    it(`${code} is our own doing`, () => {
      expect(withCode(code)).not.to.be.instanceOf(StoreUnavailableError)
    })
  }
})
