import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import { createToken } from '../../src/runtime/index.ts'
import {
  createCookieShape,
  createRenderer,
  createTexts,
  createVisitCookie,
  currentVisit,
  errorHandler,
  securityHeaders,
  type Visit,
  visitIdOf,
  visits,
} from '../../src/web/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aLogger } from '../support/a-logger.ts'
import { aVisit } from '../support/a-visit.ts'

function aVisitApp(stored: readonly Visit[]) {
  const asked: string[] = []
  const find = (id: string, now: Date) => {
    asked.push(id)
    return Promise.resolve(stored.find((visit) => visit.id === id && visit.expiresAt > now))
  }
  const visitCookie = createVisitCookie(createCookieShape('http://127.0.0.1:4000'))
  const { logger } = aLogger()
  const texts = createTexts()
  const { renderPage } = createRenderer({ texts, assetUrl: (file) => file })
  const app = express()
  const frameOrigins = () => ['https://lms.example', 'https://other.example']
  app.use(securityHeaders({ publicUrl: 'https://la-chan.example', frameOrigins }))
  const platforms = { isClosed: () => false, framersOf: () => ['https://lms.example'] }
  app.use(visits({ visits: { find }, visitCookie, clock: aClock(), platforms }))
  app.get('/', (_req, res) => void res.send(res.locals.visit?.role ?? 'nobody'))
  app.get('/needed', (_req, res) => void res.send(currentVisit(res).role))
  app.use(errorHandler({ texts, logger, renderPage }))
  return { app, asked }
}

describe('the visit of a request', () => {
  const token = createToken()
  const cookie = `lachan-visit=${token}`

  it('is found by its cookie in one trip', async () => {
    const { app, asked } = aVisitApp([aVisit({ id: visitIdOf(token) })])
    const { text } = await supertest(app).get('/needed').set('Cookie', cookie)
    expect([text, asked]).to.deep.equal(['learner', [visitIdOf(token)]])
  })

  for (const [who, part, framedBy] of [
    ['an LMS sent', {}, "'self' https://lms.example"],
    ['signed in with an account', { accountId: 'account-1' }, "'self'"],
  ] as const) {
    it(`of whoever ${who} may be framed by ${framedBy}`, async () => {
      const { app } = aVisitApp([aVisit({ id: visitIdOf(token), ...part })])
      const { headers } = await supertest(app).get('/').set('Cookie', cookie)
      const policy = (headers as Record<string, string>)['content-security-policy']
      expect(policy?.split(';')).to.include(`frame-ancestors ${framedBy}`)
    })
  }

  it('is not looked for without a cookie', async () => {
    const { app, asked } = aVisitApp([])
    const { text } = await supertest(app).get('/')
    expect([text, asked]).to.deep.equal(['nobody', []])
  })

  for (const [what, stored] of [
    ['unknown', []],
    ['over', [aVisit({ id: visitIdOf(token), expiresAt: new Date('2026-11-23T00:00:00Z') })]],
  ] as const) {
    it(`that is ${what} is none, and where one is needed it has expired`, async () => {
      const { app } = aVisitApp(stored)
      const free = await supertest(app).get('/').set('Cookie', cookie)
      expect(free.text).to.equal('nobody')
      const needed = await supertest(app).get('/needed').set('Cookie', cookie)
      expect(needed.status).to.equal(401)
      expect(needed.text).to.include('data-error="visit-expired"')
    })
  }
})
