import { expect } from 'chai'

import type { CoverageJson } from '../../src/api/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { Grant } from '../../src/staff/index.ts'
import { aHeldSession } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aGrant } from '../support/an-account.ts'
import { type Api, startApi } from '../support/an-api.ts'

const PROVINCE = anArea({ kind: 'province', name: 'Tây Ninh' })
const HERE = anArea({ parentId: PROVINCE.id })
const THERE = anArea({ name: 'Phường Tân Ninh', parentId: PROVINCE.id })
const { communeId: _none, ...PLACELESS } = aSchool({ code: '72000415', pupilCount: 0 })
const SCHOOLS = [
  aSchool(),
  aSchool({ code: '72000413', kind: 'TH&THCS', communeId: THERE.id }),
  aSchool({ code: '72000414', kind: 'CSBT', communeId: THERE.id, gradeSizes: [], pupilCount: 40 }),
  PLACELESS,
  aSchool({ code: '72000301', kind: 'MN' }),
]

describe('GET /api/v1/coverage', () => {
  let api: Api
  let officer: string
  before(async () => {
    api = await startApi({ schools: SCHOOLS, areas: [PROVINCE, HERE, THERE] })
    await api.deps.storage.sessions.add(aHeldSession())
    await api.deps.coverage.worker.schoolChanged(aSchool().id)
    officer = await api.tokenOf(await api.add('minh@so.example', aGrant({ role: 'officer' })))
  })
  after(() => api.stop())

  const ask = (query: string, token = officer) => api.ask(`/coverage${query}`, token)
  const coverage = async (query: string, token = officer) => {
    const { status, json } = await ask(query, token)
    expect(status).to.equal(200)
    return json as CoverageJson
  }

  it('has exactly the form that interfaces §5 promises', async () => {
    const { status, type, json } = await ask('?period=2026-2027-hk1')
    expect([status, type]).to.deep.equal([200, 'application/json'])
    const { schools, ...rest } = json as CoverageJson
    expect(rest).to.deep.equal({
      period: '2026-2027-hk1',
      asOf: '2026-11-23T00:15:00.000Z',
      obligated: 4,
      met: 1,
      ratio: 0.25,
      byStage: {
        th: { obligated: 3, met: 1 },
        thcs: { obligated: 1, met: 0 },
        thpt: { obligated: 0, met: 0 },
        care: { obligated: 1, met: 0 },
      },
      reach: { enrolled: 220, present: 30, ratio: 30 / 220 },
      // B5 is for two grades of twelve: of the 40 children of the care facility that is 7.
      modules: { completions: 0, expected: 187, ratio: 0 },
      trained: { people: 0, schoolYear: '2026-2027' },
    })
    expect(schools.map(({ code }) => code)).to.deep.equal([
      ...['72000412', '72000413', '72000414', '72000415'],
    ])
    expect(schools[0]).to.deep.equal({
      code: '72000412',
      name: 'Trường Tiểu học Nguyễn Trãi',
      area: 'Xã Tân Lập',
      completions: 0,
      trained: 0,
      stages: [
        {
          ...{ stage: 'th', status: 'met', sessions: 1, present: 30, enrolled: 60 },
          ...{ completions: 0, dueOn: '2026-11-30' },
        },
      ],
    })
  })

  it('has null where nothing can be divided, and for a school without a commune', async () => {
    const { service } = api.deps.requirements
    await service.add({ ...api.period, id: 'later' })
    const later = await coverage('?period=later')
    expect(later).to.deep.include({ obligated: 0, ratio: null, schools: [] })
    expect(later.reach).to.deep.equal({ enrolled: 0, present: 0, ratio: null })
    const { schools } = await coverage('?period=2026-2027-hk1')
    expect(schools.find(({ code }) => code === PLACELESS.code)?.area).to.equal(null)
  })

  it('gives every school once, page by page, beside the same figures', async () => {
    const codes: string[] = []
    const figures: number[] = []
    let cursor = ''
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await coverage(`?period=2026-2027-hk1&limit=1${cursor}`)
      codes.push(...page.schools.map(({ code }) => code))
      figures.push(page.obligated)
      if (page.next === undefined) break
      cursor = `&cursor=${encodeURIComponent(page.next)}`
    }
    expect(codes).to.deep.equal(['72000412', '72000413', '72000414', '72000415'])
    expect(figures).to.deep.equal([4, 4, 4, 4])
  })

  for (const [how, area] of [
    ['ID', THERE.id],
    ['name', encodeURIComponent('Phường Tân Ninh')],
    ['name in other letters', encodeURIComponent('PHƯỜNG  tân ninh')],
  ] as const) {
    it(`gives one area by its ${how}`, async () => {
      const there = await coverage(`?period=2026-2027-hk1&area=${area}`)
      expect(there).to.include({ obligated: 2, met: 0 })
      expect(there.schools.map(({ code }) => code)).to.deep.equal(['72000413', '72000414'])
    })
  }

  describe('with the rights of the account', () => {
    const tokenFor = async (email: string, grant: Partial<Grant>) =>
      api.tokenOf(await api.add(email, aGrant(grant)))

    it('begins for a commune official at the commune, and goes no further', async () => {
      const official = await tokenFor('xa@so.example', {
        role: 'commune-official',
        areaId: HERE.id,
      })
      expect(await coverage('?period=2026-2027-hk1', official)).to.include({ obligated: 1, met: 1 })
      const elsewhere = await ask(`?period=2026-2027-hk1&area=${THERE.id}`, official)
      expect(elsewhere.status).to.equal(403)
      const above = await ask(`?period=2026-2027-hk1&area=${PROVINCE.id}`, official)
      expect(above.status).to.equal(403)
    })

    it('refuses whoever may read no area', async () => {
      const principal = await tokenFor('hieutruong@so.example', { role: 'principal' })
      expect((await ask('?period=2026-2027-hk1', principal)).status).to.equal(403)
    })

    it('refuses the token of a grant that ended', async () => {
      const ended = await tokenFor('cu@so.example', {
        role: 'officer',
        from: '2026-01-01' as Day,
        to: '2026-11-22' as Day,
      })
      const { status, json } = await ask('?period=2026-2027-hk1', ended)
      expect(status).to.equal(403)
      expect(json).to.include({ type: '/problems/not-allowed' })
    })

    it('refuses the token of an account that was disabled, and one that expired', async () => {
      const account = await api.add('nghi@so.example', aGrant({ role: 'officer' }))
      const token = await api.tokenOf(account)
      await api.deps.staff.service.disable(account)
      expect((await ask('?period=2026-2027-hk1', token)).status).to.equal(401)
      const other = await api.add('han@so.example', aGrant({ role: 'officer' }))
      const short = await api.tokenOf(other, 0)
      expect((await ask('?period=2026-2027-hk1', short)).status).to.equal(401)
    })
  })

  const refusals: [string, string, string | undefined, number, string][] = [
    ['no token', '?period=2026-2027-hk1', undefined, 401, 'token-missing'],
    ['a token that we never made', '?period=2026-2027-hk1', 'abc', 401, 'token-refused'],
    ['no token before an unknown period', '?period=nope', undefined, 401, 'token-missing'],
    ['an unknown period', '?period=nope', 'officer', 404, 'period-not-found'],
    ['an unknown area', '?period=2026-2027-hk1&area=nope', 'officer', 404, 'area-unknown'],
    ['no period', '', 'officer', 422, 'period-missing'],
    ['a limit of 0', '?period=2026-2027-hk1&limit=0', 'officer', 422, 'limit-invalid'],
    ['a limit of 1001', '?period=2026-2027-hk1&limit=1001', 'officer', 422, 'limit-invalid'],
    ['a limit of words', '?period=2026-2027-hk1&limit=all', 'officer', 422, 'limit-invalid'],
    ['two periods', '?period=2026-2027-hk1&period=b', 'officer', 400, 'malformed-request'],
  ]
  for (const [what, query, who, status, code] of refusals) {
    it(`answers ${status} as problem+json to ${what}`, async () => {
      const token = who === 'officer' ? officer : who
      const answer = await api.ask(`/coverage${query}`, token)
      expect([answer.status, answer.type]).to.deep.equal([status, 'application/problem+json'])
      expect(answer.json).to.include({ type: `/problems/${code}`, status })
      expect(answer.json).to.have.all.keys('type', 'title', 'status', 'detail', 'errorId')
    })
  }

  it('says to a stranger which kind of token it wants', async () => {
    const { headers } = await api.ask('/coverage?period=2026-2027-hk1')
    expect(headers.get('www-authenticate')).to.equal('Bearer')
  })

  it('answers problem+json to a browser, and for an address that it does not have', async () => {
    const answer = await fetch(`${api.url}/api/v1/coverage`, { headers: { accept: 'text/html' } })
    expect(answer.headers.get('content-type')).to.contain('application/problem+json')
    const nowhere = await api.ask('/nowhere', officer)
    expect([nowhere.status, nowhere.type]).to.deep.equal([404, 'application/problem+json'])
  })
})
