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
  const voice = path.join(folder, '01-bay.mp3')
  before(() => {
    writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg"/>')
    writeFileSync(voice, '0123456789')
  })
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
        findMedia: ({ id, version, file: name }) => {
          if (`${id}/${version}` !== 'B5/1') return undefined
          if (name === 'bay.svg') return { path: file, contentType: 'image/svg+xml' }
          const isVoice = name === 'audio/01-bay.mp3'
          return isVoice ? { path: voice, contentType: 'audio/mpeg' } : undefined
        },
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

  it('gives a recording for a day, since it may be made again', async () => {
    const { status, headers } = await supertest(app).get('/B5/1/audio/01-bay.mp3')
    expect([status, headers['content-type'], headers['cache-control']]).to.deep.equal([
      200,
      'audio/mpeg',
      'public, max-age=86400',
    ])
  })

  it('gives a part of a recording, as a browser asks that goes on after a break', async () => {
    const part = await supertest(app).get('/B5/1/audio/01-bay.mp3').set('Range', 'bytes=4-6')
    expect([part.status, part.headers['content-range'], String(part.body)]).to.deep.equal([
      206,
      'bytes 4-6/10',
      '456',
    ])
    const beyond = await supertest(app).get('/B5/1/audio/01-bay.mp3').set('Range', 'bytes=40-')
    expect(beyond.status).to.equal(416)
  })

  it('knows no other file', async () => {
    for (const url of [
      '/B5/1/audio/bay.svg',
      '/B5/1/audio/..%2fbay.svg',
      '/B5/2/bay.svg',
      '/B5/1/%2e%2e%2fmodule.json',
      '/B5/1/x.svg',
    ]) {
      expect((await supertest(app).get(url)).status).to.equal(404)
    }
  })
})
