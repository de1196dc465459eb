import { expect } from 'chai'
import { load } from 'cheerio'
import request from 'supertest'

import type { School } from '../../src/schools/index.ts'
import { aCoverageApp, aGrant } from '../support/a-coverage-app.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession, aProvince, type Province } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { onEveryEngine } from '../support/engines.ts'

type Who = Parameters<typeof aCoverageApp>[2]

const SCHOOL = aSchool()
const OTHER = aSchool({ code: '72000413', communeId: anArea({ name: 'Phường Tân Ninh' }).id })
const OUTSIDE = aSchool({
  code: '72000300',
  name: 'Trường Mầm non Hoa Sen',
  kind: 'MN',
  stages: [],
})
const PERIOD = aPlannedPeriod()
const PRINCIPAL = aGrant('principal', { schoolId: SCHOOL.id })

onEveryEngine('/coverage/schools/:code', (opened) => {
  let province: Province
  beforeEach(async () => {
    const schools = [SCHOOL, OTHER, OUTSIDE]
    const areas = [anArea(), anArea({ name: 'Phường Tân Ninh' })]
    province = await aProvince(opened().storage, { schools, areas })
    await province.requirements.add(PERIOD)
    await province.requirements.open(PERIOD.id)
  })

  const app = (who?: Who) => aCoverageApp(opened().storage, province, who)
  const get = ({ code }: Pick<School, 'code'>, who?: Who) =>
    request(app(who)).get(`/coverage/schools/${code}`).set('accept', 'text/html')
  const page = async (school: School, who?: Who) => load((await get(school, who).expect(200)).text)

  it('says what is owed and gives a teacher one thing to press', async () => {
    const $ = await page(SCHOOL, { teacherOf: SCHOOL.id })
    expect($('[data-school]').attr('data-status')).to.equal('no-plan')
    expect($('[data-stage=th]').text()).to.contain('Còn thiếu 1 buổi')
    expect($('main [rel=next]').attr('href')).to.equal('/sessions/new?school=72000412')
    expect($('main .button:not(.quiet)')).to.have.length(1)
  })

  it('turns to met with the confirmed session, which it says counts', async () => {
    await province.hold(aHeldSession())
    const $ = await page(SCHOOL, PRINCIPAL)
    expect($('[data-school]').attr('data-status')).to.equal('met')
    expect($('[data-session]').attr('data-counts')).to.equal('true')
    expect($('main [rel=next]')).to.have.length(0)
  })

  it('gives a principal the sessions that wait, and says why they do not count yet', async () => {
    await province.hold(aHeldSession({ state: 'held' }))
    const $ = await page(SCHOOL, PRINCIPAL)
    expect($('main [rel=next]').text()).to.equal('Xác nhận 1 buổi đang chờ')
    expect($('[data-session]').text()).to.contain('Hiệu trưởng chưa xác nhận.')
  })

  it('says that a school outside the obligated set owes nothing', async () => {
    const $ = await page(OUTSIDE)
    expect($('main').text()).to.contain('không thuộc diện phải tổ chức')
    expect($('main form')).to.have.length(0)
  })

  it('lets an officer exempt it for a reason, and take that back', async () => {
    const press = async (reason: string) => {
      const form = (await page(SCHOOL))('main form')
      const body = new URLSearchParams(
        form.serializeArray().map(({ name, value }): [string, string] => [name, value]),
      )
      body.set('reason', reason)
      const answer = await request(app())
        .post(form.attr('action') ?? '')
        .set('accept', 'text/html')
        .send(body.toString())
      return answer.status
    }
    expect(await press('Trường đang sửa chữa')).to.equal(303)
    const exempt = await page(SCHOOL)
    expect(exempt('[data-school]').attr('data-status')).to.equal('exempt')
    expect(exempt('main').text()).to.contain('Trường đang sửa chữa')
    expect(await press('Đã sửa xong')).to.equal(303)
    const restored = await page(SCHOOL)
    expect(restored('[data-school]').attr('data-status')).to.equal('no-plan')
    expect(restored('main').text()).to.contain('Bỏ miễn trừ. Lý do: Đã sửa xong')
    expect(await press('')).to.equal(422)
  })

  it('gives nobody else that form', async () => {
    const official = aGrant('commune-official', { areaId: anArea().id })
    for (const who of [PRINCIPAL, official, { teacherOf: SCHOOL.id }]) {
      expect((await page(SCHOOL, who))('main form')).to.have.length(0)
    }
  })

  it('leads back to the department, or to the commune alone', async () => {
    const official = aGrant('commune-official', { areaId: anArea().id })
    const back = async (who?: Who) => (await page(SCHOOL, who))('main .back').attr('href')
    expect(await back()).to.equal(`/coverage?period=${PERIOD.id}`)
    expect(await back(official)).to.equal(`/coverage?period=${PERIOD.id}&area=${anArea().id}`)
    expect(await back(PRINCIPAL)).to.equal(undefined)
  })

  it('is there for the own school alone', async () => {
    await get(OTHER, PRINCIPAL).expect(403)
    await get(OTHER, { teacherOf: SCHOOL.id }).expect(403)
    await get(OTHER, aGrant('commune-official', { areaId: anArea().id })).expect(403)
    await get(SCHOOL, aGrant('editor')).expect(403)
    await get(SCHOOL, 'nobody').expect(401)
  })

  it('tells only those who may see all that there is no such school', async () => {
    await get({ code: 'none' }).expect(404)
    await get({ code: 'none' }, PRINCIPAL).expect(403)
  })

  it('shows another period, and the way to it', async () => {
    const later = { ...PERIOD, id: 'later', name: 'Học kỳ II' }
    await province.requirements.add(later)
    await province.requirements.open(later.id)
    const $ = await page(SCHOOL)
    expect($('main nav').text()).to.contain('Học kỳ')
    await request(app()).get('/coverage/schools/72000412?period=later').expect(200)
    await request(app()).get('/coverage/schools/72000412?period=none').expect(404)
  })
})

onEveryEngine('/coverage/schools/:code before a period', (opened) => {
  it('is a friendly page', async () => {
    const province = await aProvince(opened().storage)
    const app = aCoverageApp(opened().storage, province, { teacherOf: SCHOOL.id })
    const answer = await request(app).get('/coverage/schools/72000412').set('accept', 'text/html')
    expect(answer.status).to.equal(200)
    expect(load(answer.text)('h1').text()).to.equal('Chưa có kỳ nào')
  })
})
