import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import { httpLog, requestContext } from '../../src/web/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aLogger } from '../support/a-logger.ts'

async function lineFor(path: string): Promise<Record<string, unknown>> {
  const { logger, lines } = aLogger()
  const clock = aClock()
  const app = express()
  app.use(requestContext({ logger }), httpLog({ clock }))
  app.get('/modules/:id', (_req, res) => {
    clock.advance(7)
    res.status(201).end()
  })
  await supertest(app).get(path).set('Cookie', 'lachan-visit=geheim')
  return JSON.parse(lines[0] ?? '{}') as Record<string, unknown>
}

describe('the log of an answer', () => {
  it('has method, route, status, time and the id that error pages show', async () => {
    const line = await lineFor('/modules/B5?chose=a')
    expect(line).to.include({ method: 'GET', route: '/modules/:id', status: 201, tookMs: 7 })
    expect(line['errorId']).to.match(/^[a-z0-9]{10}$/)
  })

  it('has nothing of the address or the cookie', async () => {
    const line = await lineFor('/modules/B5?chose=a')
    expect(JSON.stringify(line)).not.to.match(/B5|chose|geheim/)
  })

  it('does not repeat an address that nobody serves', async () => {
    expect(await lineFor('/join/SECRET-CODE')).to.include({ route: 'none', status: 404 })
  })
})
