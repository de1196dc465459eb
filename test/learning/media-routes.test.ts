import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import { mediaRoutes } from '../../src/learning/media-routes.ts'
import { aCatalogue } from '../support/a-module.ts'

describe('/media', () => {
  // A dot in the way to the content is the administrator's choice and no reason to hide its files.
  const folder = mkdtempSync(path.join(tmpdir(), '.lachan-'))
  const file = path.join(folder, 'bay.svg')
  before(() => writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg"/>'))
  after(() => rmSync(folder, { recursive: true }))

  const app = express().set('env', 'test')
  app.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store')
    next()
  })
  app.use(
    mediaRoutes({
      catalogue: {
        ...aCatalogue(),
        findMedia: (place) =>
          place.id === 'B5' && place.version === '1' && place.file === 'bay.svg'
            ? { path: file, contentType: 'image/svg+xml' }
            : undefined,
      },
    }),
  )

  it('gives a drawing of a version, to be kept for ever', async () => {
    const { status, headers } = await supertest(app).get('/B5/1/bay.svg')
    expect(status).to.equal(200)
    expect(headers).to.include({
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })

  it('knows no other file', async () => {
    for (const url of ['/B5/2/bay.svg', '/B5/1/%2e%2e%2fmodule.json', '/B5/1/x.svg']) {
      expect((await supertest(app).get(url)).status).to.equal(404)
    }
  })
})
