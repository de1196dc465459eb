import { expect } from 'chai'
import { load } from 'cheerio'

import { hashOf } from '../../src/runtime/index.ts'
import { aBrowser, type Browser, type Page } from '../support/a-browser.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import {
  type Asked,
  freshClaims,
  type LaunchBench,
  startLaunchBench,
  storedVisits,
} from '../support/a-launch.ts'
import { aSample } from '../support/a-sample.ts'

const NOW = '2026-11-23T00:15:00.000Z'
const NOW_S = new Date(NOW).getTime() / 1000
const { loginRequest } = aSample()

/** What the page in the frame knows after a login without a cookie. */
interface Kept extends Asked {
  readonly key: string
  readonly secret: string
}

function withTarget(state: string, target: string): string {
  return state.split('.').with(3, target).join('.')
}

describe('a launch proven by platform storage', () => {
  let bench: LaunchBench
  let clock: TestClock
  let frame: Browser
  let trips = 0
  beforeEach(async () => {
    clock = aClock(NOW)
    bench = await startLaunchBench({ clock, onStatement: () => (trips += 1) })
    await bench.app.deps.lti.registry.poll.stop()
    frame = bench.newBrowser()
  })
  afterEach(() => bench.stop())

  const query = (params: Record<string, string>) =>
    `/lti/login?${new URLSearchParams({ ...loginRequest, checked: '1', ...params }).toString()}`

  function loginPage(target = '_parent'): Promise<Page> {
    return frame.send(query({ lti_storage_target: target }))
  }

  async function login(target = '_parent'): Promise<Kept> {
    const page = await loginPage(target)
    const data = load(page.text)('[data-storage="put"]').data() as Record<string, string>
    const url = new URL(data['nextUrl']!)
    return {
      url,
      state: url.searchParams.get('state')!,
      nonce: url.searchParams.get('nonce')!,
      key: data['key']!,
      secret: data['secret']!,
    }
  }

  const tokenFor = (asked: Asked, atS = NOW_S) =>
    bench.platform.sign(freshClaims(aSample(), asked, { atS }))

  async function launch(asked: Asked, browser = frame): Promise<Page> {
    const form = { id_token: await tokenFor(asked), state: asked.state }
    return browser.send('/lti/launch', { form })
  }

  interface Sent {
    readonly origin?: string
    readonly form?: Record<string, string>
    readonly browser?: Browser
    readonly atS?: number
  }

  async function prove(kept: Kept, sent: Sent = {}): Promise<Page> {
    const { origin = bench.app.url, browser = frame } = sent
    const token = await tokenFor(kept, sent.atS)
    const form = { id_token: token, state: kept.state, secret: kept.secret, ...sent.form }
    return browser.send('/lti/proof', { form, headers: origin === '' ? {} : { origin } })
  }

  async function expectRefused(page: Page, status: number, code: string): Promise<void> {
    expect([page.status, page.errorCode]).to.deep.equal([status, code])
    expect(page.headers.getSetCookie()).to.deep.equal([])
    expect(await storedVisits(bench)).to.equal(0)
  }

  describe('begins with a page', () => {
    it('6.storage.4: that keeps a secret with the platform, under a key that holds the state', async () => {
      const page = await loginPage('lti_storage')
      const data = load(page.text)('[data-storage="put"]').data() as Record<string, string>
      expect(page.status).to.equal(200)
      expect(page.headers.get('cache-control')).to.equal('no-store')
      expect(data).to.include({ target: 'lti_storage', origin: bench.platform.url })
      const state = new URL(data['nextUrl']!).searchParams.get('state')!
      expect(data['key']).to.equal(`lachan_${state}`)
      expect(data['secret']).to.match(/^[\w-]{43}$/)
    })

    it('whose secret is in no address, no log and not in the store, nor is the visit’s token', async () => {
      const kept = await login()
      await launch(kept)
      const { visit } = JSON.parse((await prove(kept)).text) as { readonly visit: string }
      await frame.send('/modules', { headers: { 'lachan-visit': visit } })
      const stored = (await bench.app.stored()).map(([, content]) => content).join('\n')
      for (const place of [kept.url.href, bench.app.logLines.join('\n'), stored]) {
        expect(place).not.to.include(kept.secret)
        expect(place).not.to.include(visit)
      }
    })

    it('6.storage.5: that is rung 3 as it stands, for browsers without script', async () => {
      const $ = load((await loginPage()).text)
      const form = $('[data-otherwise] form[target="_blank"]')
      const fields = Object.fromEntries(form.serializeArray().map((one) => [one.name, one.value]))
      expect(fields).to.deep.equal({ ...loginRequest, lti_storage_target: '_parent', window: '1' })
    })

    it('without script or style of its own', async () => {
      const page = await loginPage()
      expect(page.headers.get('content-security-policy')).to.include("script-src 'self'")
      expect(load(page.text)('script:not([src])')).to.have.length(0)
    })

    it('only where the cookie did not come back', async () => {
      const page = await frame.send('/lti/login', {
        form: { ...loginRequest, lti_storage_target: '_parent' },
      })
      expect(page.location).to.match(/checked=1/)
      expect((await frame.send(page.location!)).location).to.match(/\/auth\?/)
    })

    it('6.storage.1: only where the platform names a storage that a frame can have', async () => {
      for (const target of ['', 'a b', '"><script>', 'x'.repeat(100)]) {
        const page = await loginPage(target)
        expect(load(page.text)('[data-storage]')).to.have.length(0)
        expect(load(page.text)('form[target="_blank"]')).to.have.length(1)
      }
    })

    it('without a trip to the store', async () => {
      trips = 0
      await loginPage()
      expect(trips).to.equal(0)
    })
  })

  describe('comes back to a page', () => {
    it('6.storage.1, 6.storage.3: that asks the platform, which need not repeat its signal, and is not believed yet', async () => {
      const kept = await login('lti_storage')
      trips = 0
      const page = await launch(kept)
      const $ = load(page.text)
      expect(page.status).to.equal(200)
      expect($('form[data-storage="get"]').attr()).to.include({
        action: `${bench.app.url}/lti/proof`,
        'data-target': 'lti_storage',
        'data-origin': bench.platform.url,
        'data-key': kept.key,
      })
      expect(trips).to.equal(0)
      expect(page.headers.getSetCookie()).to.deep.equal([])
      expect(await storedVisits(bench)).to.equal(0)
    })

    it('that says so where nothing proves it', async () => {
      const $ = load((await launch(await login())).text)
      expect($('[data-error="cookie-missing"]').text()).to.include('mở lại bài')
    })

    it('that never names the secret', async () => {
      const kept = await login()
      expect((await launch(kept)).text).not.to.include(kept.secret)
    })

    it('of nobody, for a token of an unknown platform', async () => {
      const kept = await login()
      const claims = { ...freshClaims(aSample(), kept, { atS: NOW_S }), iss: 'http://a.example' }
      const form = { id_token: await bench.platform.sign(claims), state: kept.state }
      const page = await frame.send('/lti/launch', { form })
      await expectRefused(page, 403, 'login-unknown-registration')
    })

    for (const [what, token] of [
      ['is none', 'not-a-token'],
      ['has no claims', `e30.${Buffer.from('[]').toString('base64url')}.x`],
      ['has odd ones', `e30.${Buffer.from('{"iss":{},"aud":[null,1]}').toString('base64url')}.x`],
    ] as const) {
      it(`of ours, for a token that ${what}`, async () => {
        const { state } = await login()
        const page = await frame.send('/lti/launch', { form: { id_token: token, state } })
        expect(page.status).to.be.oneOf([400, 403])
        expect(await storedVisits(bench)).to.equal(0)
      })
    }
  })

  describe('is proven', () => {
    it('by the secret, and the page gets the visit that no cookie and no address carries', async () => {
      const kept = await login()
      const page = await prove(kept)
      expect([page.status, page.headers.getSetCookie()]).to.deep.equal([200, []])
      expect(page.headers.get('cache-control')).to.equal('no-store')
      const { visit, url } = JSON.parse(page.text) as Record<string, string>
      expect(url).to.equal('/modules')
      const bare = aBrowser(bench.app.url)
      expect((await bare.send(url!)).errorCode).to.equal('visit-expired')
      const kept2 = await bare.send(url!, { headers: { 'lachan-visit': visit! } })
      expect([kept2.status, kept2.errorCode]).to.deep.equal([200, undefined])
    })

    it('for two trips to the store', async () => {
      // Keys are fetched and kept at a platform's first launch.
      await prove(await login())
      const kept = await login()
      trips = 0
      await prove(kept)
      expect(trips).to.equal(2)
    })

    it('once of 50 at the same time', async () => {
      const kept = await login()
      const pages = await Promise.all(Array.from({ length: 50 }, () => prove(kept)))
      expect(pages.filter(({ status }) => status === 200)).to.have.length(1)
      expect(await storedVisits(bench)).to.equal(1)
    })

    it('and then never again', async () => {
      const kept = await login()
      expect((await prove(kept)).status).to.equal(200)
      const again = await prove(kept)
      expect([again.status, again.errorCode]).to.deep.equal([401, 'state-unknown'])
      expect(await storedVisits(bench)).to.equal(1)
    })
  })

  describe('is refused', () => {
    it('with another secret, which spoils nothing for the right one', async () => {
      const kept = await login()
      const other = await login()
      const wrong = await prove(kept, { form: { secret: other.secret } })
      await expectRefused(wrong, 401, 'state-unknown')
      expect((await prove(kept)).status).to.equal(200)
    })

    for (const [what, secret, status, code] of [
      ['none', '', 400, 'malformed-request'],
      ['one of great length', 'x'.repeat(300), 400, 'malformed-request'],
      ['its hash', undefined, 401, 'state-unknown'],
    ] as const) {
      it(`with ${what} for a secret`, async () => {
        const kept = await login()
        const form = { secret: secret ?? hashOf('browser', kept.secret) }
        await expectRefused(await prove(kept, { form }), status, code)
      })
    }

    // Login CSRF: the attacker logs in himself, so he knows state, secret and his own token, and wants them to become
    // a visit in somebody else's browser.
    for (const origin of [
      'https://evil.example',
      'null',
      '',
      'the platform',
      'our host, other port',
    ]) {
      it(`with all of it right, from ${origin || 'a browser that names no origin'}`, async () => {
        const kept = await login()
        const from =
          { 'the platform': bench.platform.url, 'our host, other port': 'http://127.0.0.1:1' }[
            origin
          ] ?? origin
        await expectRefused(await prove(kept, { origin: from }), 401, 'cookie-missing')
      })
    }

    it('by a cookie, even the right one of another login', async () => {
      const kept = await login()
      await frame.send('/lti/login', { form: loginRequest })
      expect(frame.cookies.size).to.equal(1)
      const page = await launch(kept)
      expect([page.status, load(page.text)('form[data-storage="get"]').length]).to.deep.equal([
        200, 1,
      ])
      expect(await storedVisits(bench)).to.equal(0)
    })

    it('for a login that was kept by a cookie', async () => {
      const first = await frame.send('/lti/login', { form: loginRequest })
      const second = await frame.send(first.location!)
      const url = new URL(second.location!)
      const [state, nonce] = ['state', 'nonce'].map((name) => url.searchParams.get(name)!)
      const [cookie] = [...frame.cookies.values()]
      const kept = { url, state: state!, nonce: nonce!, key: '', secret: cookie! }
      await expectRefused(await prove(kept), 401, 'cookie-missing')
      const dressed = { ...kept, state: withTarget(state!, '_parent') }
      await expectRefused(await prove(dressed), 401, 'state-unknown')
    })

    it('with the target taken off its state or changed', async () => {
      const kept = await login()
      const bare = { ...kept, state: withTarget(kept.state, '') }
      await expectRefused(await launch(bare), 401, 'cookie-missing')
      const changed = { ...kept, state: withTarget(kept.state, 'evil') }
      await expectRefused(await prove(changed), 401, 'state-unknown')
    })

    it('after ten minutes', async () => {
      const kept = await login()
      clock.advance(10 * 60_000)
      await expectRefused(await prove(kept, { atS: NOW_S + 600 }), 401, 'state-unknown')
    })

    it('with the token of another login', async () => {
      const [kept, other] = [await login(), await login()]
      const form = { id_token: await tokenFor(other) }
      const page = await prove(kept, { form })
      await expectRefused(page, 401, 'token-not-proven')
    })

    for (const method of ['GET', 'PUT', 'DELETE']) {
      it(`by ${method}`, async () => {
        const page = await frame.send('/lti/proof?secret=x', { method })
        await expectRefused(page, 400, 'malformed-request')
      })
    }
  })
})
