import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect } from 'chai'

import { figuresOf } from '../../src/coverage/index.ts'
import { addDays, dayOf } from '../../src/runtime/index.ts'
import { schoolIdOf } from '../../src/schools/index.ts'
import { factMigrations, visitMigrations } from '../../src/storage/sqlite/migrations/index.ts'
import { aCommandLine, type CommandLine } from '../support/a-command-line.ts'
import { aHeldSession } from '../support/a-province.ts'

const SCHOOLS = [
  'Mã trường;Tên trường;Cấp học;Xã/Phường;HS lớp 4',
  '72000412;Trường Tiểu học Nguyễn Trãi;TH;Xã Tân Lập;31',
  '72000413;Trường Tiểu học Lê Lợi;TH;Phường Tân Ninh;20',
]
const MET = schoolIdOf('72000412')
const TODAY = dayOf(new Date())
const [FACTS, VISITS] = [factMigrations.length, visitMigrations.length]
const STORED = {
  met: 1,
  obligated: 2,
  reach: { enrolled: 51, present: 30 },
  modules: { completions: 0, expected: 0 },
}

interface Answer {
  readonly parts: readonly { readonly name: string; readonly schema: number }[]
  readonly otherKeys: readonly string[]
  readonly putAside?: string
  readonly periods: readonly unknown[]
  readonly problems: readonly string[]
}

describe('lachan db', () => {
  let cli: CommandLine
  let opened: CommandLine[]
  beforeEach(() => {
    opened = []
    cli = another()
  })
  afterEach(() => {
    for (const one of opened) one.remove()
  })

  function another(env: Readonly<Record<string, string>> = {}): CommandLine {
    const one = aCommandLine(env)
    opened.push(one)
    return one
  }

  const run = async (on: CommandLine, ...args: readonly string[]) => {
    const { exitCode, problem, text } = await on.run('db', ...args, '--json')
    return { exitCode, problem, answer: (text === '' ? {} : JSON.parse(text)) as Answer }
  }

  /** Two schools owe a session, one of them held it. */
  async function aProvince(): Promise<void> {
    await cli.run('schools', 'import', cli.file('schools.csv', ...SCHOOLS))
    await cli.run(
      ...['periods', 'add', '--id', 'hk1', '--name', 'Học kỳ I'],
      ...['--from', addDays(TODAY, -20), '--to', addDays(TODAY, 20)],
    )
    await cli.run('periods', 'open', 'hk1')
    await cli.meanwhile(async ({ sessions, coverageRows }) => {
      await sessions.add(aHeldSession({ schoolId: MET, heldOn: TODAY }))
      await coverageRows.touch(['hk1'], MET)
    })
    await cli.run('coverage', 'show', '--period', 'hk1')
  }

  function change(sql: string, file = 'facts.db'): void {
    const database = new DatabaseSync(path.join(cli.folder, 'data', file))
    database.exec(sql)
    database.close()
  }

  describe('migrate', () => {
    it('makes a store, and tells from which schema to which', async () => {
      const { exitCode, text } = await cli.run('db', 'migrate')
      expect(exitCode).to.equal(0)
      expect(text).to.equal(`facts.db\t0 → ${FACTS}\nvisits.db\t0 → ${VISITS}\n`)
      const again = await cli.run('db', 'migrate', '--json')
      expect(again.json()).to.deep.equal([
        { name: 'facts.db', from: FACTS, to: FACTS },
        { name: 'visits.db', from: VISITS, to: VISITS },
      ])
    })

    for (const [file, verb] of [
      ['facts.db', 'migrate'],
      ['visits.db', 'migrate'],
      ['visits.db', 'check'],
    ] as const) {
      it(`refuses in one line a ${file} that a newer version wrote: ${verb}`, async () => {
        await cli.run('db', 'migrate')
        change('PRAGMA user_version = 99', file)
        const { exitCode, problem, text } = await cli.run('db', verb)
        expect([exitCode, text]).to.deep.equal([1, ''])
        expect(problem).to.match(/^.*has schema 99, this program knows \d+: a newer .*\n$/)
      })
    }
  })

  describe('backup and restore', () => {
    const secrets = () => path.join(cli.folder, 'data', 'secrets.json')
    let file: string
    beforeEach(async () => {
      await aProvince()
      file = path.join(cli.folder, 'backup.tar')
    })

    /** A new machine, with the keys of the old one. */
    function aNewPlace(): CommandLine {
      const place = another()
      cpSync(secrets(), path.join(place.folder, 'data', 'secrets.json'))
      return place
    }

    it('carry a store to another place, with the figures that it had', async () => {
      const { exitCode, answer } = await run(cli, 'backup', file)
      expect([exitCode, answer.parts.map(({ schema }) => schema)]).to.deep.equal([
        0,
        [FACTS, VISITS],
      ])
      const place = aNewPlace()
      const restored = await run(place, 'restore', file)
      expect([restored.exitCode, restored.problem]).to.deep.equal([0, ''])
      expect(restored.answer.periods).to.deep.equal([
        { id: 'hk1', isEqual: true, stored: STORED, recomputed: STORED },
      ])
      expect((await run(place, 'check')).answer.problems).to.deep.equal([])
    })

    it('tell in words what they did', async () => {
      expect((await cli.run('db', 'backup', file)).text.split('\n')[0]).to.equal(file)
      const { text } = await aNewPlace().run('db', 'restore', file)
      expect(text).to.match(/^restored\t\d{4}-\S+\t\d/)
      expect(text).to.contain('hk1\tequal\t1/2 30/51 0/0\n')
    })

    it('say which figures were not those of the facts, and put them right', async () => {
      const none = JSON.stringify(figuresOf([]))
      change(`UPDATE coverage_cells SET body = '${none}' WHERE cell = '${cell()}'`)
      await run(cli, 'backup', file)
      const place = aNewPlace()
      const { text } = await place.run('db', 'restore', file)
      expect(text).to.match(/hk1\tdiffers\t0\/1 0\/20 0\/0 → 1\/2 30\/51 0\/0\n/)
      expect((await run(place, 'check')).answer.problems).to.deep.equal([])
    })

    /** Of the school that met what it owes. */
    function cell(): string {
      const database = new DatabaseSync(path.join(cli.folder, 'data', 'facts.db'))
      const row = database.prepare(`SELECT cell FROM coverage_rows WHERE status = 'met'`).get()
      database.close()
      return String(row?.['cell'])
    }

    it('never hold the keys themselves', async () => {
      await run(cli, 'backup', file)
      const { app, pseudonym } = JSON.parse(readFileSync(secrets(), 'utf8')) as {
        app: string[]
        pseudonym: string
      }
      const bytes = readFileSync(file)
      for (const key of [...app, pseudonym]) {
        expect(key).to.have.length.greaterThan(31)
        expect(bytes.includes(key)).to.equal(false)
      }
    })

    it('refuse a place that has other keys, unless told that they are lost', async () => {
      await run(cli, 'backup', file)
      const place = another()
      const refused = await run(place, 'restore', file)
      expect([
        refused.exitCode,
        existsSync(path.join(place.folder, 'data', 'facts.db')),
      ]).to.deep.equal([1, false])
      expect(refused.problem).to.contain('APP_SECRET, PSEUDONYM_KEY')
      const { exitCode, problem, answer } = await run(place, 'restore', file, '--other-keys')
      expect([exitCode, answer.otherKeys]).to.deep.equal([0, ['APP_SECRET', 'PSEUDONYM_KEY']])
      expect(problem).to.contain('PSEUDONYM_KEY is not that of the backup')
    })

    it('put a store aside only when forced to', async () => {
      await run(cli, 'backup', file)
      const refused = await run(cli, 'restore', file)
      expect([refused.exitCode, refused.problem.includes('store-not-empty')]).to.deep.equal([
        1,
        true,
      ])
      const { exitCode, answer } = await run(cli, 'restore', file, '--force')
      expect([exitCode, existsSync(path.join(answer.putAside!, 'facts.db'))]).to.deep.equal([
        0,
        true,
      ])
    })

    const refusals: [string, () => readonly string[], string][] = [
      ['a file that is not there', () => ['restore', 'not-there.tar'], 'file-not-found'],
      [
        'what is no backup',
        () => ['restore', cli.file('list.tar', ...SCHOOLS), '--force'],
        'backup-damaged',
      ],
      ['to overwrite a file', () => ['backup', cli.file('there.tar', 'x')], 'backup-exists'],
    ]
    for (const [what, args, code] of refusals) {
      it(`refuse ${what}`, async () => {
        const { exitCode, problem } = await run(cli, ...args())
        expect(exitCode).to.equal(1)
        expect(problem).to.match(new RegExp(`^.*\\(${code}\\)\n$`))
      })
    }

    it('are MongoDB’s own work on MongoDB', async () => {
      const place = another({ DATABASE_URL: 'mongodb://127.0.0.1:1/lachan', ...SOME_KEYS })
      for (const verb of ['backup', 'restore']) {
        const { exitCode, problem } = await run(place, verb, file)
        expect([exitCode, problem.includes('mongodump')]).to.deep.equal([1, true])
      }
    })
  })

  const SOME_KEYS = { APP_SECRET: 'a'.repeat(32), PSEUDONYM_KEY: 'b'.repeat(32) }

  describe('check', () => {
    it('finds nothing wrong in a store that is sound', async () => {
      await aProvince()
      const { exitCode, text } = await cli.run('db', 'check')
      expect([exitCode, text]).to.deep.equal([0, 'ok\n'])
    })

    const defects: [string, string, RegExp][] = [
      [
        'a delivery that nobody could be sent',
        `INSERT INTO deliveries VALUES ('d1', 'r', 'u', 0, 'waiting', NULL, 0, 0, NULL, 1, NULL)`,
        /^facts\.db: waits without a recipient: delivery d1$/,
      ],
      [
        'a recipient that should be gone',
        `INSERT INTO deliveries VALUES ('d2', 'r', 'u', 0, 'delivered', 'sealed', 0, 0, NULL, 1, NULL)`,
        /still has its recipient: delivery d2$/,
      ],
      [
        'a score that no sweep would find',
        `INSERT INTO completions VALUES ('c1', 'l', 'B5', '1', 'y', 0, 'high', '{}', '{}', NULL, '')`,
        /nobody would find: completion c1$/,
      ],
      [
        'a row without what it hangs on',
        `PRAGMA foreign_keys = OFF; INSERT INTO deployments VALUES ('gone', '1', 'allowed')`,
        /^facts\.db: a row of deployments has no registrations$/,
      ],
      [
        'a store that is behind',
        `PRAGMA user_version = ${FACTS - 1}`,
        /^facts\.db: schema \d+, this program has \d+: lachan db migrate$/,
      ],
    ]
    for (const [what, sql, problem] of defects) {
      it(`finds ${what}`, async () => {
        await cli.run('db', 'migrate')
        change(sql)
        const { exitCode, answer } = await run(cli, 'check')
        expect([exitCode, answer.problems.length]).to.deep.equal([1, 1])
        expect(answer.problems[0]).to.match(problem)
      })
    }

    it('finds a row that its facts have left behind, and says whose it is', async () => {
      await aProvince()
      change(`DELETE FROM sessions`)
      const { exitCode, text, problem } = await cli.run('db', 'check')
      expect([exitCode, problem]).to.deep.equal([1, '1 wrong\n'])
      expect(text).to.match(/^differs-from-facts: 72000412 in hk1, version \d+\n$/)
      await cli.run('coverage', 'rebuild')
      expect((await cli.run('db', 'check')).exitCode).to.equal(0)
    }).timeout(6000)

    it('finds a file that is damaged, and opens it no further', async () => {
      await aProvince()
      const facts = path.join(cli.folder, 'data', 'facts.db')
      change('PRAGMA journal_mode = DELETE')
      const bytes = readFileSync(facts)
      bytes.fill(0x5a, 4096 * 3, 4096 * 9)
      writeFileSync(facts, bytes)
      const { exitCode, answer } = await run(cli, 'check')
      expect(exitCode).to.equal(1)
      expect(answer.problems[0]).to.match(/^facts\.db: /)
      expect(readFileSync(facts).equals(bytes)).to.equal(true)
    })

    it('says where there is no store', async () => {
      const { exitCode, problem } = await cli.run('db', 'check')
      expect([exitCode, problem.includes('store-missing')]).to.deep.equal([1, true])
    })
  })

  for (const args of [[], ['backup'], ['restore'], ['check', '--what'], ['migrate', 'x', 'y']]) {
    it(`exits 2 for wrong usage: db ${args.join(' ')}`, async () => {
      expect((await cli.run('db', ...args)).exitCode).to.equal(2)
    })
  }

  it('explains every verb', async () => {
    for (const verb of ['migrate', 'backup', 'restore', 'check']) {
      const { exitCode, text } = await cli.run('db', verb, '--help')
      expect([exitCode, text.includes('Usage:')]).to.deep.equal([0, true])
    }
  })
})
