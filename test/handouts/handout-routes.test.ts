import { expect } from 'chai'
import { load } from 'cheerio'

import { type HandoutsApp, startHandoutsApp } from '../support/a-handouts-app.ts'

describe('/modules/:id/…: what a teacher takes away', () => {
  let app: HandoutsApp
  before(async () => {
    app = await startHandoutsApp()
  })
  after(() => app.stop())

  const get = async (path: string, role?: 'learner') => {
    const cookie = await app.enter(role && { role })
    const headers = { cookie: `${cookie.name}=${cookie.value}`, accept: 'text/html' }
    return fetch(app.url + path, { headers, redirect: 'manual' })
  }
  const read = async (path: string) => load(await (await get(path)).text())
  const PAPERS = ['sheet', 'paper-form', 'slides.pptx']

  it('is kept from pupils, since answers stand in it', async () => {
    for (const paper of PAPERS) {
      expect((await get(`/modules/B5/${paper}`, 'learner')).status, paper).to.equal(403)
    }
  })

  it('is kept from whoever came from nowhere', async () => {
    for (const paper of PAPERS) {
      const path = `/modules/B5/${paper}`
      const headers = { accept: 'text/html' }
      const { status, headers: said } = await fetch(app.url + path, { headers, redirect: 'manual' })
      expect(status, paper).to.equal(303)
      expect(said.get('location')).to.equal(`/sign-in?next=${encodeURIComponent(path)}`)
    }
  })

  it('is of a module that there is', async () => {
    for (const paper of PAPERS) expect((await get(`/modules/Z9/${paper}`)).status).to.equal(404)
  })

  it('is linked from the teacher’s page, under one heading', async () => {
    const $ = await read('/modules/B5')
    const links = $('#take-away a').toArray()
    expect($('#take-away h2').text()).to.equal('Mang về')
    for (const link of links) {
      expect((await get($(link).attr('href')!)).status, $(link).text()).to.equal(200)
    }
    expect(links).to.have.length.at.least(PAPERS.length)
  })

  it('sends the slides as a file with a name that everybody can store', async () => {
    const { headers, status } = await get('/modules/B5/slides.pptx')
    expect(status).to.equal(200)
    expect(headers.get('content-type')).to.equal(
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    )
    expect(headers.get('content-disposition')).to.include('"B5-qua-la-duong-lien-ket-la.pptx"')
  })

  it('puts on the sheet: aims, codes, minutes, words, answers, telling, follow-up, 111', async () => {
    const $ = await read('/modules/B5/sheet')
    const text = $('main').text().replace(/\s+/g, ' ')
    for (const part of [
      'Đọc được tên trang trong một đường liên kết',
      '4.2.CB2 Bảo vệ dữ liệu cá nhân',
      'Nên nói',
      'Nên tránh',
      'Khi có em kể chuyện của mình',
      '→ suoinang.edu.vn/lop-5b',
      'Ở lớp, 10 phút',
      'Ở nhà, 10 phút',
      '111 gọi miễn phí',
    ]) {
      expect(text).to.include(part)
    }
    expect($('.plan tbody tr').length).to.equal(9)
    expect($('[data-safeguarding]').length).to.equal(0)
  })

  it('begins the sheet of a sensitive module with what has to be ready', async () => {
    for (const id of ['C3', 'C6', 'D1', 'D3', 'P2', 'T1']) {
      const $ = await read(`/modules/${id}/sheet`)
      const first = $('main > header').next()
      expect(first.attr('data-safeguarding'), id).to.equal('')
      expect(first.text().length, id).to.be.greaterThan(100)
    }
  })

  it('asks on the paper form what the form of a session asks, in its order', async () => {
    const form = await read('/sessions/new')
    const asked = form('form[method="post"] [name]')
      .toArray()
      .map((input) => form(input).attr('name')!)
    const paper = (await read('/modules/B5/paper-form'))('main').text()
    const ORDER = [
      ['heldOn', 'Ngày tổ chức'],
      ['minutes', 'Số phút'],
      ['form', 'Hình thức'],
      ['presenter', 'Đơn vị trình bày'],
      ['module', 'Bài học đã dùng'],
      ['topic', 'Nội dung chính'],
      ['evidence', 'Minh chứng'],
      ['adults', 'Số người lớn tham dự'],
    ] as const
    const places = ORDER.map(([name]) => asked.indexOf(name))
    expect(places).to.deep.equal(places.toSorted((a, b) => a - b))
    expect(Math.min(...places)).to.be.greaterThan(-1)
    const onPaper = ORDER.map(([, label]) => paper.indexOf(label))
    expect(onPaper).to.deep.equal(onPaper.toSorted((a, b) => a - b))
    expect(Math.min(...onPaper)).to.be.greaterThan(-1)
    expect(paper).to.include(`${app.url}/sessions/new`).and.include('Không ghi tên học sinh')
  })

  it('has a line on the paper form for every show of hands', async () => {
    const $ = await read('/modules/B5/paper-form')
    const labels = $('[data-poll] th')
      .toArray()
      .map((one) => $(one).text())
    expect(labels).to.deep.equal([
      'Giơ tay 1',
      ...Array.from({ length: 10 }, (_, index) => `Câu ${index + 1}`),
    ])
  })
})
