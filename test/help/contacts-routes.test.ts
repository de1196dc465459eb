import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import type { Role } from '../../src/staff/index.ts'
import { visitIdOf } from '../../src/web/index.ts'
import { aCounsellor, aFacility } from '../support/a-help-record.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const SCHOOL = aSchool()
const OTHER = aSchool({ code: '72000999', id: 'other-school' as School['id'] })
const COUNSELLOR = `/schools/${SCHOOL.code}/counsellor`

const codeOf = ({ $ }: Walked) => $('[data-error]').attr('data-error')

describe('whom children may turn to, edited once', () => {
  let world: TestApp
  let other: TestApp

  before(async () => {
    world = await startTestApp()
    await world.deps.storage.areas.saveAll([anArea()])
    await world.deps.storage.schools.saveAll([SCHOOL, OTHER])
    await world.deps.directory.reload()
    other = await startTestApp({ beside: world })
  })
  after(async () => {
    await other.stop()
    await world.stop()
  })

  let people = 0
  async function enter(role: Role, place: object = {}): Promise<Walker> {
    people += 1
    const grant = { role, from: '2020-01-01' as Day, ...place }
    const email = `nguoi.${people}@so.example`
    const account = await world.deps.staff.service.add({ email, name: 'Người Sửa', grant })
    const walker = aWalker()
    const token = await world.deps.staff.service.createLink(account)
    await walker.press(await walker.open(`${world.url}/sign-in/link/${token}`), 'form')
    return walker
  }

  const helpAt = async (app: TestApp, walker = aWalker()) => walker.open(`${app.url}/help`)

  it('a new hotline stands on the help page and at the foot of pages, on another node after its poll', async () => {
    const officer = await enter('officer')
    const page = await officer.open(`${world.url}/contacts`)
    expect(
      page.$('[data-contact="111"] [name="number"], [data-contact="111"] [name="isShown"]'),
    ).to.have.length(0)
    const saved = await officer.press(page, '[data-help-form="new-hotline"]', {
      name: 'Đường dây của Sở',
      number: '0276 382 1234',
      about: 'Nghe trong giờ hành chính.',
      order: '1',
    })
    expect(saved.status).to.equal(200)
    expect(saved.$('main').text()).to.include('Đường dây của Sở')
    const { $ } = await helpAt(world)
    expect($('main a').first().attr('href')).to.equal('tel:111')
    expect($('main a[href="tel:02763821234"]')).to.have.length(1)
    expect((await helpAt(other)).$('main').text()).to.not.include('Đường dây của Sở')
    await other.deps.help.book.reload()
    expect((await helpAt(other)).$('main').text()).to.include('Đường dây của Sở')
    expect((await helpAt(other)).$('footer').text()).to.include('0276 382 1234')
  })

  it('a form pressed twice adds one place, and the page drawn again another', async () => {
    const officer = await enter('officer')
    const countOf = (page: Walked) =>
      page.$('article').filter((_, card) => page.$(card).text().includes('Nhà Thiếu nhi')).length
    const page = await officer.open(`${world.url}/contacts`)
    const { phone, address, areaId: area } = aFacility()
    const typed = { name: 'Nhà Thiếu nhi', phone, address, area, isShown: '' }
    const press = (on: Walked) => officer.press(on, '[data-help-form="new-facility"]', typed)
    const [once, twice] = await Promise.all([press(page), press(page)])
    expect(countOf(once), 'the first press').to.equal(1)
    expect(countOf(twice), 'the second press').to.equal(1)
    expect(countOf(await press(page)), 'the same page once more').to.equal(1)
    expect(countOf(await press(twice)), 'a page of its own').to.equal(2)
  })

  it('what was typed wrong comes back in its form, with the reason at the field', async () => {
    const editor = await enter('editor')
    const page = await editor.open(`${world.url}/contacts`)
    const refused = await editor.press(page, '[data-help-form="vn-cop"]', {
      url: 'http://vn-cop.vn',
      name: 'VN-COP mới',
    })
    expect(refused.status).to.equal(422)
    const form = refused.$('[data-help-form="vn-cop"]')
    expect(form.closest('details').attr('open')).to.not.equal(undefined)
    expect(form.find('[name="name"]').attr('value')).to.equal('VN-COP mới')
    expect(form.find('#vn-cop-url-problem').text()).to.include('https://')
  })

  it('of two who edit the same, the second is told and loses no words', async () => {
    const [one, two] = [await enter('administrator'), await enter('administrator')]
    const [first, second] = [
      await one.open(`${world.url}/contacts`),
      await two.open(`${world.url}/contacts`),
    ]
    await one.press(first, '[data-help-form="113"]', { name: 'Công an (113)' })
    const late = await two.press(second, '[data-help-form="113"]', { name: 'Cảnh sát' })
    expect(late.status).to.equal(409)
    expect(late.$('[data-help-form="113"] [name="name"]').attr('value')).to.equal('Cảnh sát')
    expect((await helpAt(world)).$('main').text()).to.include('Công an (113)')
  })

  it('takes no area for granted where there are several, and says which are of before the reform', async () => {
    const { storage, directory } = world.deps
    const former = anArea({ name: 'Huyện Tân Biên', validTo: '2025-06-30' as Day })
    await storage.areas.saveAll([anArea({ name: 'Xã Hoà Hội' }), former])
    await directory.reload()
    const officer = await enter('officer')
    const page = await officer.open(`${world.url}/contacts`)
    const options = page.$('[data-help-form="new-facility"] option')
    expect(options.first().text()).to.equal('Chọn địa bàn')
    expect(options.text()).to.include('Huyện Tân Biên (cũ)')
    const { name, phone, address } = aFacility()
    const typed = { name, phone, address }
    const refused = await officer.press(page, '[data-help-form="new-facility"]', typed)
    expect(refused.status).to.equal(422)
    expect(refused.$('.problem').text()).to.include('Hãy chọn địa bàn')
    expect(refused.$('details[open] [data-help-form="new-facility"]')).to.have.lengthOf(1)
  })

  it('an officer of one area edits its places and no hotline', async () => {
    const officer = await enter('officer', { areaId: anArea().id })
    const page = await officer.open(`${world.url}/contacts`)
    expect(page.$('[data-help-form="new-hotline"], [data-help-form="113"]')).to.have.length(0)
    const { name, phone, address, areaId } = aFacility()
    const saved = await officer.press(page, '[data-help-form="new-facility"]', {
      ...{ name, phone, address, area: areaId },
    })
    expect(saved.$('main').text()).to.include(name)
  })

  it('the principal says where the counsellor is, and pupils of the school find it with the places near', async () => {
    const principal = await enter('principal', { schoolId: SCHOOL.id })
    const school = await principal.open(`${world.url}/schools/${SCHOOL.code}`)
    const form = await principal.follow(school, `a[href="${COUNSELLOR}"]`)
    const { name, phone = '', about } = aCounsellor()
    const saved = await principal.press(form, 'main form', { name, phone, about })
    expect(saved.$('[role="status"]').text()).to.include('Đã lưu')
    const mine = await helpAt(world, principal)
    expect(mine.$('[data-line="counsellor"]').text()).to.include(about)
    expect(mine.$('[data-facility]').text()).to.include(aFacility().name)
    expect(mine.$('[data-line="counsellor"] a').attr('href')).to.equal('tel:02763829999')

    const pupil = await launchedPupil()
    expect(pupil).to.include(name).and.to.include(aFacility().address)
    const stranger = (await helpAt(world)).$('main').text()
    expect(stranger).to.not.include(name)
    expect(stranger).to.include('thầy cô chủ nhiệm hoặc thầy cô tư vấn')
  })

  /** The help page as a pupil of a course sees it whose school somebody has named. */
  async function launchedPupil(): Promise<string> {
    const { deps, url } = world
    const token = 'p'.repeat(43)
    const visit = aVisit({ id: visitIdOf(token), expiresAt: new Date(Date.now() + 60_000) })
    await deps.storage.visits.add(visit)
    const binding = await deps.bindings.bindingOf(visit.origin!)
    await deps.bindings.assign({
      ...binding,
      schoolId: SCHOOL.id,
      by: { id: 'account-1', name: 'Người Gán' },
    })
    const cookie = `${deps.cookieShape.name('lachan-visit')}=${token}`
    return (await fetch(`${url}/help`, { headers: { cookie } })).text()
  }

  it('a principal of another school and a teacher may not', async () => {
    const teacher = await enter('teacher', { schoolId: SCHOOL.id })
    expect((await teacher.open(`${world.url}${COUNSELLOR}`)).status).to.equal(403)
    expect((await teacher.open(`${world.url}/contacts`)).status).to.equal(403)
    const elsewhere = await enter('principal', { schoolId: OTHER.id })
    expect((await elsewhere.open(`${world.url}${COUNSELLOR}`)).status).to.equal(403)
  })

  it('a counsellor is written by nobody from elsewhere, however the form is sent', async () => {
    const principal = await enter('principal', { schoolId: OTHER.id })
    const own = `/schools/${OTHER.code}/counsellor`
    const people: [string, Walker, string][] = [
      ['another school’s principal', principal, own],
      ['another school’s coordinator', await enter('coordinator', { schoolId: OTHER.id }), own],
      ['this school’s teacher', await enter('teacher', { schoolId: SCHOOL.id }), '/staff/me'],
      ['the province’s editor', await enter('editor'), '/contacts'],
      ['this school’s editor', await enter('editor', { schoolId: SCHOOL.id }), '/contacts'],
      ['the auditor', await enter('auditor'), '/staff/me'],
    ]
    const before = world.deps.help.book.counsellorOf(SCHOOL.id)
    for (const [who, walker, page] of people) {
      expect(codeOf(await walker.open(world.url + COUNSELLOR)), who).to.equal('not-allowed')
      expect(await pressAt(walker, page, COUNSELLOR), who).to.equal('not-allowed')
    }
    await world.deps.help.book.reload()
    expect(world.deps.help.book.counsellorOf(SCHOOL.id)).to.deep.equal(before)
  })

  /** A form of this page, with its proof, sent to another address. */
  async function pressAt(walker: Walker, page: string, address: string) {
    const opened = await walker.open(world.url + page)
    opened.$('form[method="post"]').last().attr('action', address).attr('data-turned', '')
    const typed = {
      name: 'Kẻ lạ',
      phone: '0900000000',
      about: '',
      school: SCHOOL.id,
      revision: '1',
    }
    return codeOf(await walker.press(opened, '[data-turned]', typed))
  }

  it('a place of one area is not moved or rewritten by whoever edits another', async () => {
    const area = anArea({ name: 'Xã Bên Cạnh' })
    await world.deps.storage.areas.saveAll([area])
    await world.deps.directory.reload()
    const place = aFacility({ id: 'f-elsewhere' as never, areaId: area.id, revision: 1 })
    await world.deps.help.book.save(place)
    const officer = await enter('editor', { areaId: anArea().id })
    const page = await officer.open(`${world.url}/contacts`)
    expect(page.$('[data-help-form="f-elsewhere"]')).to.have.length(0)
    const { name, phone, address } = place
    for (const areaId of [anArea().id, area.id]) {
      const typed = { id: place.id, revision: '1', name, phone, address, area: areaId }
      const sent = await officer.press(page, '[data-help-form="new-facility"]', typed)
      expect(codeOf(sent), areaId).to.equal('not-allowed')
    }
  })

  it('no link of any page is other than https or a number to dial, whatever was typed', async () => {
    const officer = await enter('officer')
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'tel:111;ext=9',
      '//evil.example',
    ]) {
      const page = await officer.open(`${world.url}/contacts`)
      const typed = { name: 'Đường dây lạ', number: '', url, about: '', order: '9', isShown: 'yes' }
      const sent = await officer.press(page, '[data-help-form="new-hotline"]', typed)
      expect(sent.status, url).to.equal(422)
      expect(sent.$('a[href="' + url + '"]')).to.have.length(0)
    }
    for (const number of ['111;ext=9', 'javascript:1', '111,,9', '*100#']) {
      const page = await officer.open(`${world.url}/contacts`)
      const typed = { name: 'Đường dây lạ', number, url: '', about: '', order: '9', isShown: 'yes' }
      const sent = await officer.press(page, '[data-help-form="new-hotline"]', typed)
      expect(sent.status, number).to.equal(422)
    }
    const help = await helpAt(world)
    const hrefs = help
      .$('main a')
      .toArray()
      .map((link) => help.$(link).attr('href') ?? '')
    expect(hrefs.filter((href) => !/^(https:\/\/|tel:\+?\d+$|\/|#)/.test(href))).to.deep.equal([])
    expect(help.$('main').text()).to.not.include('Đường dây lạ')
  })

  it('shows help while the store is down, to somebody with a visit as well', async () => {
    const broken = await startTestApp()
    const token = 'q'.repeat(43)
    const cookie = `${broken.deps.cookieShape.name('lachan-visit')}=${token}`
    broken.deps.storage.visits.find = () => Promise.reject(new Error('the store is gone'))
    const answer = await fetch(`${broken.url}/help`, { headers: { cookie } })
    expect(answer.status).to.equal(200)
    expect(await answer.text()).to.include('tel:111')
    broken.deps.storage.visits.find = () => new Promise(() => undefined)
    const hanging = await fetch(`${broken.url}/help`, { headers: { cookie } })
    expect(hanging.status).to.equal(200)
    await broken.stop()
  })

  it('takes nothing from somebody who has not signed in', async () => {
    const answer = await fetch(`${world.url}/contacts/hotlines`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'x' }),
      redirect: 'manual',
    })
    expect(answer.status).to.equal(401)
  })
})
