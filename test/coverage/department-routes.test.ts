import * as xlsx from '@e965/xlsx'
import { expect } from 'chai'
import { type CheerioAPI, load } from 'cheerio'
import fc from 'fast-check'
import request from 'supertest'

import { STAGE_STATUSES } from '../../src/requirements/index.ts'
import type { School, SchoolId } from '../../src/schools/index.ts'
import type { Session, SessionId } from '../../src/sessions/index.ts'
import { aCoverageApp, aGrant } from '../support/a-coverage-app.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession, aProvince, type Province } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { onEveryEngine } from '../support/engines.ts'

const HERE = anArea()
const THERE = anArea({ name: 'Phường Tân Ninh' })
const MET = aSchool()
const UNMET = aSchool({ code: '72000413', name: 'Trường Tiểu học Lê Lợi' })
const COMBINED = aSchool({
  code: '72000999',
  name: 'Trường TH và THCS Tân Ninh',
  kind: 'TH&THCS',
  communeId: THERE.id,
})
const PERIOD = aPlannedPeriod()

onEveryEngine('/coverage', (opened) => {
  let province: Province
  const storage = () => opened().storage
  const app = (who?: Parameters<typeof aCoverageApp>[2]) => aCoverageApp(storage(), province, who)

  async function open(schools: readonly School[] = [MET, UNMET, COMBINED]): Promise<void> {
    province = await aProvince(storage(), { schools, areas: [HERE, THERE] })
    await province.requirements.add(PERIOD)
    await province.requirements.open(PERIOD.id)
  }

  const holdAt = ({ id }: School, changes: Partial<Session> = {}) =>
    province.hold(aHeldSession({ id: `s-${id}` as SessionId, schoolId: id, ...changes }))

  const get = (path: string, who?: Parameters<typeof aCoverageApp>[2]) =>
    request(app(who)).get(path).set('accept', 'text/html')

  async function page(path = '/coverage', who?: Parameters<typeof aCoverageApp>[2]) {
    return load((await get(path, who).expect(200)).text)
  }

  const figure = ($: CheerioAPI, name: string) =>
    Number($(`[data-figure="${name}"]`).attr('data-value'))
  const codes = ($: CheerioAPI) =>
    $('tr[data-school]')
      .map((_, row) => $(row).attr('data-school'))
      .get()

  describe('the department’s page', () => {
    beforeEach(async () => {
      await open()
      await holdAt(MET)
    })

    it('shows the figure, and every school with its status, what needs most first', async () => {
      const $ = await page()
      expect([figure($, 'met'), figure($, 'obligated')]).to.deep.equal([1, 3])
      expect($('[data-figure=met]').text()).to.equal('33,3%')
      expect(codes($)).to.deep.equal(['72000999', '72000413', '72000412'])
      expect($('tr[data-school="72000412"]').attr('data-status')).to.equal('met')
    })

    it('shows reach and modules apart from it', async () => {
      const $ = await page()
      expect([figure($, 'reach'), figure($, 'modules')]).to.deep.equal([30, 0])
    })

    it('moves when a session is confirmed, or is sent back', async () => {
      await holdAt(UNMET)
      expect(figure(await page(), 'met')).to.equal(2)
      await holdAt(UNMET, { state: 'returned' })
      const $ = await page()
      expect([figure($, 'met'), figure($, 'returned')]).to.deep.equal([1, 1])
    })

    it('says what changed since yesterday', async () => {
      const $ = await page()
      expect($('[data-change="72000412"]').text())
        .to.contain('Chưa có kế hoạch')
        .and.to.contain('Đạt')
    })

    it('is narrowed by area, stage and status of its address', async () => {
      const there = await page(`/coverage?area=${THERE.id}`)
      expect([figure(there, 'obligated'), codes(there)]).to.deep.equal([1, ['72000999']])
      expect(codes(await page('/coverage?stage=thcs'))).to.deep.equal(['72000999'])
      expect(codes(await page('/coverage?status=met'))).to.deep.equal(['72000412'])
      expect(codes(await page('/coverage?status=not-yet'))).to.deep.equal(['72000999', '72000413'])
    })

    it('says so where no school fits', async () => {
      expect((await page('/coverage?status=returned'))('#list').text()).to.contain(
        'Không có đơn vị nào',
      )
    })

    it('has a tile and a line of a table for each commune, and each leads to it', async () => {
      const $ = await page()
      const tiles = $('.tile')
        .map((_, tile) => $(tile).attr('data-status'))
        .get()
      expect(tiles).to.deep.equal(['no-plan', 'no-plan'])
      expect($('details td').text()).to.contain('Phường Tân Ninh')
      const url = $('.tile').last().attr('href') ?? ''
      expect(figure(await page(url), 'obligated')).to.equal(1)
    })

    it('draws the weeks with a table behind them', async () => {
      const $ = await page()
      expect($('.line polyline').attr('points')).to.match(/^48,126 /)
      expect($('figure table tbody tr')).to.have.length(12)
    })

    it('has the style, no script of its own, and the one that copies', async () => {
      const $ = await page()
      expect($('link[href*="coverage.css"]')).to.have.length(1)
      expect($('script:not([src])')).to.have.length(0)
      expect($('a[data-copy]').attr('href')).to.equal(`/coverage/not-yet.txt?period=${PERIOD.id}`)
    })

    it('knows no other periods, areas and filters', async () => {
      await get('/coverage?period=none').expect(404)
      await get('/coverage?area=none').expect(404)
      await get('/coverage?stage=mn').expect(400)
    })
  })

  describe('a long list', () => {
    beforeEach(async () => {
      const many = Array.from({ length: 203 }, (_, at) => aSchool({ code: String(1000 + at) }))
      await open(many)
    })

    it('comes by the hundred, each school once', async () => {
      const seen: string[] = []
      let path: string | undefined = `/coverage?status=no-plan`
      const lengths: number[] = []
      while (path !== undefined) {
        const $: CheerioAPI = await page(path)
        lengths.push(codes($).length)
        seen.push(...codes($))
        path = $('#list [rel=next]').attr('href')
      }
      expect(lengths).to.deep.equal([100, 100, 3])
      expect(new Set(seen).size).to.equal(203)
    })

    it('is copied whole', async () => {
      const text = (await get('/coverage/not-yet.txt').expect(200)).text
      expect(text).to.contain('203 đơn vị chưa đạt')
      expect(text.match(/^- /gm)).to.have.length(203)
    })
  })

  describe('the list as text and as a workbook', () => {
    beforeEach(async () => {
      await open()
      await holdAt(MET)
    })

    it('is plain UTF-8 text of just what is not yet met', async () => {
      const answer = await get('/coverage/not-yet.txt?status=met').expect(200)
      expect(answer.headers['content-type']).to.equal('text/plain; charset=utf-8')
      expect(answer.text).to.contain('0 đơn vị chưa đạt')
      const text = (await get(`/coverage/not-yet.txt?area=${HERE.id}`)).text
      expect(text).to.contain('Xã Tân Lập (1 đơn vị)').and.to.contain('(72000413)')
      expect(text).not.to.contain('72000999')
    })

    it('is a workbook of the same filters', async () => {
      const answer = await get(`/coverage/export.xlsx?status=met`)
        .buffer()
        .parse((res, done) => {
          const parts: Buffer[] = []
          res.on('data', (part: Buffer) => void parts.push(part))
          res.on('end', () => {
            done(null, Buffer.concat(parts))
          })
        })
      expect(answer.headers['content-disposition']).to.contain(`danh-sach-${PERIOD.id}.xlsx`)
      const book = xlsx.read(answer.body as Buffer)
      const rows = xlsx.utils.sheet_to_json<Record<string, unknown>>(book.Sheets['Danh sách']!)
      expect(rows.map((row) => [row['Mã trường'], row['Có mặt']])).to.deep.equal([['72000412', 30]])
    })
  })

  describe('by whom it is asked', () => {
    beforeEach(async () => {
      await open()
    })

    it('shows a commune official the own commune, and no other', async () => {
      const official = aGrant('commune-official', { areaId: THERE.id })
      const $ = await page('/coverage', official)
      expect(codes($)).to.deep.equal(['72000999'])
      expect($('select[name=area] option')).to.have.length(1)
      await get(`/coverage?area=${HERE.id}`, official).expect(403)
      const text = (await get('/coverage/not-yet.txt', official).expect(200)).text
      expect(text).not.to.contain('72000413')
      await get(`/coverage/export.xlsx?area=${HERE.id}`, official).expect(403)
    })

    it('leads people of a school to its page, in the same period', async () => {
      const principal = aGrant('principal', { schoolId: UNMET.id })
      const answer = await get(`/coverage?period=${PERIOD.id}`, principal).expect(303)
      expect(answer.headers['location']).to.equal(`/coverage/schools/72000413?period=${PERIOD.id}`)
      const teacher = await get('/coverage', { teacherOf: UNMET.id }).expect(303)
      expect(teacher.headers['location']).to.equal('/coverage/schools/72000413')
      await get('/coverage/not-yet.txt', principal).expect(403)
    })

    it('refuses everybody else', async () => {
      await get('/coverage', { teacherOf: undefined }).expect(403)
      await get('/coverage', { teacherOf: 'gone' as SchoolId }).expect(403)
      await get('/coverage', aGrant('editor')).expect(403)
      await get('/coverage', 'nobody').expect(401)
    })
  })

  describe('before a period is open', () => {
    beforeEach(async () => {
      province = await aProvince(storage())
    })

    it('is a friendly page with a way on for those who may add one', async () => {
      const $ = await page()
      expect($('h1').text()).to.equal('Chưa có kỳ nào')
      expect($('main [rel=next]').attr('href')).to.equal('/periods')
    })

    it('is one without it for those who may not', async () => {
      const $ = await page('/coverage', aGrant('commune-official', { areaId: HERE.id }))
      expect($('main [rel=next]')).to.have.length(0)
    })

    it('has no list to copy', async () => {
      await get('/coverage/not-yet.txt').expect(404)
    })

    it('shows a period that is planned, with nothing counted', async () => {
      await province.requirements.add(PERIOD)
      const $ = await page(`/coverage?period=${PERIOD.id}`)
      expect($('.said').text()).to.contain('Kỳ này chưa mở')
      expect($('[data-figure]')).to.have.length(0)
    })
  })

  it('answers whatever is asked for', async function () {
    this.timeout(20_000)
    await open()
    const server = app()
    const field = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(PERIOD.id, HERE.id, 'th', 'not-yet', ...STAGE_STATUSES, 'x'.repeat(3000)),
    )
    const query = fc.array(
      fc.tuple(fc.constantFrom('period', 'area', 'stage', 'status', 'after', '__proto__'), field),
      { maxLength: 6 },
    )
    const paths = fc.constantFrom('', '/not-yet.txt', '/export.xlsx', '/schools/72000412')
    await fc.assert(
      fc.asyncProperty(paths, query, async (path, fields) => {
        const search = new URLSearchParams(fields).toString()
        const { status } = await request(server).get(`/coverage${path}?${search}`)
        expect(status).to.be.lessThan(500)
      }),
      { numRuns: 150 },
    )
  })
})
