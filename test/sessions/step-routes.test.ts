import { expect } from 'chai'

import { aSchool } from '../support/a-school.ts'
import { after, aSession, PRINCIPAL, TEACHER } from '../support/a-session.ts'
import { type SessionsApp, startSessionsApp } from '../support/a-sessions-app.ts'
import type { Walked, Walker } from '../support/a-walker.ts'

const CONFIRM = 'form[action$="/confirm"]'
const RETURN = 'form[action$="/return"]'
const stateOf = ({ $ }: Walked) => $('section[data-session]').attr('data-status')

describe('attesting a session', () => {
  let app: SessionsApp
  let lan: Walker
  beforeEach(async () => {
    app = await startSessionsApp()
    lan = await app.enter('Nguyễn Thị Lan', { role: 'principal', schoolId: aSchool().id })
    await app.storage.sessions.add(aSession())
  })
  afterEach(() => app.stop())

  const open = (who = lan) => who.open(`${app.url}/sessions/${aSession().id}`)
  const now = async () => (await app.stored())[0]!

  it('is one press of the principal, and tells coverage', async () => {
    const page = await lan.press(await open(), CONFIRM)
    expect(stateOf(page)).to.equal('confirmed')
    expect(app.told).to.deep.equal([[aSchool().id, '2026-11-22']])
    expect(page.$(CONFIRM)).to.have.lengthOf(0)
  })

  it('from the list comes back to the list, and says that it is done', async () => {
    const page = await lan.press(await lan.open(`${app.url}/sessions`), CONFIRM)
    expect(page.url.pathname).to.equal('/sessions')
    expect(page.$('[role=status]').text()).to.equal('Đã xác nhận.')
    expect((await now()).state).to.equal('confirmed')
  })

  it('is the same when pressed twice', async () => {
    const page = await open()
    await lan.press(page, CONFIRM)
    expect(stateOf(await lan.press(page, CONFIRM))).to.equal('confirmed')
    expect((await now()).revision).to.equal(2)
  })

  it('returns with a reason, which the recorder reads', async () => {
    await lan.press(await open(), RETURN, { reason: ' Thiếu lớp 4B ' })
    const hoa = await app.enter('Lê Thị Hoa', { role: 'teacher', schoolId: aSchool().id })
    const page = await open(hoa)
    expect(stateOf(page)).to.equal('returned')
    expect(page.$('.said').text()).to.include('Thiếu lớp 4B')
    expect(page.$('a[rel=next]').text()).to.equal('Sửa')
    expect((await now()).entries.at(-1)).to.deep.include({ reason: 'Thiếu lớp 4B' })
  })

  it('with a reason has it before whoever corrects, in the form itself', async () => {
    await lan.press(await open(), RETURN, { reason: 'Thiếu lớp 4B' })
    const hoa = await app.enter('Lê Thị Hoa', { role: 'teacher', schoolId: aSchool().id })
    const form = await hoa.follow(await open(hoa), 'a[rel=next]')
    expect(form.$('[data-returned]').text()).to.equal('Lý do trả lại: Thiếu lớp 4B')
  })

  for (const reason of ['', '   ', 'dài '.repeat(100)]) {
    it(`does not return for “${reason.slice(0, 8)}” as a reason, and keeps what was typed`, async () => {
      const page = await lan.press(await open(), RETURN, { reason })
      expect([page.status, stateOf(page)]).to.deep.equal([422, 'held'])
      expect(page.$('[role=alert]').text()).to.include('Cần ghi lý do')
      expect(page.$('[name=reason]').val()).to.equal(reason)
    })
  }

  it('is about the text that the person saw', async () => {
    const page = await open()
    await app.storage.sessions.replace(after(aSession(), ['changed', TEACHER]))
    const late = await lan.press(page, RETURN, { reason: 'Thiếu lớp 4B' })
    expect([late.status, stateOf(late)]).to.deep.equal([409, 'held'])
    expect(late.$('[role=alert]').text()).to.include('Vừa có người khác sửa')
    expect(late.$('[name=reason]').val()).to.equal('Thiếu lớp 4B')
    expect(stateOf(await lan.press(late, CONFIRM))).to.equal('confirmed')
  })

  it('is refused where the state does not allow it', async () => {
    await app.storage.sessions.replace(after(aSession(), ['withdrawn', TEACHER]))
    const page = await open()
    expect(page.$('main form')).to.have.lengthOf(0)
    const refused = await app.send(lan, `/sessions/${aSession().id}/confirm`, { revision: '2' })
    expect([refused.status, stateOf(refused)]).to.deep.equal([409, 'withdrawn'])
    expect(refused.$('[role=alert]').text()).to.include('Không làm được bước này')
  })

  it('of a withdrawal ends it', async () => {
    const page = await lan.press(await open(), 'form[action$="/withdraw"]')
    expect(stateOf(page)).to.equal('withdrawn')
    expect(page.$('main a.button')).to.have.lengthOf(0)
  })

  it('by the one who recorded it counts, and is flagged', async () => {
    const form = await lan.open(`${app.url}/sessions/new`)
    const typed = { minutes: '30', form: 'lesson', presenter: 'school', 'present:whole': '60' }
    const page = await lan.press(await lan.press(form, 'form[data-form]', typed), CONFIRM)
    expect(stateOf(page)).to.equal('confirmed')
    expect(page.$('[data-flags]').text()).to.include('Người ghi cũng là người xác nhận')
  })

  it('can be taken back by the principal', async () => {
    await app.storage.sessions.replace(after(aSession(), ['confirmed', PRINCIPAL]))
    const page = await lan.press(await open(), RETURN, { reason: 'Nhầm ngày' })
    expect(stateOf(page)).to.equal('returned')
  })
})
