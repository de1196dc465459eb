import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import { sendHtml } from '../../src/web/send-html.ts'

const pageOf = (bytes: number) => `<p>${'ạ'.repeat(bytes / 3)}</p>`

interface Sent {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

async function ask(html: string, encodings: string): Promise<Sent> {
  const app = express().use((_req, res) => {
    sendHtml(res, html)
  })
  const asked = supertest(app).get('/').set('Accept-Encoding', encodings)
  const { headers, body } = (await asked.buffer(true).parse((res, done) => {
    const chunks: Buffer[] = []
    res.on('data', (chunk: Buffer) => chunks.push(chunk))
    res.on('end', () => {
      done(null, Buffer.concat(chunks))
    })
  })) as Sent
  return { headers, body }
}

describe('sending a page', () => {
  for (const [kind, bytes] of [
    ['usual', 6000],
    ['large', 300_000],
  ] as const) {
    it(`compresses a ${kind} one for a browser that takes it`, async () => {
      const { headers, body } = await ask(pageOf(bytes), 'gzip, br')
      expect(headers['content-encoding']).to.equal('gzip')
      expect(headers['content-type']).to.equal('text/html; charset=utf-8')
      expect(headers['vary']).to.equal('Accept-Encoding')
      expect(body.toString()).to.equal(pageOf(bytes))
    })

    it(`leaves a ${kind} one as it is for a browser that does not`, async () => {
      const { headers, body } = await ask(pageOf(bytes), 'identity')
      expect(headers['content-encoding']).to.equal(undefined)
      expect(headers['vary']).to.equal('Accept-Encoding')
      expect(body.toString()).to.equal(pageOf(bytes))
    })
  }

  it('leaves a tiny one as it is', async () => {
    const { headers } = await ask('<p>ạ</p>', 'gzip')
    expect(headers['content-encoding']).to.equal(undefined)
    expect(headers['content-length']).to.equal('10')
  })
})
