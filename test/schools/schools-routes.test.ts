import { expect } from 'chai'
import { type CheerioAPI, load } from 'cheerio'

import { anArea, aSchool } from '../support/a-school.ts'
import { aSchoolsSite, type SchoolsSite } from './a-schools-site.ts'
import { aFile, HEADER, listIn, SCHOOL, utf8 } from './list/files.ts'

interface Asked extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>
}

interface Answer {
  readonly status: number
  readonly at: string
  readonly $: CheerioAPI
}

describe('/schools', () => {
  let site: SchoolsSite
  afterEach(() => site.stop())

  async function ask(path: string, init: Asked = {}): Promise<Answer> {
    const cookie = `${site.cookie.name}=${site.cookie.value}`
    const headers = { accept: 'text/html', cookie, ...init.headers }
    const response = await fetch(new URL(path, site.url), { ...init, headers })
    const at = new URL(response.url)
    return { status: response.status, at: at.pathname + at.search, $: load(await response.text()) }
  }

  /** Presses the button of a form as a browser does, with the file chosen. */
  function press({ $, at }: Answer, selector: string, file?: Uint8Array): Promise<Answer> {
    const form = $(selector).closest('form')
    const fields = form.serializeArray()
    const to = form.attr('action') ?? at
    const origin = new URL(site.url).origin
    if (form.attr('enctype') !== 'multipart/form-data') {
      const body = new URLSearchParams()
      for (const { name, value } of fields) body.append(name, value)
      return ask(to, { method: 'POST', body, headers: { origin } })
    }
    const body = new FormData()
    for (const { name, value } of fields) body.append(name, value)
    if (file) body.append('list', new Blob([Uint8Array.from(file)]), 'danh-sach.xlsx')
    return ask(to, { method: 'POST', body, headers: { origin } })
  }

  const upload = async (file?: Uint8Array) =>
    press(await ask('/schools/import'), '[name=list]', file)
  const figure = ({ $ }: Answer, name: string) => $(`[data-figure=${name}]`).attr('data-value')

  async function withSchools(...schools: Parameters<typeof site.storage.schools.saveAll>[0]) {
    await site.storage.areas.saveAll([anArea()])
    await site.storage.schools.saveAll(schools)
    await site.directory.reload()
  }

  describe('for an officer', () => {
    beforeEach(async () => {
      site = await aSchoolsSite()
    })

    it('lists schools with commune and code, and finds them without diacritics', async () => {
      await withSchools(aSchool(), aSchool({ code: '72000413', name: 'Trường Tiểu học Lê Lợi' }))
      const found = await ask('/schools?q=nguyen+trai')
      const rows = found.$('tr[data-school]')
      expect(rows.map((_, row) => found.$(row).attr('data-school')).get()).to.deep.equal([
        '72000412',
      ])
      expect(rows.text()).to.contain('Nguyễn Trãi').and.to.contain('Xã Tân Lập')
    })

    it('lists fifty at a time', async () => {
      const many = Array.from({ length: 51 }, (_, index) => aSchool({ code: String(1000 + index) }))
      await withSchools(...many)
      const first = await ask('/schools')
      expect(first.$('tr[data-school]')).to.have.length(50)
      const second = await ask(first.$('[rel=next]').attr('href') ?? '')
      expect(second.$('tr[data-school]').attr('data-school')).to.equal('1050')
      expect(second.$('[rel=next]')).to.have.length(0)
    })

    it('says what to do while there is none, and that none was found', async () => {
      expect((await ask('/schools')).$('main').text()).to.contain('Hãy nhập danh sách')
      await withSchools(aSchool())
      expect((await ask('/schools?q=xyz')).$('main').text()).to.contain('“xyz”')
    })

    it('shows one school by its code', async () => {
      await withSchools(aSchool())
      const { status, $ } = await ask('/schools/72000412')
      expect(status).to.equal(200)
      expect($('main').text())
        .to.contain('Xã Tân Lập')
        .and.to.contain('07/09/2026')
        .and.to.contain('4B')
      expect((await ask('/schools/none')).status).to.equal(404)
    })

    it('previews a list, stores nothing, and takes it over at a press', async () => {
      const preview = await upload(
        aFile(HEADER, SCHOOL, ['80000501', 'Trường THCS Lê Lợi', 'THCS']),
      )
      expect([figure(preview, 'read'), figure(preview, 'new')]).to.deep.equal(['2', '2'])
      expect((await site.storage.schools.changesSince(0)).schools).to.deep.equal([])
      const done = await press(preview, '[data-next]')
      expect(done.at).to.equal('/schools?added=2&changed=0')
      expect(done.$('[role=status]').text()).to.contain('2 trường mới')
      expect(done.$('tr[data-school]')).to.have.length(2)
    })

    it('shows refused rows with row and column, and takes the rest only where asked to', async () => {
      const preview = await upload(aFile(HEADER, SCHOOL, ['2', '', 'THCSS']))
      expect(figure(preview, 'refused')).to.equal('1')
      const cells = preview.$('[data-row=3]')
      expect(cells.map((_, row) => preview.$(row).attr('data-code')).get()).to.deep.equal([
        'name-missing',
        'kind-unknown',
      ])
      expect(cells.text()).to.contain('Tên trường').and.to.contain('THCSS')
      const done = await press(preview, '[data-next]')
      expect(done.at).to.equal('/schools?added=1&changed=0')
    })

    it('tells what changes in which school', async () => {
      await withSchools(aSchool())
      const preview = await upload(
        aFile(
          [...HEADER, 'Xã/Phường', 'HS lớp 4'],
          ['72000412', 'Trường Tiểu học Trần Phú', 'TH', 'Xã Mới', 61],
        ),
      )
      expect(preview.$('li[data-school=72000412]').text()).to.contain(
        'tên, xã/phường, sĩ số các khối',
      )
      expect(preview.$('main').text()).to.contain('Xã Mới')
    })

    it('says so where a list changes nothing', async () => {
      await withSchools(aSchool())
      const preview = await upload(aFile(HEADER, SCHOOL))
      expect(preview.$('form [data-next]')).to.have.length(0)
      expect(figure(preview, 'same')).to.equal('1')
    })

    it('says what is wrong with a file beside the form, with the status of a refusal', async () => {
      for (const [file, words] of [
        [undefined, 'Chưa chọn tệp'],
        [utf8('không phải danh sách'), 'Mã trường, Tên trường, Cấp học'],
        [aFile(HEADER), 'Tệp không có trường nào'],
      ] as const) {
        const answer = await upload(file)
        expect(answer.status).to.equal(422)
        expect(answer.$('[role=alert]').text()).to.contain(words)
        expect(answer.$('[name=list]')).to.have.length(1)
      }
    })

    it('keeps the day that was typed where it is none', async () => {
      const page = await ask('/schools/import')
      page.$('[name=asOf]').attr('value', '31/02/2026')
      const answer = await press(page, '[name=list]', aFile(HEADER, SCHOOL))
      expect([answer.status, answer.$('[name=asOf]').attr('value')]).to.deep.equal([
        422,
        '31/02/2026',
      ])
    })

    it('forgets a preview after it was taken over, and after two hours', async () => {
      const first = await upload(aFile(HEADER, SCHOOL))
      await press(first, '[data-next]')
      expect((await press(first, '[data-next]')).status).to.equal(404)
      const second = await upload(aFile(HEADER, SCHOOL))
      site.clock.advance(2 * 60 * 60 * 1000)
      expect((await ask(second.at)).status).to.equal(404)
      expect((await ask('/schools/import/whatever')).status).to.equal(404)
    })

    it('undoes the last import', async () => {
      await press(await upload(aFile(HEADER, SCHOOL)), '[data-next]')
      const page = await ask('/schools/import')
      const done = await press(page, 'form[action$=undo] button')
      expect(done.at).to.equal('/schools?restored=0&removed=1')
      expect(done.$('tr[data-school]')).to.have.length(0)
      expect((await ask('/schools/import')).$('form[action$=undo]')).to.have.length(0)
    })

    it('gives the list as a workbook that can be imported', async () => {
      await withSchools(aSchool())
      const cookie = `${site.cookie.name}=${site.cookie.value}`
      const response = await fetch(`${site.url}/export.xlsx`, { headers: { cookie } })
      const list = listIn(new Uint8Array(await response.arrayBuffer()))
      expect(list.rows.map(({ cells }) => cells.code)).to.deep.equal(['72000412'])
    })

    it('refuses a file without the proof of our own form', async () => {
      const body = new FormData()
      body.append('list', new Blob(['x']), 'a.csv')
      expect((await ask('/schools/import', { method: 'POST', body })).status).to.equal(403)
    })

    it('refuses a body that only says it is a form', async () => {
      const headers = { 'content-type': 'multipart/form-data; boundary=x' }
      const answer = await ask('/schools/import', { method: 'POST', body: 'nonsense', headers })
      expect(answer.status).to.equal(400)
    })

    it('refuses a body of more parts than a form has', async () => {
      const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
      for (const [count, status] of [
        [20, 403],
        [100, 400],
      ] as const) {
        const headers = { 'content-type': 'multipart/form-data; boundary="x"' }
        const body = `${part.repeat(count)}--x--\r\n`
        expect((await ask('/schools/import', { method: 'POST', body, headers })).status).to.equal(
          status,
        )
      }
    })

    it('refuses a body that is far too large', async () => {
      const answer = await upload(new Uint8Array(12 * 1024 * 1024))
      expect(answer.status).to.equal(413)
    })
  })

  describe('for somebody who may only look', () => {
    beforeEach(async () => {
      site = await aSchoolsSite(['school.read', 'school.list'])
      await withSchools(aSchool())
    })

    it('offers no import and refuses it', async () => {
      const { $ } = await ask('/schools')
      expect($('tr[data-school]')).to.have.length(1)
      expect($('a[href="/schools/import"]')).to.have.length(0)
      expect((await ask('/schools/import')).status).to.equal(403)
      expect((await ask('/schools/export.xlsx')).status).to.equal(403)
    })
  })

  describe('for nobody', () => {
    beforeEach(async () => {
      site = await aSchoolsSite([])
    })

    it('shows nothing, and not which schools there are', async () => {
      await withSchools(aSchool())
      for (const path of ['/schools', '/schools/72000412', '/schools/none', '/schools/import']) {
        expect((await ask(path)).status, path).to.equal(403)
        expect((await fetch(new URL(path, site.url))).status, path).to.equal(401)
      }
    })
  })
})
