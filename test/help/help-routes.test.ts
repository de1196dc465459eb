import { expect } from 'chai'
import { load } from 'cheerio'
import supertest from 'supertest'

import type { LearnerKey } from '../../src/web/index.ts'
import { type LessonApp, startLessonApp } from '../support/a-lesson-app.ts'

describe('/help', () => {
  let lessons: LessonApp
  before(async () => {
    lessons = await startLessonApp()
  })
  after(() => lessons.stop())

  const open = async (url: string) => {
    const { status, text } = await supertest(lessons.app).get(url)
    return { status, $: load(text) }
  }

  it('names 111 first, then people, without a visit and without a trip to the store', async () => {
    expect(await lessons.tripsOf(() => open('/help'))).to.equal(0)
    const { status, $ } = await open('/help')
    expect(status).to.equal(200)
    expect($('main a').first().attr('href')).to.equal('tel:111')
    expect($('main').text()).to.include('vn-cop.vn').and.to.include('Thầy cô tư vấn')
  })

  for (const [from, back] of [
    ['/modules/B5/steps/2?page=3&check=a', '/modules/B5/steps/2?page=3&check=a'],
    ['/modules/../exit', '/exit'],
    ['', undefined],
    ['https://evil.example/', undefined],
    ['//evil.example/', undefined],
    ['/\\evil.example/', undefined],
    ['/\t/evil.example/', undefined],
    ['/.//evil.example/', undefined],
    ['javascript:alert(1)', undefined],
    ['modules', undefined],
  ] as const) {
    it(`leads back to ${back ?? 'nowhere'} from ${JSON.stringify(from)}`, async () => {
      const { $ } = await open(`/help?${new URLSearchParams({ from }).toString()}`)
      expect($('main a.wide').attr('href')).to.equal(back)
    })
  }
})

describe('/exit', () => {
  let lessons: LessonApp
  before(async () => {
    lessons = await startLessonApp()
  })
  after(() => lessons.stop())

  it('ends the visit, takes the cookie back, and shows a page that names no topic', async () => {
    const pupil = await lessons.enter({ learnerKey: 'leaver' as LearnerKey })
    const { status, headers, text } = await supertest(lessons.app)
      .get('/exit')
      .set('Cookie', pupil.cookie)
    expect(status).to.equal(200)
    expect(String(headers['set-cookie'])).to.include('lachan-visit=;').and.to.include('1970')
    const $ = load(text)
    expect($('body').text() + $('title').text()).not.to.match(/Lá Chắn|bài|giúp|an toàn|111/i)
    expect((await pupil.open('/modules/B5')).status).to.equal(401)
  })

  for (const [site, status] of [
    ['cross-site', 200],
    ['same-site', 200],
    ['same-origin', 401],
    ['none', 401],
  ] as const) {
    it(`asked from ${site}, shows itself and leaves the visit as ${status}`, async () => {
      const pupil = await lessons.enter({ learnerKey: `from ${site}` as LearnerKey })
      const page = await supertest(lessons.app)
        .get('/exit')
        .set('Cookie', pupil.cookie)
        .set('Sec-Fetch-Site', site)
      expect([page.status, load(page.text)('h1').length]).to.deep.equal([200, 1])
      expect(page.headers['set-cookie'] === undefined).to.equal(status === 200)
      expect((await pupil.open('/modules/B5')).status).to.equal(status)
    })
  }

  it('works for somebody without a visit', async () => {
    expect((await supertest(lessons.app).get('/exit')).status).to.equal(200)
  })
})
