import { expect } from 'chai'
import { load } from 'cheerio'
import supertest from 'supertest'

import { type LearnerKey, visitIdOf } from '../../src/web/index.ts'
import { type LessonApp, type Person, PUBLIC_URL, startLessonApp } from '../support/a-lesson-app.ts'

describe('a form', () => {
  let lessons: LessonApp
  let an: Person
  let binh: Person
  before(async () => {
    lessons = await startLessonApp()
    an = await lessons.enter({ learnerKey: 'an' as LearnerKey })
    binh = await lessons.enter({ learnerKey: 'binh' as LearnerKey })
  })
  after(() => lessons.stop())

  const URL_OF_Q1 = '/modules/B5/quiz/q1'

  interface Sent {
    readonly cookie?: string
    readonly origin?: string | undefined
    readonly token?: string | readonly string[]
  }

  async function send({ cookie = an.cookie, origin, token }: Sent) {
    const request = supertest(lessons.app).post(URL_OF_Q1).set('Cookie', cookie)
    if (origin !== undefined) void request.set('Origin', origin)
    const { status, text } = await request.type('form').send({ _visit: token, q1: 'a' })
    return { status, error: load(text)('[data-error]').attr('data-error') }
  }

  it('of our own page is taken, with our origin or without any', async () => {
    expect(await send({ origin: PUBLIC_URL, token: an.formToken })).to.include({ status: 303 })
    expect(await send({ token: an.formToken })).to.include({ status: 303 })
  })

  it('of a page that names its visit in a header needs its proof as well', async () => {
    const header = { 'Lachan-Visit': an.cookie.split('=')[1] ?? '' }
    const post = (fields: object) =>
      supertest(lessons.app)
        .post(URL_OF_Q1)
        .set(header)
        .set('Origin', PUBLIC_URL)
        .type('form')
        .send(fields)
    expect((await post({ _visit: an.formToken, q1: 'a' })).status).to.equal(303)
    expect((await post({ q1: 'a' })).status).to.equal(403)
    expect((await post({ _visit: binh.formToken, q1: 'a' })).status).to.equal(409)
  })

  it('lets no other site ask whether it may send that header', async () => {
    const { headers } = await supertest(lessons.app)
      .options(URL_OF_Q1)
      .set('Origin', 'https://evil.example')
      .set('Access-Control-Request-Method', 'POST')
      .set('Access-Control-Request-Headers', 'lachan-visit')
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).to.deep.equal(
      [],
    )
  })

  it('carries its token on every page with a form', async () => {
    const { $ } = await an.open(URL_OF_Q1)
    expect($('form[method=post] input[name=_visit]').val()).to.equal(an.formToken)
  })

  const handle = 'A'.repeat(12)
  const proof = 'B'.repeat(43)
  const table: readonly (readonly [string, () => Sent, number, string])[] = [
    [
      'from another origin',
      () => ({ origin: 'https://evil.example', token: an.formToken }),
      403,
      'form-not-proven',
    ],
    [
      'from an opaque origin',
      () => ({ origin: 'null', token: an.formToken }),
      403,
      'form-not-proven',
    ],
    [
      'from our host at another port',
      () => ({ origin: 'http://127.0.0.1:4001', token: an.formToken }),
      403,
      'form-not-proven',
    ],
    ['without a token', () => ({}), 403, 'form-not-proven'],
    ['with an empty token', () => ({ token: '' }), 403, 'form-not-proven'],
    [
      'with its handle but a made-up proof',
      () => ({ token: `${an.formToken.slice(0, 12)}.${proof}` }),
      403,
      'form-not-proven',
    ],
    [
      'with its handle and no proof',
      () => ({ token: an.formToken.slice(0, 12) }),
      403,
      'form-not-proven',
    ],
    [
      'with a proof that is cut',
      () => ({ token: an.formToken.slice(0, -1) }),
      403,
      'form-not-proven',
    ],
    [
      'with a token twice',
      () => ({ token: [an.formToken, an.formToken] }),
      400,
      'malformed-request',
    ],
    ['with a token of great length', () => ({ token: 'A'.repeat(1000) }), 400, 'malformed-request'],
    ['of another pupil’s tab', () => ({ token: binh.formToken }), 409, 'visit-changed'],
    ['of nobody’s tab', () => ({ token: `${handle}.${proof}` }), 409, 'visit-changed'],
    ['without a visit', () => ({ cookie: '', token: an.formToken }), 401, 'visit-expired'],
  ]
  for (const [what, sent, status, error] of table) {
    it(`${what} is refused: ${error}`, async () => {
      expect(await send(sent())).to.deep.equal({ status, error })
    })
  }

  it('of the pupil before, at a shared machine, writes nothing for either', async () => {
    const one = await lessons.enter({ learnerKey: 'first' as LearnerKey })
    const two = await lessons.enter({ learnerKey: 'second' as LearnerKey })
    await send({ cookie: two.cookie, token: one.formToken })
    for (const person of [one, two]) {
      const { location } = await person.press('/modules/B5/quiz/q5', { q5: 'a' })
      expect(location).to.include('next=q1')
    }
  })

  it('handle tells nothing of the visit', () => {
    expect(an.formToken).not.to.include(an.visit.id.slice(0, 8))
    expect(an.visit.id).to.equal(visitIdOf(an.cookie.split('=')[1] ?? ''))
  })
})
