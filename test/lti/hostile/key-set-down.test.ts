import { generateKeyPairSync, sign } from 'node:crypto'

import { expect } from 'chai'

import { aBrowser, type Page } from '../../support/a-browser.ts'
import { aClock, MORNING, type TestClock } from '../../support/a-clock.ts'
import { launch, type LaunchBench, startLaunchBench } from '../../support/a-launch.ts'
import { aPlatformKey, type Reply } from '../../support/fake-platform.ts'
import { launchInVain } from '../../support/stored-rows.ts'
import { startTestApp } from '../../support/test-app.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

describe('W15, 5.3: a launch whose platform’s key set', () => {
  let bench: LaunchBench
  let clock: TestClock
  beforeEach(async () => {
    clock = aClock(MORNING)
    bench = await startLaunchBench({ clock })
  })
  afterEach(() => bench.stop())

  const nowS = () => Math.floor(clock.now().getTime() / 1000)
  const launchNow = (options: Parameters<typeof launch>[1] = {}) =>
    launch(bench, { atS: nowS(), ...options })
  const hits = () => bench.platform.hits.get('/jwks') ?? 0
  const publish = (...keys: object[]) => {
    bench.platform.answer('/jwks', () => ({ status: 200, body: JSON.stringify({ keys }) }))
  }

  async function expectUnavailable(page: Page): Promise<void> {
    expect([page.status, page.errorCode]).to.deep.equal([503, 'keys-unavailable'])
    expect((await bench.newBrowser().send('/health/ready')).status).to.equal(200)
  }

  const broken: Readonly<Record<string, () => Reply>> = {
    'answers 500': () => ({ status: 500, body: 'Exception in thread' }),
    redirects: () => ({ status: 307, headers: { location: '/elsewhere' } }),
    'is 5 MB long': () => ({
      status: 200,
      body: JSON.stringify({ keys: ['x'.repeat(5_000_000)] }),
    }),
    'is a page': () => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Đăng nhập</title>',
    }),
    'is empty': () => ({ status: 200, body: '' }),
  }
  for (const [what, reply] of Object.entries(broken)) {
    it(`${what} is told to try later, stores nothing, and works once it is well`, async () => {
      bench.platform.answer('/jwks', reply)
      await expectUnavailable(await launchInVain(bench, { atS: nowS() }))
      expect(bench.platform.hits.get('/elsewhere')).to.equal(undefined)
      publish(bench.platform.key.jwk)
      expect((await launchNow()).status).to.equal(303)
    })
  }

  it('hangs is told to try later within seconds, and others are served meanwhile', async function () {
    this.timeout(10_000) // waits for the real time-out of 3 s
    bench.platform.answer('/jwks', () => 'hang')
    const hanging = launchNow()
    const startedAt = performance.now()
    expect((await bench.newBrowser().send('/help')).status).to.equal(200)
    expect(performance.now() - startedAt).to.be.lessThan(1000)
    await expectUnavailable(await hanging)
    expect(performance.now() - startedAt).to.be.within(2000, 6000)
  })

  it('hangs is asked once for fifty pupils at once', async function () {
    this.timeout(15_000) // waits for the real time-out of 3 s
    bench.platform.answer('/jwks', () => 'hang')
    const pages = await Promise.all(Array.from({ length: 50 }, () => launchNow()))
    expect(new Set(pages.map(({ status }) => status))).to.deep.equal(new Set([503]))
    expect(hits()).to.equal(1)
  })

  it('is sent as another type than JSON is read all the same', async () => {
    const body = JSON.stringify({ keys: [bench.platform.key.jwk] })
    const headers = { 'content-type': 'application/octet-stream' }
    bench.platform.answer('/jwks', () => ({ status: 200, headers, body }))
    expect((await launchNow()).status).to.equal(303)
  })

  it('is fetched once for many launches', async () => {
    for (let i = 0; i < 20; i += 1) expect((await launchNow()).status).to.equal(303)
    expect(hits()).to.equal(1)
  })

  it('is not fetched again and again for key ids that strangers make up', async () => {
    await launchNow()
    for (let i = 0; i < 20; i += 1) {
      const page = await launchNow({ key: { ...bench.platform.key, kid: `made-up-${i}` } })
      expect(page.errorCode).to.equal('token-not-proven')
    }
    expect(hits()).to.equal(1)
  })

  it('was rotated between login and launch', async () => {
    await launchNow()
    const next = await aPlatformKey()
    clock.advance(MINUTE)
    publish(next.jwk)
    expect((await launchNow({ key: next })).status).to.equal(303)
    expect((await launchNow()).errorCode).to.equal('token-not-proven')
  })

  it('is dead for ten minutes and more: every launch goes on', async () => {
    await launchNow()
    bench.platform.answer('/jwks', () => ({ status: 502 }))
    for (let minute = 0; minute < 70; minute += 5) {
      clock.advance(5 * MINUTE)
      expect((await launchNow()).status, `after ${minute + 5} minutes`).to.equal(303)
    }
    expect(hits()).to.be.within(2, 5)
  })

  it('is dead while we start goes on with the set that was kept', async () => {
    await launchNow()
    bench.platform.answer('/jwks', () => ({ status: 502 }))
    clock.advance(2 * 60 * MINUTE)
    const restarted = await startTestApp({ clock, folder: bench.app.folder })
    try {
      const page = await launchNow({ browser: aBrowser(restarted.url) })
      expect(page.status).to.equal(303)
    } finally {
      await restarted.stop()
    }
  })

  it('names a key of 1024 bits is not believed', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    publish({ ...publicKey.export({ format: 'jwk' }), kid: 'short', use: 'sig' })
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
    const token = (claims: object) => {
      const text = `${part({ alg: 'RS256', kid: 'short' })}.${part(claims)}`
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
    }
    const page = await launchInVain(bench, { atS: nowS(), token })
    expect(page.errorCode).to.equal('token-not-proven')
  })

  it('names what is no key is not an error of ours', async () => {
    publish({ kty: 'RSA', kid: bench.platform.key.kid, use: 'sig' }, { kty: 'RSA', n: 5, kid: 'n' })
    const page = await launchInVain(bench, { atS: nowS() })
    expect([page.status, page.errorCode]).to.deep.equal([401, 'token-not-proven'])
  })
})
