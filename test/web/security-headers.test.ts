import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'

import { allowFormAction, frameOnlyBy, securityHeaders } from '../../src/web/index.ts'

interface Options {
  readonly publicUrl?: string
  readonly frames?: readonly string[]
  readonly formAction?: string
  readonly framedBy?: readonly string[]
}

async function headersWith({ publicUrl, frames = [], formAction, framedBy }: Options = {}) {
  // Express prints what a handler throws unless it is told of a test.
  const app = express().set('env', 'test')
  app.use(
    securityHeaders({
      publicUrl: publicUrl ?? 'https://la-chan.example',
      frameOrigins: () => frames,
    }),
  )
  app.get('/', (_req, res) => {
    if (formAction) allowFormAction(res, formAction)
    if (framedBy) frameOnlyBy(res, framedBy)
    res.send('page')
  })
  const { headers, status } = await supertest(app).get('/')
  const all = headers as Record<string, string>
  return { status, all, csp: (all['content-security-policy'] ?? '').split(';') }
}

describe('the headers of a page', () => {
  it('are this table', async () => {
    const { all, csp } = await headersWith({ frames: ['https://lms.example'] })
    expect(csp).to.have.members([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "media-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'self' https://lms.example",
    ])
    expect(all).to.include({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=15552000',
    })
    expect(all['permissions-policy']).to.include('camera=()').and.to.include('geolocation=()')
  })

  // Each of them would break a frame, an opener or an icon in the LMS (architecture §4).
  for (const name of [
    'x-frame-options',
    'cross-origin-opener-policy',
    'cross-origin-embedder-policy',
    'cross-origin-resource-policy',
    'x-powered-by',
  ]) {
    it(`never have ${name}`, async () => {
      expect((await headersWith()).all).not.to.have.property(name)
    })
  }

  it('promise https only where the product is on https', async () => {
    const { all } = await headersWith({ publicUrl: 'http://127.0.0.1:4000' })
    expect(all).not.to.have.property('strict-transport-security')
  })

  it('follow the platforms as they are at that moment', async () => {
    const frames = ['https://one.example']
    await headersWith({ frames })
    frames.push('https://two.example:8443')
    const { csp } = await headersWith({ frames })
    expect(csp).to.include("frame-ancestors 'self' https://one.example https://two.example:8443")
  })

  it('name none of hundreds of platforms: a reverse proxy takes no such header', async () => {
    const frames = Array.from({ length: 300 }, (_, n) => `https://truong-${n}.example`)
    const { all, csp } = await headersWith({ frames })
    expect(csp).to.include("frame-ancestors 'self'")
    expect(JSON.stringify(all).length).to.be.lessThan(3000)
    const framedBy = frames.slice(7, 8)
    const known = await headersWith({ frames, framedBy })
    expect(known.csp).to.include("frame-ancestors 'self' https://truong-7.example")
  })

  for (const bad of ["https://x; script-src 'unsafe-inline'", 'https://x,y', 'javascript:x', '*']) {
    it(`leave out what is no origin: ${bad}`, async () => {
      const { csp, status } = await headersWith({ frames: [bad, 'https://lms.example'] })
      expect(status).to.equal(200)
      expect(csp).to.include("frame-ancestors 'self' https://lms.example")
    })
  }
})

describe('frameOnlyBy', () => {
  it('lets one platform frame this one page, and names no other', async () => {
    const frames = ['https://lms.example']
    const { csp } = await headersWith({ frames, framedBy: ['https://new.example:8443'] })
    expect(csp).to.include("frame-ancestors 'self' https://new.example:8443")
    expect((await headersWith({ frames })).csp).to.include(
      "frame-ancestors 'self' https://lms.example",
    )
  })

  it('leaves out what the header cannot say', async () => {
    const framedBy = ['https://[2606:4700::1]', 'https://x; script-src *', 'https://lms.example']
    const { csp, status } = await headersWith({ framedBy })
    expect(status).to.equal(200)
    expect(csp.filter((one) => one.startsWith('frame-ancestors'))).to.deep.equal([
      "frame-ancestors 'self' https://lms.example",
    ])
  })
})

describe('allowFormAction', () => {
  it('lets the forms of this one page lead to the platform', async () => {
    const { csp } = await headersWith({ formAction: 'https://lms.example' })
    expect(csp).to.include("form-action 'self' https://lms.example")
  })

  it('takes nothing but an origin', async () => {
    const { status, csp } = await headersWith({ formAction: 'https://lms.example; script-src *' })
    expect(status).to.equal(200)
    expect(csp).to.include.members(["form-action 'self'", "script-src 'self'"])
  })
})
