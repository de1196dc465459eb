import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect } from 'chai'
import fc from 'fast-check'

import type { SessionId } from '../../../src/sessions/index.ts'
import { pack } from '../../../src/storage/sqlite/backup-file.ts'
import {
  createSqliteMaintenance,
  createSqliteStorage,
  type SqliteStorage,
} from '../../../src/storage/sqlite/index.ts'
import { anObligation } from '../../support/a-period.ts'
import { aSchool } from '../../support/a-school.ts'
import { aSession } from '../../support/a-session.ts'
import { fillStore } from '../../support/a-whole-store.ts'
import { sharedWriter } from '../../support/a-writer.ts'
import { codeOf } from '../../support/rejection.ts'

const AT = new Date('2026-11-23T02:00:00.000Z')
const KEYS = { app: ['one', 'two'], pseudonym: 'three' }

describe('a backup of the embedded store', () => {
  let root: string
  let storage: SqliteStorage
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'lachan-'))
    storage = open('store')
  })
  afterEach(async () => {
    await storage.close()
    rmSync(root, { recursive: true })
  })

  const at = (name: string) => path.join(root, name)
  const open = (name: string) => createSqliteStorage({ folder: at(name), writer: sharedWriter })
  const backUp = (file = at('backup.tar')) =>
    createSqliteMaintenance(at('store')).backup({ file, at: AT, product: '1.2.3', keys: KEYS })
  const restore = (name: string, options = {}) =>
    createSqliteMaintenance(at(name)).restore({
      ...{ file: at('backup.tar'), at: AT, keys: KEYS, force: false, otherKeys: false },
      ...options,
    })

  it('says what it is, and is for its owner only', async () => {
    await fillStore(storage)
    const { parts, ...said } = await backUp()
    const format = 'la-chan-backup-1'
    expect(said).to.deep.equal({ format, at: AT.toISOString(), product: '1.2.3', keys: KEYS })
    expect(parts.map(({ name }) => name)).to.deep.equal(['facts.db', 'visits.db'])
    expect(statSync(at('backup.tar')).mode & 0o077).to.equal(0)
    expect(readdirSync(root).toSorted()).to.deep.equal(['backup.tar', 'store'])
  })

  it('never takes the place of another file', async () => {
    writeFileSync(at('backup.tar'), 'what somebody needs')
    expect(await codeOf(backUp())).to.equal('backup-exists')
    expect(readFileSync(at('backup.tar'), 'utf8')).to.equal('what somebody needs')
  })

  it('leaves nothing behind where it could not be made', async () => {
    const file = at('store/facts.db/backup.tar')
    expect(await backUp(file).catch((error: unknown) => error)).to.be.instanceOf(Error)
    expect(
      await codeOf(
        createSqliteMaintenance(at('none')).backup({
          file: at('other.tar'),
          at: AT,
          product: '1',
          keys: KEYS,
        }),
      ),
    ).to.equal('store-missing')
    expect(readdirSync(root)).to.deep.equal(['store'])
  })

  it('made while others write has all that was acknowledged before, and no half of anything', async () => {
    const named = (number: number) => aSession({ id: `session-${number}` as SessionId })
    const schools = Array.from({ length: 40 }, (_, k) => aSchool({ code: `7200${1000 + k}` }))
    const acknowledged: number[] = []
    const writing = { isDone: false }
    const begun = Promise.withResolvers<undefined>()
    const holding = (async () => {
      for (let number = 0; number < 500 || !writing.isDone; number += 1) {
        await storage.sessions.add(named(number))
        acknowledged.push(number)
        if (number === 50) begun.resolve(undefined)
      }
    })()
    // Forty obligations of one revision at a time: one transaction each.
    const freezing = (async () => {
      for (let revision = 1; !writing.isDone; revision += 1) {
        const frozen = schools.map((school) => anObligation({ revision }, school))
        await storage.obligations.freeze(
          'hk1',
          frozen.map((one) => ({ ...one, periodId: 'hk1' })),
        )
      }
    })()
    await begun.promise
    const before = acknowledged.length
    await backUp()
    const during = acknowledged.length - before
    writing.isDone = true
    await Promise.all([holding, freezing])
    await restore('restored')
    const restored = open('restored')
    const there = await restored.sessions.listOfSchool(
      aSchool().id,
      named(0).heldOn,
      named(0).heldOn,
    )
    const revisions = (await restored.obligations.listOfPeriod('hk1')).map(
      ({ revision }) => revision,
    )
    await restored.close()
    const numbers = there
      .map(({ id }) => Number(id.slice('session-'.length)))
      .toSorted((a, b) => a - b)
    expect(during).to.be.greaterThan(0)
    expect(numbers.length).to.be.within(before, acknowledged.length)
    expect(numbers).to.deep.equal(Array.from({ length: numbers.length }, (_, k) => k))
    expect([revisions.length, new Set(revisions).size]).to.deep.equal([40, 1])
  }).timeout(20_000)

  it('comes back whole, or is refused, whichever byte of it is damaged', async () => {
    await fillStore(storage)
    await backUp()
    const whole = readFileSync(at('backup.tar'))
    await restore('whole')
    const files = (name: string) =>
      ['facts.db', 'visits.db'].map((file) => readFileSync(at(`${name}/${file}`)).toString('hex'))
    const expected = files('whole')
    let refused = 0
    const someByte = fc.record({ index: fc.nat(whole.length - 1), bit: fc.nat(7) })
    await fc.assert(
      fc.asyncProperty(someByte, async ({ index, bit }) => {
        const damaged = Buffer.from(whole)
        damaged[index]! ^= 1 << bit
        writeFileSync(at('backup.tar'), damaged)
        const code = await restore('damaged').then(
          () => 'restored',
          (error: unknown) => (error as { code: string }).code,
        )
        if (code === 'restored') expect(files('damaged')).to.deep.equal(expected)
        else expect([code, readdirSync(at('damaged'))]).to.deep.equal(['backup-damaged', []])
        if (code !== 'restored') refused += 1
        rmSync(at('damaged'), { recursive: true })
      }),
      { numRuns: 40 },
    )
    // About one byte in seven fills up a block of the archive and means nothing.
    expect(refused).to.be.greaterThan(20)
  }).timeout(20_000)

  for (const length of [0, 100, 512, 5000]) {
    it(`is refused where only its first ${length} bytes are left`, async () => {
      await backUp()
      writeFileSync(at('backup.tar'), readFileSync(at('backup.tar')).subarray(0, length))
      expect(await codeOf(restore('other'))).to.equal('backup-damaged')
    })
  }

  const problemOf = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: unknown) => String(error),
    )

  it('is not made of a store that a newer version wrote', async () => {
    await open('newer').close()
    makeNewer('newer')
    const order = { file: at('backup.tar'), at: AT, product: '1.2.3', keys: KEYS }
    const problem = await problemOf(createSqliteMaintenance(at('newer')).backup(order))
    expect(problem).to.match(/facts\.db has schema 99, this program knows \d+/)
    expect(existsSync(at('backup.tar'))).to.equal(false)
  })

  it('is refused where a newer version made it', async () => {
    const manifest = await backUp(at('older.tar'))
    await open('newer').close()
    makeNewer('newer')
    await pack(at('newer'), manifest, at('backup.tar'))
    expect(await problemOf(restore('other'))).to.match(
      /facts\.db has schema 99, this program knows/,
    )
    expect(readdirSync(at('other'))).to.deep.equal([])
  })

  function makeNewer(name: string): void {
    const newer = new DatabaseSync(at(`${name}/facts.db`))
    newer.exec('PRAGMA user_version = 99')
    newer.close()
  }

  describe('put back', () => {
    beforeEach(async () => {
      await fillStore(storage)
      await backUp()
    })

    it('into an empty folder gives every file as it was', async () => {
      const { putAside, otherKeys } = await restore('other')
      expect([putAside, otherKeys]).to.deep.equal([undefined, []])
      const restored = open('other')
      expect(await restored.accounts.list()).to.deep.equal(await storage.accounts.list())
      await restored.close()
    })

    it('spares a store that is there, unless told to put it aside', async () => {
      await open('other').close()
      expect(await codeOf(restore('other'))).to.equal('store-not-empty')
      const { putAside } = await restore('other', { force: true })
      expect(readdirSync(putAside!).toSorted()).to.deep.equal(['facts.db', 'visits.db'])
    })

    it('keeps in what was put aside also what had not reached the file yet', async () => {
      const busy = open('other')
      await busy.sessions.add(aSession())
      await busy.close()
      const { putAside } = await restore('other', { force: true })
      const old = createSqliteStorage({ folder: putAside!, writer: sharedWriter })
      expect(await old.sessions.find(aSession().id)).to.deep.equal(aSession())
      await old.close()
    })

    it('never replaces a store that is open', async () => {
      expect(await codeOf(restore('store', { force: true }))).to.equal('store-in-use')
      expect(readdirSync(at('store')).filter((name) => /re[ps]/.test(name))).to.deep.equal([])
      expect(await storage.accounts.list()).to.have.length(1)
    })

    it('takes the place of a store that cannot be opened any more', async () => {
      await open('other').close()
      writeFileSync(at('other/facts.db'), 'torn to pieces'.repeat(100))
      await restore('other', { force: true })
      expect(await createSqliteMaintenance(at('other')).check()).to.deep.equal([])
    })

    const keys: [string, typeof KEYS, readonly string[]][] = [
      ['a new secret beside the old ones', { ...KEYS, app: ['new', 'one', 'two'] }, []],
      ['one of its secrets gone', { ...KEYS, app: ['one'] }, ['APP_SECRET']],
      ['another pseudonym key', { ...KEYS, pseudonym: 'other' }, ['PSEUDONYM_KEY']],
      ['nothing as it was', { app: [], pseudonym: '' }, ['APP_SECRET', 'PSEUDONYM_KEY']],
    ]
    for (const [what, ours, other] of keys) {
      it(`with ${what} is ${other.length > 0 ? 'refused' : 'taken'}`, async () => {
        const code = other.length > 0 ? await codeOf(restore('other', { keys: ours })) : undefined
        expect(code).to.equal(other.length > 0 ? 'backup-other-keys' : undefined)
        const { otherKeys } = await restore('other', { keys: ours, otherKeys: true })
        expect(otherKeys).to.deep.equal(other)
      })
    }
  })
})
