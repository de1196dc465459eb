import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import { createAssets, securityHeaders } from '../../src/web/index.ts'

describe('the assets', () => {
  const assets = createAssets()
  const app = express()
  app.use(securityHeaders({ publicUrl: 'https://la-chan.example', frameOrigins: () => [] }))
  app.use('/assets', assets.router)

  it('may be kept for ever, since their address has their version', async () => {
    const { status, headers } = await supertest(app).get(assets.url('look.css'))
    expect(status).to.equal(200)
    expect(headers).to.include({
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'text/css; charset=utf-8',
    })
  })

  it('are given under another version too, but not kept', async () => {
    const { status, headers } = await supertest(app).get('/assets/0123456789/look.css')
    expect([status, headers['cache-control']]).to.deep.equal([200, 'no-store'])
  })

  it('are those of the folder and no other file', async () => {
    for (const path of ['/assets/x/../../locales/vi.json', '/assets/x/', '/assets/x/nothing.css']) {
      expect((await supertest(app).get(path)).status).to.equal(404)
    }
  })
})
