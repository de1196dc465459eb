import { expect } from 'chai'

import { aSchool } from '../support/a-school.ts'
import { aSession } from '../support/a-session.ts'
import { type SessionsApp, startSessionsApp } from '../support/a-sessions-app.ts'
import type { Walked, Walker } from '../support/a-walker.ts'

const audience = [{ label: 'Toàn trường', grade: 0, enrolled: 60, present: 58 }]
const yard = aSession({ audience, modules: [{ id: 'B5', version: '1' }], form: 'flag-ceremony' })
const other = aSchool({ code: '72000413', name: 'Trường Tiểu học Lê Lợi' })

describe('following a session of the whole yard up', () => {
  let app: SessionsApp
  let hoa: Walker
  beforeEach(async () => {
    app = await startSessionsApp({ schools: [aSchool(), other] })
    await app.storage.sessions.add(yard)
    hoa = await app.enter('Lê Thị Hoa', { role: 'teacher', schoolId: aSchool().id })
  })
  afterEach(() => app.stop())

  const open = (who = hoa) => who.open(`${app.url}/sessions/${yard.id}`)
  const formOf = (label: string) => `[data-class="${label}"] form`
  const countOf = ({ $ }: Walked) => $('.follow-count').text()
  const stored = () => app.storage.followUps.listOfSession(yard.schoolId, yard.id)

  it('is offered to each class of the audience, with the ten minutes of the module', async () => {
    const page = await open()
    expect(countOf(page)).to.equal('Đã tiếp nối 0/2 lớp')
    expect(page.$('[data-class]')).to.have.lengthOf(2)
  })

  it('is one press, says so on the page and on the list, and moves no figure', async () => {
    const page = await hoa.press(await open(), formOf('4A'))
    expect(countOf(page)).to.equal('Đã tiếp nối 1/2 lớp')
    expect(page.$('[data-class="4A"]').attr('data-done')).to.equal('')
    const list = await hoa.open(`${app.url}/sessions`)
    expect(list.$(`a[href="/sessions/${yard.id}#follow-ups"]`).text()).to.equal(
      'Đã tiếp nối 1/2 lớp',
    )
    expect(app.told).to.deep.equal([])
    expect((await app.stored())[0]).to.deep.equal(yard)
  })

  it('is the same when pressed twice or by two people, and keeps no name', async () => {
    const page = await open()
    await hoa.press(page, formOf('4A'))
    await hoa.press(page, formOf('4A'))
    const lan = await app.enter('Nguyễn Thị Lan', { role: 'coordinator', schoolId: aSchool().id })
    await app.send(lan, `/sessions/${yard.id}/follow-ups`, { class: '4A', done: '1' })
    const [only, ...more] = await stored()
    expect(more).to.deep.equal([])
    expect(only).to.include({ label: '4A', schoolId: aSchool().id })
    expect(JSON.stringify(only)).to.not.include('Hoa')
  })

  it('can be taken back, and pressed again', async () => {
    const done = await hoa.press(await open(), formOf('4B'))
    const undone = await hoa.press(done, formOf('4B'))
    expect(countOf(undone)).to.equal('Đã tiếp nối 0/2 lớp')
    expect(await stored()).to.deep.equal([])
    expect(countOf(await hoa.press(undone, formOf('4B')))).to.equal('Đã tiếp nối 1/2 lớp')
  })

  it('is for people of that school only; who looks from above reads the count', async () => {
    const officer = await app.enter('Trần Văn Bình', { role: 'officer' })
    const above = await open(officer)
    expect([countOf(above), above.$('[data-class] form').length]).to.deep.equal([
      'Đã tiếp nối 0/2 lớp',
      0,
    ])
    const stranger = await app.enter('Vũ Thị Mai', {
      role: 'teacher',
      schoolId: other.id,
    })
    const press = { class: '4A', done: '1' }
    for (const who of [officer, stranger, await app.learn()]) {
      expect((await app.send(who, `/sessions/${yard.id}/follow-ups`, press)).status).to.equal(403)
    }
    expect(await stored()).to.deep.equal([])
  })

  it('is neither set nor taken back by somebody whose course is of another school', async () => {
    await hoa.press(await open(), formOf('4A'))
    const before = await stored()
    const unassigned = await app.launch()
    const press = (done: string) => ({ class: '4A', done, school: yard.schoolId })
    const send = (who: Walker, done: string) =>
      app.send(who, `/sessions/${yard.id}/follow-ups`, press(done))
    for (const done of ['1', '0']) expect((await send(unassigned, done)).status).to.equal(403)
    await app.assign(other)
    const principal = await app.enter('Đỗ Văn Nam', { role: 'principal', schoolId: other.id })
    for (const who of [await app.launch(), principal]) {
      for (const done of ['1', '0']) expect((await send(who, done)).status).to.equal(403)
    }
    expect(await stored()).to.deep.equal(before)
    expect(before).to.have.lengthOf(1)
  })

  it('knows no class that was not there', async () => {
    for (const label of ['9C', '', 'Toàn trường', 'x'.repeat(61)]) {
      const sent = { class: label, done: '1' }
      const { status } = await app.send(hoa, `/sessions/${yard.id}/follow-ups`, sent)
      expect(status, label).to.equal(400)
    }
    expect(await stored()).to.deep.equal([])
  })
})
