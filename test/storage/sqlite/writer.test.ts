import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { expect } from 'chai'
import fc from 'fast-check'

import type { Database, Write } from '../../../src/storage/sqlite/database.ts'
import { openDurableDatabase } from '../../../src/storage/sqlite/durable-database.ts'
import { createWriter, type Writer } from '../../../src/storage/sqlite/index.ts'

const MIGRATIONS = ['CREATE TABLE notes (id TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT']

const insert = (id: string, n = 0): Write => ({
  sql: 'INSERT INTO notes (id, n) VALUES (:id, :n)',
  parameters: { id, n },
})
const put = (id: string, n: number): Write => ({
  sql: 'INSERT INTO notes (id, n) VALUES (:id, :n) ON CONFLICT (id) DO UPDATE SET n = :n',
  parameters: { id, n },
})

describe('the writing thread', () => {
  let folder: string
  let writer: Writer
  let opened: Database[]
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
    writer = createWriter()
    opened = []
  })
  afterEach(async () => {
    for (const database of opened) await database.close()
    await writer.close()
    rmSync(folder, { recursive: true })
  })

  function open(name = 'facts.db', by: Writer = writer): Database {
    const file = path.join(folder, name)
    const database = openDurableDatabase({ file, migrations: MIGRATIONS, writer: by })
    opened.push(database)
    return database
  }
  const idsIn = async (database: Database) =>
    (await database.all('SELECT id FROM notes ORDER BY id')).map(({ id }) => id)

  it('answers what everybody can then read, another process too', async () => {
    const database = open()
    const [changed] = await database.batch([insert('a')])
    expect(changed).to.equal(1)
    expect(await idsIn(database)).to.deep.equal(['a'])
    expect(await idsIn(open())).to.deep.equal(['a'])
  })

  it('does all writes of a batch or none', async () => {
    const database = open()
    await database.batch([insert('a')])
    const batch = database.batch([insert('b'), insert('a'), insert('c')])
    const failure = await batch.catch((error: unknown) => error as Error & { code: string })
    expect(failure).to.include({ code: 'ERR_SQLITE_ERROR' })
    expect((failure as Error).message).to.match(/^UNIQUE constraint failed/)
    expect(await idsIn(database)).to.deep.equal(['a'])
  })

  it('does not let one failure undo what was asked for beside it', async () => {
    const database = open()
    await database.batch([insert('m')])
    const asked = ['a', 'm', 'b', 'm', 'c'].map((id) => database.batch([insert(id)]))
    const outcomes = (await Promise.allSettled(asked)).map(({ status }) => status)
    expect(outcomes).to.deep.equal([
      ...['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
    ])
    expect(await idsIn(database)).to.deep.equal(['a', 'b', 'c', 'm'])
  })

  it('leaves this thread free while the disk works', async () => {
    const database = open()
    await database.batch([insert('start')])
    let turns = 0
    let isWaiting = true
    // Turns of the loop, not of a clock: the disk may be done within a millisecond.
    const turn = () => {
      turns += 1
      if (isWaiting) setImmediate(turn)
    }
    setImmediate(turn)
    const many = Array.from({ length: 200 }, (_, k) => database.batch([insert(`k${k}`)]))
    await Promise.all(many)
    isWaiting = false
    expect(turns).to.be.greaterThan(0)
  })

  it('keeps files apart, and closes one without the others', async () => {
    const [one, other] = [open('one.db'), open('other.db')]
    await Promise.all([one.batch([insert('a')]), other.batch([insert('b')])])
    await one.close()
    opened.shift()
    await other.batch([insert('c')])
    expect(await idsIn(other)).to.deep.equal(['b', 'c'])
  })

  it('refuses a forgotten placeholder before anything is sent', async () => {
    const database = open()
    const sql = 'INSERT INTO notes (id, n) VALUES (:id, :n)'
    const failure = await database.run(sql, { id: 'a' }).catch((error: unknown) => error)
    expect((failure as Error).message).to.equal('unbound: n')
    expect(await idsIn(database)).to.deep.equal([])
  })

  it('answers nobody falsely when it ends, and serves again afterwards', async () => {
    const database = open()
    await database.batch([insert('a')])
    const asked = database.batch([insert('b')]).then(
      () => 'acknowledged',
      () => 'refused',
    )
    await writer.close()
    const isThere = (await idsIn(database)).includes('b')
    if ((await asked) === 'acknowledged') expect(isThere).to.equal(true)
    await database.batch([insert('c')])
    expect(await idsIn(database)).to.include.members(['a', 'c'])
  })

  it('keeps a process alive until its writes are answered, and no longer', () => {
    const script = path.join(folder, 'script.mts')
    const store = pathToFileURL('src/storage/sqlite/index.ts').href
    writeFileSync(
      script,
      `import { createSqliteStorage } from '${store}'
       const storage = createSqliteStorage({ folder: import.meta.dirname })
       await storage.programmes.add({ id: 'a', revision: 1 })
       console.log((await storage.programmes.list()).length)`,
    )
    const run = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 10_000 })
    const { stdout, status } = run
    expect([stdout.trim(), status]).to.deep.equal(['1', 0])
  }).timeout(12_000)

  it('ends as a map does, whatever is asked for at once', async () => {
    const database = open()
    let run = 0
    const someWrites = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(9)), {
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(someWrites, async (writes) => {
        run += 1
        const model = new Map<string, number>()
        const asked = writes.map(([id, n]) => {
          model.set(`${run}${id}`, n)
          return database.batch([put(`${run}${id}`, n)])
        })
        await Promise.all(asked)
        const rows = await database.all('SELECT id, n FROM notes WHERE id LIKE :like', {
          like: `${run}_`,
        })
        expect(new Map(rows.map(({ id, n }) => [id, n]))).to.deep.equal(model)
      }),
      { numRuns: 40 },
    )
  }).timeout(10_000)
})
