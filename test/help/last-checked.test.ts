import { expect } from 'chai'

import { ConflictError } from '../../src/errors/index.ts'
import type { HelpRecord, HelpRecordId } from '../../src/help/index.ts'
import { checkView, confirm } from '../../src/help/last-checked.ts'
import { addDays, type Day, dayOf } from '../../src/runtime/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { aCounsellor, aFacility, aHotline } from '../support/a-help-record.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aWalker, type Walker } from '../support/a-walker.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'
import { codeOf } from '../support/rejection.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const today = '2027-11-25' as Day
const texts = createTexts('vi')

describe('a record of help is looked at once a year', () => {
  const said = (overrides: object) =>
    checkView(aHotline(overrides), { action: '/contacts/checked', today }, texts)?.text

  it('asks on the day that ends the year, and tells when somebody last looked', () => {
    expect(said({ checkedOn: '2026-11-26' })).to.equal(undefined)
    expect(said({ checkedOn: '2026-11-25' })).to.equal(
      'Kiểm tra lại: Đường dây của Sở, xem lần cuối ngày 25/11/2026.',
    )
  })

  it('asks at once for what nobody has confirmed', () => {
    expect(said({})).to.equal('Kiểm tra lại: Đường dây của Sở, chưa ai xác nhận.')
  })

  function aDesk(record: HelpRecord | undefined, onSave: () => HelpRecord = () => record!) {
    let kept = record
    const saved: HelpRecord[] = []
    const book = {
      save: (next: HelpRecord) => {
        saved.push(next)
        kept = onSave()
        return kept === record
          ? Promise.resolve()
          : Promise.reject(new ConflictError('help-record-changed'))
      },
      reload: () => Promise.resolve(),
    }
    return { saved, press: (seen = 1) => confirm(book, { find: () => kept, seen, today }) }
  }

  it('keeps all that it says, with the day, one revision on', async () => {
    const { saved, press } = aDesk(aFacility())
    await press()
    expect(saved).to.deep.equal([aFacility({ checkedOn: today, revision: 2 })])
  })

  it('writes nothing where it was looked at today', async () => {
    const { saved, press } = aDesk(aFacility({ checkedOn: today, revision: 2 }))
    await press()
    expect(saved).to.deep.equal([])
  })

  it('takes nobody’s word for what he has not seen', async () => {
    expect(await codeOf(aDesk(aFacility({ revision: 2 })).press())).to.equal('help-record-changed')
    expect(await codeOf(aDesk(undefined).press())).to.equal('help-record-changed')
    const edited = aFacility({ name: 'Khác', revision: 2 })
    expect(await codeOf(aDesk(aFacility(), () => edited).press())).to.equal('help-record-changed')
  })

  it('is content where a second press found it done', async () => {
    const done = aFacility({ checkedOn: today, revision: 2 })
    await aDesk(aFacility(), () => done).press()
  })
})

journeyOnEveryEngine('the editing pages ask for a look once a year', (engine) => {
  const COUNSELLOR = `/schools/${aSchool().code}/counsellor`
  const now = dayOf(new Date())
  const old = { checkedOn: addDays(now, -365) }
  let world: TestApp
  let officer: Walker
  let principal: Walker

  before(async () => {
    world = await startTestApp({ engine })
    await world.deps.storage.areas.saveAll([anArea()])
    await world.deps.storage.schools.saveAll([aSchool()])
    await world.deps.directory.reload()
    await world.deps.help.book.save(aFacility(old))
    await world.deps.help.book.save(aCounsellor(old))
    officer = await enter('officer')
    principal = await enter('principal', { schoolId: aSchool().id })
  })
  after(() => world.stop())

  async function enter(role: 'officer' | 'principal', place: object = {}): Promise<Walker> {
    const grant = { role, from: '2020-01-01' as Day, ...place }
    const email = `${role}@so.example`
    const account = await world.deps.staff.service.add({ email, name: 'Người Xem', grant })
    const walker = aWalker()
    const token = await world.deps.staff.service.createLink(account)
    await walker.press(await walker.open(`${world.url}/sign-in/link/${token}`), 'form')
    return walker
  }

  it('the officer confirms a place with one press, for all nodes', async () => {
    const page = await officer.open(`${world.url}/contacts`)
    expect(page.$('[data-contact="trung-tam-1"] [data-check]').text()).to.include(
      'xem lần cuối ngày',
    )
    const pressed = await officer.press(page, '[data-check="trung-tam-1"]')
    expect(pressed.$('[role="status"]').text()).to.include('Đã lưu')
    expect(pressed.$('[data-check="trung-tam-1"]')).to.have.length(0)
    const twice = await officer.press(page, '[data-check="trung-tam-1"]')
    expect(twice.status).to.equal(200)
    const other = await startTestApp({ engine, beside: world })
    await other.deps.help.book.reload()
    const [kept] = other.deps.help.book.facilities()
    expect(kept).to.deep.equal(aFacility({ checkedOn: now, revision: 2 }))
    await other.stop()
  })

  it('what we ship unconfirmed is asked for until the department has said that it holds', async () => {
    const page = await officer.open(`${world.url}/contacts`)
    const asked = page.$('[data-check]').map((_, form) => page.$(form).attr('data-check'))
    expect(asked.get()).to.have.members(['vn-cop', '156'])
    expect(page.$('main').text()).to.include('Sở gọi thử')
    const one = await officer.press(page, '[data-check="vn-cop"]')
    const both = await officer.press(one, '[data-check="156"]')
    expect(both.$('[data-check]')).to.have.length(0)
    expect(both.$('main').text()).to.not.include('Sở gọi thử')
    const stored = world.deps.help.book.hotlines().find(({ id }) => id === ('156' as HelpRecordId))
    expect(stored).to.include({ number: '156', checkedOn: now, revision: 1 })
  })

  it('the principal confirms the counsellor, and is told who was faster', async () => {
    const page = await principal.open(world.url + COUNSELLOR)
    expect(page.$('[data-check]').text()).to.include('Phòng tư vấn học đường, xem lần cuối')
    const { name, about } = aCounsellor()
    const faster = aCounsellor({ name, about, phone: '0276 382 0000', revision: 2 })
    await world.deps.help.book.save(faster)
    expect((await principal.press(page, '[data-check]')).status).to.equal(409)
    const again = await principal.open(world.url + COUNSELLOR)
    const pressed = await principal.press(again, '[data-check]')
    expect(pressed.$('[role="status"]').text()).to.include('Đã lưu')
    expect(pressed.$('[data-check]')).to.have.length(0)
    expect(pressed.$('[name="phone"]').attr('value')).to.equal('0276 382 0000')
  })

  it('a name with neither number nor place comes back with the reason', async () => {
    const page = await principal.open(world.url + COUNSELLOR)
    const refused = await principal.press(page, '[action$="/counsellor"]', { phone: '', about: '' })
    expect(refused.status).to.equal(422)
    expect(refused.$('.problem').text()).to.include('Hãy ghi số điện thoại, hoặc ghi phòng ở đâu')
    const place = await officer.open(`${world.url}/contacts`)
    const typed = { name: 'Trung tâm', phone: '', address: '' }
    const back = await officer.press(place, '[data-help-form="new-facility"]', typed)
    expect(back.status).to.equal(422)
    expect(back.$('.problem').text()).to.include('Hãy ghi số điện thoại của cơ sở')
  })
})
