import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import { createToken } from '../../src/runtime/index.ts'
import { createCookieShape, createVisitCookie, visitIdOf } from '../../src/web/index.ts'

function aCookieApp(publicUrl: string) {
  const visitCookie = createVisitCookie(createCookieShape(publicUrl))
  const app = express()
  app.get('/set/:token', (req, res) => {
    visitCookie.set(res, req.params.token)
    res.end()
  })
  app.get('/clear', (_req, res) => {
    visitCookie.clear(res)
    res.end()
  })
  app.get('/read', (req, res) => {
    res.json({ token: visitCookie.read(req) ?? null })
  })
  return app
}

async function cookieFrom(publicUrl: string, path: string): Promise<readonly string[]> {
  const { headers } = await supertest(aCookieApp(publicUrl)).get(path)
  const [line = ''] = headers['set-cookie'] as unknown as string[]
  return line.split('; ')
}

const token = createToken()

describe('the visit cookie', () => {
  it('is a partitioned one of the host on https', async () => {
    expect(await cookieFrom('https://la-chan.example', `/set/${token}`)).to.have.members([
      `__Host-lachan-visit=${token}`,
      'Path=/',
      'HttpOnly',
      'Secure',
      'Partitioned',
      'SameSite=None',
    ])
  })

  for (const publicUrl of ['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000']) {
    it(`is partitioned as well on ${publicUrl}, which browsers take as secure`, async () => {
      const parts = await cookieFrom(publicUrl, `/set/${token}`)
      expect(parts).to.include.members([`lachan-visit=${token}`, 'Secure', 'Partitioned'])
    })
  }

  it('is a plain one on plain http elsewhere, where a secure one would be dropped', async () => {
    expect(await cookieFrom('http://la-chan.truong:4000', `/set/${token}`)).to.have.members([
      `lachan-visit=${token}`,
      'Path=/',
      'HttpOnly',
    ])
  })

  it('is taken back with the attributes it was given, or a browser would keep it', async () => {
    const parts = await cookieFrom('https://la-chan.example', '/clear')
    expect(parts).to.include.members(['__Host-lachan-visit=', 'Path=/', 'Secure', 'Partitioned'])
    expect(parts.find((part) => part.startsWith('Expires='))).to.include('1970')
  })

  const other = createToken()
  for (const [cookie, what, read] of [
    [`lachan-visit=${token}`, 'alone', token],
    [
      `MoodleSession=abc; lachan-visit=${token}; a=b`,
      'among those of an LMS on the same host',
      token,
    ],
    [`xlachan-visit=${token}`, 'of another name', null],
    [`lachan-visit=${token}; lachan-visit=${other}`, 'twice, one of them not ours', null],
    [`lachan-visit=${token}; lachan-visit=`, 'twice, once empty', null],
    ['lachan-visit=short', 'of another form', null],
    [`lachan-visit="${token}"`, 'in quotes', null],
    ['', 'not at all', null],
  ] as const) {
    it(`is read ${read === null ? 'as none' : ''} when it comes ${what}`, async () => {
      const app = aCookieApp('http://127.0.0.1:4000')
      const { text } = await supertest(app).get('/read').set('Cookie', cookie)
      expect(JSON.parse(text)).to.deep.equal({ token: read })
    })
  }
})

describe('the visit of a page that keeps its token itself', () => {
  const other = createToken()
  async function read(headers: Record<string, string>): Promise<unknown> {
    const { text } = await supertest(aCookieApp('https://la-chan.example'))
      .get('/read')
      .set(headers)
    return (JSON.parse(text) as { token: unknown }).token
  }

  it('is read from the header', async () => {
    expect(await read({ 'Lachan-Visit': token })).to.equal(token)
  })

  it('goes before the cookie, which may be of another person at this machine', async () => {
    const cookie = `__Host-lachan-visit=${other}`
    expect(await read({ 'Lachan-Visit': token, cookie })).to.equal(token)
    expect(await read({ cookie })).to.equal(other)
  })

  for (const odd of ['', 'short', `${token}, ${other}`]) {
    it(`is none where the header is ${JSON.stringify(odd)}, whatever the cookie`, async () => {
      const cookie = `__Host-lachan-visit=${other}`
      expect(await read({ 'Lachan-Visit': odd, cookie })).to.equal(null)
    })
  }
})

describe('visitIdOf', () => {
  it('tells nothing of the token', () => {
    expect(visitIdOf(token)).not.to.include(token.slice(0, 8))
    expect(visitIdOf(token)).to.equal(visitIdOf(token))
    expect(visitIdOf(token)).not.to.equal(visitIdOf(createToken()))
  })
})
