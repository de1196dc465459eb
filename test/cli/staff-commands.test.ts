import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'

import { openStorage } from '../../src/dependencies.ts'
import { createClock, dayOf } from '../../src/runtime/index.ts'
import { ROLES } from '../../src/staff/index.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import type { Storage } from '../support/engines.ts'
import { adding, EMAIL, lachanAt } from './a-staff-cli.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const today = () => dayOf(createClock().now())
const other = anArea({ name: 'Xã Hoà Bình' })

describe('lachan staff', () => {
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
    await store(async ({ areas, schools }) => {
      await areas.saveAll([anArea(), other])
      await schools.saveAll([aSchool()])
    })
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  async function store(work: (storage: Storage) => Promise<unknown>): Promise<void> {
    const storage = await openStorage({ engine: 'sqlite', folder })
    await work(storage)
    await storage.close()
  }
  const lachan = (...args: readonly string[]) =>
    lachanAt({ folder, url: 'https://tool.example' }, args)
  const listed = async () => (await lachan('staff', 'list', '--json')).json() as { email: string }[]
  const grantsOf = async () => {
    const [account] = (await listed()) as unknown as [{ grants: unknown[] }]
    return account.grants
  }

  describe('add', () => {
    it('prints the id of the account and a link that signs in', async () => {
      const { code, json } = await lachan(...adding(), '--json')
      expect(code).to.equal(0)
      const { id, signInUrl, ...more } = json() as Record<string, string>
      expect(more).to.deep.equal({})
      expect(id).to.match(/^[\w-]{16}$/)
      expect(signInUrl).to.match(/^https:\/\/tool\.example\/sign-in\/link\/[\w-]{43}$/)
    })

    it('prints the same in lines for people', async () => {
      const { out } = await lachan(...adding())
      expect(out).to.match(/^id: [\w-]{16}\nsignInUrl: https:\S+\n$/)
    })

    it('lists the account, e-mail in lower case, role from today on', async () => {
      await lachan(...adding({ email: ' Hoa@SO.example ', name: '  Lê Thị  Hoa ' }))
      const [{ id: _id, ...account }] = (await listed()) as unknown as [Record<string, unknown>]
      expect(account).to.deep.equal({
        email: EMAIL,
        name: 'Lê Thị Hoa',
        state: 'active',
        grants: [{ role: 'officer', from: today() }],
      })
    })

    const places: readonly (readonly [string, Record<string, string>, object])[] = [
      ['a school by its code', { role: 'principal', school: '72000412' }, { school: '72000412' }],
      ['an area by its id', { area: anArea().id }, { area: anArea().id }],
      ['an area by its name', { area: 'xã  tân lập' }, { area: anArea().id }],
      ['an area whose tone stands elsewhere', { area: 'Xã Hòa Bình' }, { area: other.id }],
      [
        'first and last day',
        { from: '05/09/2026', to: '2027-05-31' },
        { from: '2026-09-05', to: '2027-05-31' },
      ],
    ]
    for (const [what, fields, expected] of places) {
      it(`takes ${what}`, async () => {
        expect((await lachan(...adding(fields))).code).to.equal(0)
        const role = fields['role'] ?? 'officer'
        expect(await grantsOf()).to.deep.equal([{ role, from: today(), ...expected }])
      })
    }

    const refused: readonly (readonly [string, Record<string, string>, string])[] = [
      ['a principal without a school', { role: 'principal' }, 'grant-needs-school'],
      ['a teacher of an area', { role: 'teacher', area: anArea().id }, 'grant-needs-school'],
      ['a commune official without a commune', { role: 'commune-official' }, 'grant-needs-area'],
      ['an area and a school', { area: anArea().id, school: '72000412' }, 'grant-two-places'],
      ['a school that no list names', { role: 'principal', school: '99' }, 'school-not-found'],
      ['an area that no list names', { area: 'Xã Không Có' }, 'area-unknown'],
      ['an e-mail that is none', { email: 'hoa@' }, 'email-invalid'],
      ['a name of spaces', { name: '  ' }, 'name-invalid'],
      ['a day that is none', { from: '31/02/2026' }, 'day-malformed'],
      ['an end before the beginning', { to: '2020-01-01' }, 'grant-ends-before'],
    ]
    for (const [what, fields, errorCode] of refused) {
      it(`refuses ${what} in one line, and stores nothing`, async () => {
        const { code, out, complaints } = await lachan(...adding(fields))
        expect({ code, out }).to.deep.equal({ code: 1, out: '' })
        expect(complaints.trim().split('\n')).to.have.length(1)
        expect(complaints).to.contain(`(${errorCode})`)
        expect(await listed()).to.deep.equal([])
      })
    }

    it('refuses an e-mail that has an account, however it is written', async () => {
      await lachan(...adding())
      const { code, complaints } = await lachan(...adding({ email: 'HOA@so.example' }))
      expect(code).to.equal(1)
      expect(complaints).to.contain('account-exists')
      expect(await listed()).to.have.length(1)
    })

    it('refuses an area whose name two areas bear, until its id is given', async () => {
      await store(({ areas }) => areas.saveAll([anArea({ kind: 'district' })]))
      expect((await lachan(...adding({ area: anArea().name }))).complaints).to.contain(
        'area-unknown',
      )
      expect((await lachan(...adding({ area: anArea().id }))).code).to.equal(0)
    })
  })

  describe('grant, revoke', () => {
    const principal = ['--role', 'principal', '--school', '72000412'] as const
    beforeEach(() => lachan(...adding({ from: '2026-01-01' })))

    it('gives one more role, and prints the account as it is then', async () => {
      const { code, json } = await lachan('staff', 'grant', EMAIL, ...principal, '--json')
      expect(code).to.equal(0)
      const { grants } = json() as { grants: unknown[] }
      expect(grants).to.deep.equal([
        { role: 'officer', from: '2026-01-01' },
        { role: 'principal', school: '72000412', from: today() },
      ])
      expect(await grantsOf()).to.deep.equal(grants)
    })

    it('ends a role yesterday, and keeps the record of it', async () => {
      expect((await lachan('staff', 'revoke', EMAIL, '--role', 'officer')).code).to.equal(0)
      const to = dayOf(new Date(createClock().now().getTime() - DAY_MS))
      expect(await grantsOf()).to.deep.equal([{ role: 'officer', from: '2026-01-01', to }])
    })

    it('refuses to end a role that the account has not, or not there, or no more', async () => {
      await lachan('staff', 'revoke', EMAIL, '--role', 'officer')
      for (const role of [
        principal,
        ['--role', 'officer', '--area', other.id],
        ['--role', 'officer'],
      ]) {
        const { code, complaints } = await lachan('staff', 'revoke', EMAIL, ...role)
        expect(code).to.equal(1)
        expect(complaints).to.contain('grant-not-found')
      }
    })
  })

  describe('disable, enable', () => {
    it('gives no link and no token to a disabled account, and both again once it is enabled', async () => {
      await lachan(...adding())
      expect((await lachan('staff', 'disable', EMAIL)).code).to.equal(0)
      expect((await lachan('staff', 'list')).out).to.contain(`\tdisabled\t${EMAIL}\t`)
      for (const verb of ['sign-in', 'token']) {
        const { code, out, complaints } = await lachan('staff', verb, EMAIL)
        expect({ code, out }).to.deep.equal({ code: 1, out: '' })
        expect(complaints).to.contain('account-disabled')
      }
      expect((await lachan('staff', 'enable', EMAIL)).code).to.equal(0)
      expect((await lachan('staff', 'sign-in', EMAIL)).code).to.equal(0)
      expect((await lachan('staff', 'token', EMAIL)).code).to.equal(0)
    })

    it('may be said twice', async () => {
      await lachan(...adding())
      for (const verb of ['disable', 'disable', 'enable', 'enable']) {
        expect((await lachan('staff', verb, EMAIL)).code, verb).to.equal(0)
      }
    })
  })

  for (const verb of ['sign-in', 'token', 'disable', 'enable', 'grant', 'revoke']) {
    it(`${verb} refuses an e-mail that has no account`, async () => {
      const role = ['grant', 'revoke'].includes(verb) ? ['--role', 'officer'] : []
      const { code, out, complaints } = await lachan('staff', verb, 'nobody@so.example', ...role)
      expect({ code, out }).to.deep.equal({ code: 1, out: '' })
      expect(complaints).to.contain('account-not-found')
    })
  }

  const usages: readonly (readonly string[])[] = [
    ['staff'],
    ['staff', 'nonsense'],
    ['staff', 'add'],
    adding().slice(0, -2),
    adding().with(2, '--mail'),
    adding({ role: 'emperor' }),
    adding({ role: 'Officer' }),
    ['staff', 'grant', EMAIL],
    ['staff', 'grant', EMAIL, '--role', 'emperor'],
    ['staff', 'sign-in'],
    ['staff', 'sign-in', EMAIL, 'more'],
    ['staff', 'list', '--what'],
    ...['0', '3651', '-1', '1.5', '1e2', 'many', ''].map((days) => [
      ...['staff', 'token', EMAIL, '--days', days],
    ]),
  ]
  for (const args of usages) {
    it(`exits 2 for wrong usage: ${args.join(' ')}`, async () => {
      const { code, out, complaints } = await lachan(...args)
      expect({ code, out }).to.deep.equal({ code: 2, out: '' })
      expect(complaints).not.to.equal('')
    })
  }

  it('names every role where one is unknown', async () => {
    const { complaints } = await lachan(...adding({ role: 'emperor' }))
    for (const role of ROLES) expect(complaints).to.contain(role)
  })

  it('explains every verb', async () => {
    const verbs = ['add', 'grant', 'revoke', 'sign-in', 'token', 'list', 'disable', 'enable']
    for (const verb of verbs) {
      const { code, out } = await lachan('staff', verb, '--help')
      expect({ code, usage: out.startsWith('Usage:') }, verb).to.deep.equal({
        code: 0,
        usage: true,
      })
    }
  })
})
