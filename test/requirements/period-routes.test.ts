import { expect } from 'chai'
import { load } from 'cheerio'
import request from 'supertest'

import { aCoverageApp, aGrant } from '../support/a-coverage-app.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aProvince, type Province } from '../support/a-province.ts'
import { aCalendar, aProgramme } from '../support/a-rule.ts'
import { aSchool } from '../support/a-school.ts'
import { onEveryEngine } from '../support/engines.ts'

type Who = Parameters<typeof aCoverageApp>[2]
type Fields = Readonly<Record<string, string | readonly string[]>>

const SCHOOL = aSchool()
const ID = aPlannedPeriod().id
const DRAFT = { id: 'hk1', name: 'Học kỳ I', from: '07/09/2026', to: '09/01/2027' }

onEveryEngine('/periods', (opened) => {
  let province: Province
  beforeEach(async () => {
    province = await aProvince(opened().storage, { schools: [SCHOOL] })
  })

  const app = (who?: Who) => aCoverageApp(opened().storage, province, who)
  const get = (path: string, who?: Who) => request(app(who)).get(path).set('accept', 'text/html')
  const post = (path: string, fields: Fields = {}, who?: Who) =>
    request(app(who)).post(path).type('form').set('accept', 'text/html').send(fields)

  it('says what to do where there is none', async () => {
    const $ = load((await get('/periods').expect(200)).text)
    expect($('main').text()).to.include('Chưa có kỳ nào.')
    expect($('form[action="/periods"] input[name=minSessions]').val()).to.equal('1')
  })

  it('plans, opens and closes a period, one press each', async () => {
    await post('/periods', { ...DRAFT, modules: 'B5' })
      .expect(303)
      .expect('location', '/periods')
    const state = async () => (await opened().storage.periods.find('hk1'))?.state
    expect(await state()).to.equal('planned')
    const $ = load((await get('/periods')).text)
    expect($('[data-period=hk1] form').attr('action')).to.equal('/periods/hk1/open')
    await post('/periods/hk1/open').expect(303)
    expect(await state()).to.equal('open')
    await post('/periods/hk1/close').expect(303)
    expect(await state()).to.equal('closed')
    await post('/periods/hk1/open').expect(409)
  })

  it('names the modules to pick with their grades and minutes', async () => {
    const $ = load((await get('/periods')).text)
    const label = $('input[name=modules][value=B5]').parent().text()
    expect(label).to.include('B5 · ').and.include('Lớp 4–5 · 25 phút')
  })

  it('says beside each field what is wrong and keeps what was typed', async () => {
    const answer = await post('/periods', { ...DRAFT, id: 'hk 1', to: '01/01/2020' }).expect(422)
    const $ = load(answer.text)
    expect($('#id').attr('aria-invalid')).to.equal('true')
    expect($('#id').val()).to.equal('hk 1')
    expect($('#to-problem').text()).to.not.equal('')
    expect($('#name').val()).to.equal(DRAFT.name)
    expect($('[role=alert] a')).to.have.length(2)
  })

  it('names the day that is wrong, since there are three', async () => {
    const answer = await post('/periods', { ...DRAFT, from: '7 tháng 9' }).expect(422)
    const $ = load(answer.text)
    expect($('[role=alert] li').text().trim()).to.equal('Từ ngày: Ngày chưa đúng')
    expect($('#from-problem').text()).to.equal('Ngày chưa đúng')
  })

  it('refuses an id that is taken', async () => {
    await post('/periods', DRAFT).expect(303)
    await post('/periods', DRAFT).expect(409)
  })

  it('exempts a school with its reason, and leads back to it', async () => {
    await province.requirements.add(aPlannedPeriod())
    await province.requirements.open(ID)
    const fields = { school: SCHOOL.code, kind: 'exempted', reason: 'Trường đang sửa chữa' }
    const back = `/coverage/schools/${SCHOOL.code}?period=${ID}`
    await post(`/periods/${ID}/exemptions`, fields).expect(303).expect('location', back)
    const obligation = await opened().storage.obligations.find(ID, SCHOOL.id)
    expect(obligation?.exempt).to.deep.equal({ reason: 'Trường đang sửa chữa' })
    expect(obligation?.changes[0]?.by).to.equal('account-1')
    await post(`/periods/${ID}/exemptions`, { ...fields, reason: '' }).expect(422)
    await post(`/periods/${ID}/exemptions`, { ...fields, school: '00000000' }).expect(404)
  })

  describe('modules of a period', () => {
    const path = `/periods/${ID}/modules`
    const card = async () => load((await get('/periods')).text)(`[data-period="${ID}"]`)
    const picked = async () => (await opened().storage.periods.find(ID))?.modules

    it('are changed freely before it opens', async () => {
      await province.requirements.add(aPlannedPeriod())
      const form = (await card()).find(`form[action="${path}"]`)
      expect(form.find('input[name=modules]:checked').val()).to.equal('B5')
      expect(form.find('input[name=reason]')).to.have.length(0)
      await post(path, { modules: ['D1', 'B5'] })
        .expect(303)
        .expect('location', '/periods')
      expect(await picked()).to.deep.equal(['B5', 'D1'])
      expect((await card()).find('[data-module-changes]')).to.have.length(0)
    })

    it('are changed while it is open for a reason that its card then shows', async () => {
      await province.requirements.add(aPlannedPeriod())
      await province.requirements.open(ID)
      const form = (await card()).find(`form[action="${path}"]`)
      expect(form.find('.said').text()).to.include('được tính lại ngay')
      expect(form.find('input[name=reason]').attr('required')).to.equal('required')
      await post(path, { modules: 'D1' }).expect(422)
      expect(await picked()).to.deep.equal(['B5'])
      await post(path, { modules: 'D1', reason: 'Theo công văn mới' }).expect(303)
      expect(await picked()).to.deep.equal(['D1'])
      expect((await card()).find('[data-module-changes] li').text()).to.include(
        'Từ B5 thành D1. Lý do: Theo công văn mới',
      )
    })

    it('stay once it is closed, and the card says so', async () => {
      await province.requirements.add(aPlannedPeriod())
      await province.requirements.open(ID)
      await province.requirements.close(ID)
      expect((await card()).find(`form[action="${path}"]`)).to.have.length(0)
      expect((await card()).find('[data-modules-fixed]').text()).to.include('Kỳ đã chốt')
      const answer = await post(path, { modules: 'D1', reason: 'Quên' }).expect(409)
      expect(load(answer.text)('main').text()).to.include('Hãy chọn bài học cho kỳ sau')
      expect(await picked()).to.deep.equal(['B5'])
    })

    it('are those of the catalogue', async () => {
      await province.requirements.add(aPlannedPeriod())
      await post(path, { modules: 'B99' }).expect(422)
      await post('/periods', { ...DRAFT, modules: 'B99' }).expect(422)
    })
  })

  it('is for those who manage periods', async () => {
    for (const role of ['auditor', 'editor', 'commune-official'] as const) {
      await get('/periods', aGrant(role)).expect(403)
      await post('/periods', DRAFT, aGrant(role)).expect(403)
      await get('/periods/rules', aGrant(role)).expect(403)
      await post(`/periods/${ID}/modules`, {}, aGrant(role)).expect(403)
    }
    await get('/periods', aGrant('principal', { schoolId: SCHOOL.id })).expect(403)
    await get('/periods', aGrant('administrator')).expect(200)
  })

  describe('rules', () => {
    const storage = () => opened().storage
    const PROGRAMME = {
      id: 'qd-830',
      name: aProgramme().name,
      legalBasis: aProgramme().legalBasis,
      addressee: 'UBND tỉnh',
      from: '01/06/2021',
      to: '31/12/2025',
      key: '',
      revision: '0',
    }
    const CALENDAR = {
      id: '2026-2027',
      name: 'Năm học 2026–2027',
      ranges: 'Học kỳ I; 07/09/2026; 09/01/2027\nHọc kỳ II; 11/01/2027; 29/05/2027',
      key: '',
      revision: '0',
    }

    it('are added and changed as records', async () => {
      await post('/periods/rules/programme', PROGRAMME).expect(303)
      expect(await storage().programmes.find('qd-830')).to.deep.equal(aProgramme())
      const changed = { ...PROGRAMME, key: 'qd-830', revision: '1', addressee: 'Bộ Công an' }
      await post('/periods/rules/programme', changed).expect(303)
      const stored = await storage().programmes.find('qd-830')
      expect(stored).to.include({ addressee: 'Bộ Công an', revision: 2 })
    })

    it('keep a calendar, from which a period takes one press', async () => {
      await post('/periods/rules/calendar', CALENDAR).expect(303)
      expect(await storage().calendars.find('2026-2027')).to.deep.equal(aCalendar())
      const rules = load((await get('/periods/rules')).text)
      const links = rules('[data-rule="2026-2027"] a').get()
      const addresses = links.map((link) => rules(link).attr('href')!)
      const $ = load((await get(addresses[1]!.replace('#add', ''))).text)
      expect($('#name').val()).to.equal('Học kỳ II')
      expect([$('#from').val(), $('#to').val()]).to.deep.equal(['11/01/2027', '29/05/2027'])
      expect($('select[name=calendar]').val()).to.equal('2026-2027')
    })

    it('say which line of a calendar cannot be read, with the form open and the text kept', async () => {
      const ranges = 'Học kỳ I; 07/09/2026'
      const answer = await post('/periods/rules/calendar', { ...CALENDAR, ranges }).expect(422)
      const $ = load(answer.text)
      expect($('#calendar--ranges').val()).to.equal(ranges)
      expect($('#calendar--ranges-problem').text()).to.include('Dòng 1 chưa đúng')
    })

    it('show both texts to whoever was slower', async () => {
      await post('/periods/rules/programme', PROGRAMME).expect(303)
      const mine = { ...PROGRAMME, key: 'qd-830', revision: '0', name: 'Của tôi' }
      const $ = load((await post('/periods/rules/programme', mine).expect(409)).text)
      expect($('[data-rule="qd-830"] strong').text()).to.equal(aProgramme().name)
      expect($('[data-rule="qd-830"] input[name=name]').val()).to.equal('Của tôi')
    })

    it('are named by a period, which must know them', async () => {
      await storage().programmes.add(aProgramme())
      await post('/periods', { ...DRAFT, programme: 'qd-830' }).expect(303)
      expect(await storage().periods.find('hk1')).to.include({ programmeId: 'qd-830' })
      await post('/periods', { ...DRAFT, id: 'hk2', programme: 'none' }).expect(422)
    })

    it('refuse a form that is not ours', async () => {
      await post('/periods/rules/calendar', { ...CALENDAR, revision: 'x' }).expect(400)
    })
  })
})
