import { expect } from 'chai'
import { load } from 'cheerio'
import express from 'express'
import supertest from 'supertest'

import { InvalidInputError, PlatformUnavailableError } from '../../src/errors/index.ts'
import {
  createRenderer,
  createTexts,
  errorHandler,
  formBody,
  notFound,
  requestContext,
} from '../../src/web/index.ts'
import { aLogger } from '../support/a-logger.ts'

function anApp(thrown?: unknown) {
  const { logger, lines } = aLogger()
  const texts = createTexts()
  const { renderPage } = createRenderer({ texts, assetUrl: (file) => file })
  const app = express()
  app.use(requestContext({ logger }))
  app.use('/staff', (_req, res, next) => {
    res.locals.bar = { links: [] }
    next()
  })
  app.get(['/throws', '/staff/throws'], () => {
    throw thrown
  })
  app.get('/late', (_req, res) => {
    res.write('half')
    throw thrown
  })
  app.get('/at/:id', (_req, res) => void res.end())
  app.post('/form', formBody(), (_req, res) => void res.end())
  app.use(notFound(), errorHandler({ texts, logger, renderPage }))
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { app, logged }
}

describe('an error page', () => {
  it('says what happened and what to do, with the code and an id that the log has too', async () => {
    const { app, logged } = anApp(new InvalidInputError('links-not-wanted'))
    const { status, text } = await supertest(app).get('/throws')
    const $ = load(text)
    expect(status).to.equal(422)
    expect($('[data-error]').attr('data-error')).to.equal('links-not-wanted')
    expect($('h1').text()).to.equal('Hệ thống của trường không nhận bài theo cách này')
    expect($('main [data-help]')).to.have.length(1)
    expect(logged()[0]).to.include({ errorId: $('code').text(), code: 'links-not-wanted' })
  })

  it('for whoever works here names the administrator, and leaves help for children to the footer', async () => {
    const { app } = anApp(new InvalidInputError('links-not-wanted'))
    const $ = load((await supertest(app).get('/staff/throws')).text)
    expect($('main').text()).to.include('Mã để báo người quản trị')
    expect([$('main [data-help]').length, $('footer [data-help]').length]).to.deep.equal([0, 1])
  })

  it('never says why on our side, while the log does', async () => {
    const { app, logged } = anApp(new Error('SQLITE_IOERR at /var/lib/secret'))
    const { status, text } = await supertest(app).get('/throws')
    expect(status).to.equal(500)
    expect(text).not.to.match(/SQLITE|secret|at Layer/)
    expect(text).to.include('báo mã')
    expect(JSON.stringify(logged())).to.include('SQLITE_IOERR')
    expect(logged()[0]).to.include({ level: 50, code: 'internal' })
  })

  it('that one’s own doing brought is no alarm', async () => {
    const { app, logged } = anApp(new InvalidInputError('links-not-wanted'))
    await supertest(app).get('/throws')
    expect(logged()[0]).to.include({ level: 30 })
  })

  it('is a problem document where JSON is asked for', async () => {
    const { app } = anApp(new PlatformUnavailableError('platform-unavailable'))
    const answer = await supertest(app).get('/throws').set('Accept', 'application/json')
    expect(answer.type).to.equal('application/problem+json')
    const problem = JSON.parse(answer.text) as Record<string, unknown>
    expect(problem).to.include({
      type: '/problems/platform-unavailable',
      title: 'Hệ thống của trường chưa phản hồi',
      status: 503,
    })
    expect(problem).to.have.keys('type', 'title', 'status', 'detail', 'errorId')
  })

  it('puts nothing of the sender’s into the page unescaped', async () => {
    const { app } = anApp(new InvalidInputError('deployment-waiting', { deployment: '<script>' }))
    const { text } = await supertest(app).get('/throws')
    expect(text).to.include('&lt;script&gt;').and.not.to.include('“<script>”')
  })

  it('is not put behind an answer that has begun', async () => {
    const { app, logged } = anApp(new Error('too late'))
    const failed = await supertest(app)
      .get('/late')
      .then(
        () => false,
        () => true,
      )
    expect(failed).to.equal(true)
    expect(logged()[0]).to.include({ code: 'internal' })
  })

  for (const thrown of [undefined, null, 'a text', 42, { status: 404 }]) {
    it(`is an internal one where ${JSON.stringify(thrown)} is thrown`, async () => {
      const { app } = anApp(thrown)
      // Express takes undefined and null for "nothing happened": the page is then simply not there.
      const expected = thrown === undefined || thrown === null ? 404 : 500
      expect((await supertest(app).get('/throws')).status).to.equal(expected)
    })
  }
})

describe('what cannot be read', () => {
  const codeOf = (text: string) => load(text)('[data-error]').attr('data-error')

  it('is malformed: an address with broken percent signs', async () => {
    const { status, text } = await supertest(anApp().app).get('/at/%E0%A4%A')
    expect([status, codeOf(text)]).to.deep.equal([400, 'malformed-request'])
  })

  it('does not repeat a broken address in the log, which may hold a link that still opens', async () => {
    const { app, logged } = anApp()
    await supertest(app).get('/at/SECRET-TOKEN%E0%A4%A')
    expect(logged().map(({ code }) => code)).to.deep.equal(['malformed-request'])
    expect(JSON.stringify(logged())).not.to.contain('SECRET-TOKEN')
  })

  it('is malformed: a body in an unknown writing', async () => {
    const { status, text } = await supertest(anApp().app)
      .post('/form')
      .set('Content-Type', 'application/x-www-form-urlencoded; charset=utf-42')
      .send('a=1')
    expect([status, codeOf(text)]).to.deep.equal([400, 'malformed-request'])
  })

  it('is too large: a body over 64 KB, or of over 600 fields', async () => {
    const heavy = await supertest(anApp().app)
      .post('/form')
      .type('form')
      .send(`a=${'x'.repeat(66_000)}`)
    const fields = Array.from({ length: 601 }, () => 'a=1').join('&')
    const many = await supertest(anApp().app).post('/form').type('form').send(fields)
    for (const { status, text } of [heavy, many]) {
      expect([status, codeOf(text)]).to.deep.equal([413, 'too-large'])
    }
  })

  it('is not there: an address that nobody serves', async () => {
    const { status, text } = await supertest(anApp().app).get('/nowhere')
    expect([status, codeOf(text)]).to.deep.equal([404, 'not-found'])
  })
})
