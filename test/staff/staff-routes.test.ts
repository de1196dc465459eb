import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import { type Role, ROLES } from '../../src/staff/index.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { type StaffApp, startStaffApp } from '../support/a-staff-app.ts'
import { aWalker, type Walker } from '../support/a-walker.ts'
import { aGrant } from '../support/an-account.ts'

const NEW = {
  name: '  Lê  Văn Tám ',
  email: 'Tam@Xa.example',
  role: 'commune-official',
  area: 'xã tân lập',
}

describe('looking after accounts', () => {
  let app: StaffApp
  let admin: Walker
  beforeEach(async () => {
    app = await startStaffApp()
    admin = await app.enter(await app.add('admin@so.example', aGrant({ role: 'administrator' })))
  })
  afterEach(() => app.stop())

  const addPage = () => admin.open(`${app.url}/staff/new`)
  const add = async (fields: object = {}) =>
    admin.press(await addPage(), 'main form', { ...NEW, ...fields })
  const account = () => app.staff.service.getByEmail('tam@xa.example')

  it('adds an account and shows a sign-in link that opens it', async () => {
    const page = await add()
    const link = page.$('[data-sign-in-url]').text()
    expect(link).to.match(new RegExp(`^${app.url}/sign-in/link/[\\w-]{43}$`))
    const { id: _id, ...stored } = await account()
    expect(stored).to.deep.equal({
      email: 'tam@xa.example',
      name: 'Lê Văn Tám',
      grants: [{ role: 'commune-official', areaId: anArea().id, from: '2026-11-23' }],
      state: 'active',
      revision: 1,
    })
    const tam = aWalker()
    const entered = await tam.press(await tam.open(link), 'form')
    expect(entered.url.pathname).to.equal('/staff/me/password')
  })

  it('shows the link once', async () => {
    await add()
    const page = await admin.open(`${app.url}/staff/${(await account()).id}`)
    expect(page.$('[data-sign-in-url]').length).to.equal(0)
  })

  it('lists who is there, with what holds or will hold', async () => {
    await add({ to: '22/11/2026', from: '01/09/2026' })
    const { $ } = await admin.open(`${app.url}/staff`)
    const row = $('[data-account="tam@xa.example"]').text()
    expect(row).to.contain('Lê Văn Tám').and.to.contain('không có quyền nào')
    expect($('[data-account="admin@so.example"]').text()).to.contain('Quản trị · Toàn tỉnh')
  })

  const refused: readonly (readonly [string, object])[] = [
    ['an e-mail that has an account', { email: 'ADMIN@so.example' }],
    ['an e-mail that is none', { email: 'tam@' }],
    ['a name of spaces', { name: '  ' }],
    ['no role', { role: '' }],
    ['a role that there is not', { role: 'emperor' }],
    ['a commune official without a commune', { area: '' }],
    ['a principal without a school', { role: 'principal', area: '' }],
    ['a school that nobody knows', { role: 'principal', area: '', school: '99' }],
    ['an area that nobody knows', { area: 'Xã Không Có' }],
    ['two places at once', { school: aSchool().code }],
    ['a day that is none', { from: '31/02/2026' }],
    ['an end before the beginning', { from: '02/01/2027', to: '01/01/2027' }],
  ]
  for (const [what, fields] of refused) {
    it(`refuses ${what}, and keeps what was typed`, async () => {
      const page = await add(fields)
      expect([409, 422]).to.include(page.status)
      expect(page.$('[role=alert]').text()).not.to.equal('')
      const typed = { ...NEW, ...fields }
      for (const name of ['name', 'email', 'area'] as const) {
        expect(page.$(`input[name=${name}]`).val()).to.equal(typed[name])
      }
      expect(await app.staff.service.list()).to.have.length(1)
    })
  }

  it('adds a role, and ends it from today on', async () => {
    await add({ from: '01/09/2026' })
    const url = `${app.url}/staff/${(await account()).id}`
    const school = { role: 'principal', school: aSchool().code }
    await admin.press(await admin.open(url), 'form[action$="/grants"]', school)
    expect((await account()).grants.map(({ role }) => role)).to.deep.equal([
      'commune-official',
      'principal',
    ])
    await admin.press(await admin.open(url), 'form[action$="/grants/end"]')
    expect((await account()).grants[0]?.to).to.equal('2026-11-22')
  })

  it('leaves a role that was over before as it was', async () => {
    await add({ from: '01/09/2026', to: '30/09/2026' })
    const before = await account()
    for (const grant of before.grants) await app.staff.service.endGrant(before, grant)
    expect((await account()).grants).to.deep.equal(before.grants)
  })

  it('drops a role that has not held for a day without a trace', async () => {
    await add()
    const url = `${app.url}/staff/${(await account()).id}`
    await admin.press(await admin.open(url), 'form[action$="/grants/end"]')
    expect((await account()).grants).to.deep.equal([])
  })

  it('does not undo what another administrator has just done', async () => {
    await add()
    const url = `${app.url}/staff/${(await account()).id}`
    const stale = await admin.open(url)
    await app.staff.service.addGrant(await account(), aGrant())
    const page = await admin.press(stale, 'form[action$="/state"]')
    expect(page.status).to.equal(409)
    expect((await account()).state).to.equal('active')
  })

  it('disables an account with its link, and enables it again', async () => {
    const link = (await add()).$('[data-sign-in-url]').text()
    const url = `${app.url}/staff/${(await account()).id}`
    await admin.press(await admin.open(url), 'form[action$="/state"]')
    expect((await account()).state).to.equal('disabled')
    expect((await aWalker().open(link)).status).to.equal(410)
    await admin.press(await admin.open(url), 'form[action$="/state"]')
    expect((await account()).state).to.equal('active')
  })

  it('knows no account that there is not', async () => {
    expect((await admin.open(`${app.url}/staff/nobody`)).status).to.equal(404)
  })

  for (const role of ROLES.filter((one) => one !== 'administrator')) {
    it(`is refused to the role ${role} on every page`, async () => {
      const place = placeFor(role)
      const walker = await app.enter(await app.add('other@so.example', aGrant({ role, ...place })))
      for (const path of ['/staff', '/staff/new', '/staff/any']) {
        expect((await walker.open(`${app.url}${path}`)).status, path).to.equal(403)
      }
    })
  }

  it('is refused to an administrator of one commune', async () => {
    const grant = aGrant({ role: 'administrator', areaId: anArea().id })
    const walker = await app.enter(await app.add('other@so.example', grant))
    expect((await walker.open(`${app.url}/staff`)).status).to.equal(403)
  })

  it('ends with the grant, in the middle of a visit', async () => {
    const grant = aGrant({ role: 'administrator', to: '2026-11-23' as Day })
    const walker = await app.enter(await app.add('other@so.example', grant))
    expect((await walker.open(`${app.url}/staff`)).status).to.equal(200)
    // 17:00 UTC is midnight in Việt Nam; the visit lasts until 08:15 UTC + 8 h.
    app.clock.advance(0)
    await app.staff.service.endGrant(await app.staff.service.getByEmail('other@so.example'), grant)
    expect((await walker.open(`${app.url}/staff`)).status).to.equal(403)
  })
})

function placeFor(role: Role) {
  if (role === 'commune-official') return { areaId: anArea().id }
  return ['teacher', 'coordinator', 'principal'].includes(role) ? { schoolId: aSchool().id } : {}
}
