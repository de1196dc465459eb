import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import {
  createAccountLimits,
  createRenderer,
  createTexts,
  errorHandler,
  requestContext,
} from '../../src/web/index.ts'
import { aLogger } from '../support/a-logger.ts'
import { aVisit } from '../support/a-visit.ts'
import { codeOf } from '../support/rejection.ts'

const limits = () =>
  createAccountLimits({
    api: { points: 2, windowS: 60 },
    forms: { points: 2, windowS: 60, slotCount: 65_536 },
  })

function anApp() {
  const { logger } = aLogger()
  const texts = createTexts()
  const { renderPage } = createRenderer({ texts, assetUrl: (file) => file })
  const app = express()
  app.use(requestContext({ logger }))
  app.use((req, res, next) => {
    const accountId = req.get('x-account')
    if (accountId) res.locals.visit = aVisit({ accountId })
    next()
  })
  app.use(limits().forms, (_req, res) => void res.end())
  app.use(errorHandler({ texts, logger, renderPage }))
  return app
}

describe('limits by account', () => {
  it('count the requests to the API of each account for itself', async () => {
    const { countApiRequest } = limits()
    await countApiRequest('account-1')
    await countApiRequest('account-1')
    expect(await codeOf(countApiRequest('account-1'))).to.equal('too-many-requests')
    await countApiRequest('account-2')
  })

  it('count the forms of each person, and no page that is only read', async () => {
    const app = anApp()
    const post = (account: string) => supertest(app).post('/').set('x-account', account)
    const statuses = [await post('1'), await post('1'), await post('1'), await post('2')]
    expect(statuses.map(({ status }) => status)).to.deep.equal([200, 200, 429, 200])
    expect(Number(statuses[2]!.headers['retry-after'])).to.be.within(1, 60)
    expect(statuses[2]!.text).to.contain('data-error="too-many-requests"')
    expect((await supertest(app).get('/').set('x-account', '1')).status).to.equal(200)
  })

  it('count nobody who is not known', async () => {
    const app = anApp()
    for (let i = 0; i < 5; i += 1) expect((await supertest(app).post('/')).status).to.equal(200)
  })

  it('let an honest system fetch a whole province through the API in a minute', async () => {
    const { countApiRequest } = createAccountLimits()
    for (let page = 0; page < 280; page += 1) await countApiRequest('account-1')
  })
})
