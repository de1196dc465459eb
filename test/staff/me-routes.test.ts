import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import type { Account } from '../../src/staff/index.ts'
import { type StaffApp, startStaffApp } from '../support/a-staff-app.ts'
import { aWalker, type Walker } from '../support/a-walker.ts'
import { aGrant } from '../support/an-account.ts'

const PASSWORD = 'mưa rào tháng sáu'
const NEW = 'gió bấc tháng chạp'
const EMAIL = 'lan@truong.example'

describe('one’s own account', function () {
  this.timeout(5000) // Argon2id is slow by design
  let app: StaffApp
  let account: Account
  let lan: Walker
  beforeEach(async () => {
    app = await startStaffApp()
    account = await app.add(
      EMAIL,
      aGrant(),
      aGrant({ role: 'officer', from: '2027-01-01' as Day }),
      aGrant({ role: 'auditor', from: '2025-01-01' as Day, to: '2025-05-31' as Day }),
    )
    lan = await app.enter(account)
  })
  afterEach(() => app.stop())

  const passwordPage = () => lan.open(`${app.url}/staff/me/password`)
  const change = async (fields: Readonly<Record<string, string>>) =>
    lan.press(await passwordPage(), 'main form', fields)
  const set = (password: string) => change({ password, again: password })
  const works = async (password: string) => {
    const desk = aWalker()
    const page = await desk.open(`${app.url}/sign-in`)
    return (await desk.press(page, 'main form', { email: EMAIL, password })).status !== 401
  }

  it('shows what is granted, where, and whether it holds today', async () => {
    const { $ } = await lan.open(`${app.url}/staff/me`)
    const lines = $('section li')
      .toArray()
      .map((one) => $(one).text().replaceAll(/\s+/g, ' ').trim())
    expect(lines).to.deep.equal([
      'Hiệu trưởng · Trường Tiểu học Nguyễn Trãi · Xã Tân Lập · 72000412 từ 01/09/2026',
      'Cán bộ Sở · Toàn tỉnh từ 01/01/2027 (chưa đến ngày)',
      'Thanh tra · Toàn tỉnh từ 01/01/2025 đến 31/05/2025 (đã hết hạn)',
    ])
  })

  it('is nobody else’s: a pupil is refused, a stranger asked to sign in', async () => {
    const cookie = await app.cookieOf({ role: 'learner' })
    const pupil = await fetch(`${app.url}/staff/me`, { headers: { cookie, accept: 'text/html' } })
    expect(pupil.status).to.equal(403)
    expect((await aWalker().open(`${app.url}/staff/me`)).url.pathname).to.equal('/sign-in')
  })

  it('gets its first password without an old one', async () => {
    expect((await passwordPage()).$('input[name=current]').length).to.equal(0)
    await set(PASSWORD)
    expect(await works(PASSWORD)).to.equal(true)
  })

  it('asks for the old password before it takes a new one', async () => {
    await set(PASSWORD)
    const page = await change({ current: 'sai rồi nhé', password: NEW, again: NEW })
    expect(page.status).to.equal(422)
    expect(page.$('input[name=current]').attr('aria-invalid')).to.equal('true')
    expect(await works(NEW)).to.equal(false)
    await change({ current: PASSWORD, password: NEW, again: NEW })
    expect(await works(NEW)).to.equal(true)
    expect(await works(PASSWORD)).to.equal(false)
  })

  it('takes a new password while a stranger at the door is guessing the old one', async () => {
    await set(PASSWORD)
    for (let tries = 0; tries < 6; tries += 1) await works('sai rồi nhé')
    const page = await change({ current: PASSWORD, password: NEW, again: NEW })
    expect(page.url.pathname).to.include('/coverage')
  })

  it('makes who tries out old passwords at an open browser wait', async () => {
    await set(PASSWORD)
    const wrong = { current: 'sai rồi nhé', password: NEW, again: NEW }
    for (let tries = 0; tries < 5; tries += 1) await change(wrong)
    expect((await change({ ...wrong, current: PASSWORD })).status).to.equal(429)
  })

  it('lets who came by a link set a new password, once', async () => {
    await set(PASSWORD)
    const token = await app.staff.service.createLink(account)
    const page = await lan.press(await lan.open(`${app.url}/sign-in/link/${token}`), 'form')
    expect(page.$('input[name=current]').length).to.equal(0)
    await lan.press(page, 'main form', { password: NEW, again: NEW })
    expect(await works(NEW)).to.equal(true)
    expect((await lan.open(page.url)).$('input[name=current]').length).to.equal(1)
  })

  it('does not take the proof of another visit', async () => {
    await set(PASSWORD)
    const token = await app.staff.service.createLink(account)
    const other = aWalker()
    const page = await other.press(await other.open(`${app.url}/sign-in/link/${token}`), 'form')
    expect((await lan.open(page.url)).$('input[name=current]').length).to.equal(1)
  })

  it('ends every other sign-in with a new password, and every open link', async () => {
    const other = await app.enter(account)
    const token = await app.staff.service.createLink(account)
    await set(PASSWORD)
    expect((await other.open(`${app.url}/staff/me`)).url.pathname).to.equal('/sign-in')
    expect((await lan.open(`${app.url}/staff/me`)).url.pathname).to.equal('/staff/me')
    expect((await lan.open(`${app.url}/sign-in/link/${token}`)).status).to.equal(410)
  })

  const refused: readonly (readonly [string, string, string, string])[] = [
    ['too short', 'ngắn quá', 'ngắn quá', 'password'],
    ['far too long', 'dài '.repeat(40), 'dài '.repeat(40), 'password'],
    ['one letter over and over', 'aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'password'],
    ['a run of the keyboard', '1234567890', '1234567890', 'password'],
    ['made of the e-mail', 'nguyen.lan2026', 'nguyen.lan2026', 'password'],
    ['typed in two ways', PASSWORD, NEW, 'again'],
  ]
  for (const [what, password, again, field] of refused) {
    it(`refuses a password that is ${what}, beside its field`, async () => {
      const one = await app.add('nguyen.lan@truong.example', aGrant())
      lan = await app.enter(one)
      const page = await change({ password, again })
      expect(page.status).to.equal(422)
      expect(page.$(`input[name=${field}]`).attr('aria-invalid')).to.equal('true')
      expect(page.$('[role=alert]').text()).not.to.equal('')
    })
  }
})
