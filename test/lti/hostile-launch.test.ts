import { expect } from 'chai'

import type { Browser, Page } from '../support/a-browser.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import {
  type Asked,
  launch,
  type LaunchBench,
  login,
  startLaunchBench,
  storedVisits,
} from '../support/a-launch.ts'
import { LTI } from '../support/a-sample.ts'
import { aPlatformKey } from '../support/fake-platform.ts'
import { expectNothingNew, storedRows } from '../support/stored-rows.ts'

const NOW_S = Math.floor(new Date('2026-11-23T00:15:00.000Z').getTime() / 1000)

// A login leaves a handshake, an unknown deployment its name in the list of those that wait.
const BY_OTHERS = ['handshakes', 'deployments', 'registrations', 'versions']

describe('a hostile launch', () => {
  let bench: LaunchBench
  let clock: TestClock
  let before: ReturnType<typeof storedRows>
  beforeEach(async () => {
    clock = aClock('2026-11-23T00:15:00.000Z')
    bench = await startLaunchBench({ clock })
    before = storedRows(bench.app.folder)
  })
  afterEach(() => bench.stop())

  const launchNow = (options: Parameters<typeof launch>[1] = {}) =>
    launch(bench, { atS: NOW_S, ...options })

  async function expectRefused(page: Page, status: number, code: string): Promise<void> {
    expect([page.status, page.errorCode]).to.deep.equal([status, code])
    expectNothingNew(bench.app.folder, before, BY_OTHERS)
    await expectAlive()
  }

  async function expectAlive(): Promise<void> {
    const page = await bench.newBrowser().send('/health/ready')
    expect(page.status).to.equal(200)
  }

  describe('W6, W9, 5.5: a handshake', () => {
    it('without its cookie is always refused, however right the rest is', async () => {
      const asked = await login(bench.newBrowser())
      const page = await launchNow({ asked, browser: bench.newBrowser() })
      await expectRefused(page, 401, 'cookie-missing')
    })

    it('from another browser is refused, and spoils nothing for its own', async () => {
      const victim = bench.newBrowser()
      const attacker = bench.newBrowser()
      await login(victim)
      const asked = await login(attacker)
      await expectRefused(await launchNow({ asked, browser: victim }), 401, 'state-unknown')
      expect((await launchNow({ asked, browser: attacker })).status).to.equal(303)
    })

    it('works once of 50 at the same time', async () => {
      const browser = bench.newBrowser()
      const asked = await login(browser)
      const pages = await Promise.all(
        Array.from({ length: 50 }, () => launchNow({ asked, browser })),
      )
      expect(pages.filter(({ status }) => status === 303)).to.have.length(1)
      expect(pages.filter(({ errorCode }) => errorCode === 'state-unknown')).to.have.length(49)
      expect(await storedVisits(bench)).to.equal(1)
    })

    it('is over after ten minutes', async () => {
      const browser = bench.newBrowser()
      const asked = await login(browser)
      clock.advance(10 * 60_000)
      const page = await launchNow({ asked, browser, atS: NOW_S + 600 })
      await expectRefused(page, 401, 'state-unknown')
    })

    it('survives the extra hop of a slow line', async () => {
      const browser = bench.newBrowser()
      const asked = await login(browser)
      clock.advance(9 * 60_000)
      const page = await launchNow({ asked, browser, atS: NOW_S + 540 })
      expect(page.status).to.equal(303)
    })

    it('takes no state that we never made', async () => {
      const browser = bench.newBrowser()
      const asked = await login(browser)
      const parts = asked.state.split('.')
      const forged = { ...asked, state: [...parts.slice(0, -1), 'A'.repeat(43)].join('.') }
      await expectRefused(await launchNow({ asked: forged, browser }), 401, 'state-unknown')
      const formless = { ...asked, state: 'A'.repeat(43) }
      await expectRefused(await launchNow({ asked: formless, browser }), 400, 'malformed-request')
    })

    it('5.17: lets two tabs of one browser launch side by side', async () => {
      const browser = bench.newBrowser()
      const tabs = [await login(browser), await login(browser)]
      for (const asked of tabs.reverse()) {
        expect((await launchNow({ asked, browser })).status).to.equal(303)
      }
    })
  })

  describe('W1, W3, 5.11: forms that stop a stock ltijs', () => {
    const forms = {
      'state=a b': 'state=a%20b',
      'state with CRLF': 'state=a%0d%0aSet-Cookie:x=1&id_token=x',
      'state[$ne]': 'state[$ne]=1&id_token[$gt]=',
      'state twice': 'state=a&state=b&id_token=x',
      'nothing at all': '',
      'id_token of 100 kB': `id_token=${'x'.repeat(100_000)}&state=${'a'.repeat(43)}`,
      'no id_token': `state=${'a'.repeat(43)}`,
      'broken percent encoding': 'state=%E0%A4%A&id_token=%',
    }
    for (const [what, form] of Object.entries(forms)) {
      it(`${what} is a page of ours`, async () => {
        const browser = bench.newBrowser()
        await login(browser)
        const page = await browser.send('/lti/launch', { form })
        await expectRefused(page, 400, 'malformed-request')
      })
    }

    it('JSON is not read', async () => {
      const page = await bench.newBrowser().send('/lti/launch', {
        form: '{"state":{"$ne":null}}',
        headers: { 'content-type': 'application/json' },
      })
      await expectRefused(page, 400, 'malformed-request')
    })

    it('1 MB is turned away', async () => {
      const form = `id_token=${'x'.repeat(1_000_000)}`
      const page = await bench.newBrowser().send('/lti/launch', { form })
      await expectRefused(page, 413, 'too-large')
    })

    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      it(`${method} is no launch`, async () => {
        const url = '/lti/launch?id_token=x&state=a%20b'
        await expectRefused(
          await bench.newBrowser().send(url, { method }),
          400,
          'malformed-request',
        )
      })
    }
  })

  describe('W11, 5.9: a deployment', () => {
    const unknown = { [`${LTI}/deployment_id`]: '99' }

    it('unknown waits for an administrator and gets a page that says so', async () => {
      await expectRefused(await launchNow({ claims: unknown }), 403, 'deployment-waiting')
      const [registration] = bench.app.deps.lti.registry.all()
      expect(registration?.deployments).to.deep.include({ id: '99', state: 'waiting' })
    })

    it('gets in once it is allowed', async () => {
      await launchNow({ claims: unknown })
      const [registration] = bench.app.deps.lti.registry.all()
      const { registry } = bench.app.deps.lti
      await registry.setDeployment(registration!.id, { id: '99', state: 'allowed' })
      expect((await launchNow({ claims: unknown })).status).to.equal(303)
    })

    it('blocked is told so', async () => {
      const { registry } = bench.app.deps.lti
      await registry.setDeployment(registry.all()[0]!.id, { id: '1', state: 'blocked' })
      await expectRefused(await launchNow(), 403, 'deployment-blocked')
    })

    it('of a registration that was disabled meanwhile is refused', async () => {
      const browser = bench.newBrowser()
      const asked = await login(browser)
      const { registry } = bench.app.deps.lti
      await registry.setState(registry.all()[0]!.id, 'disabled')
      const page = await launchNow({ asked, browser })
      await expectRefused(page, 403, 'login-blocked-registration')
    })
  })

  describe('W12, 5.10: a target', () => {
    const targets = [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'http://a@evil.example',
    ]
    for (const target of targets) {
      it(`${target} is never followed`, async () => {
        const page = await launchNow({ claims: { [`${LTI}/target_link_uri`]: target } })
        expect(page.location).to.equal('/modules')
      })
    }

    it('a module name cannot leave its path', async () => {
      for (const module of ['../../exit', '//evil.example', '..%2f', 'a?b#c']) {
        const page = await launchNow({ claims: { [`${LTI}/custom`]: { module } } })
        expect(new URL(page.location!, 'http://here.invalid').host).to.equal('here.invalid')
        expect(page.location).to.match(/^\/modules\/[^/?#]+$/)
      }
    })
  })

  it('with half a character for a module opens the list, as without one', async () => {
    const page = await launchNow({ claims: { [`${LTI}/custom`]: { module: '\ud800' } } })
    expect([page.status, page.location]).to.deep.equal([303, '/modules'])
  })

  it('W24, 5.12: after an OIDC error is told to sign in to the school again', async () => {
    const browser = bench.newBrowser()
    const { state } = await login(browser)
    const form = { error: 'login_required', error_description: '<script>', state }
    const page = await browser.send('/lti/launch', { form })
    await expectRefused(page, 401, 'oidc-refused')
    expect(page.text).not.to.contain('<script>')
  })

  it('while the platform’s keys cannot be had is told to try later', async () => {
    bench.platform.answer('/jwks', () => ({ status: 500 }))
    await expectRefused(await launchNow(), 503, 'keys-unavailable')
  })

  it('W15: asks for no keys before the handshake is proven', async () => {
    const asked: Asked = { state: 'A'.repeat(43), nonce: 'n', url: new URL('http://x') }
    const browser: Browser = bench.newBrowser()
    await login(browser)
    await launchNow({ asked, browser })
    await launchNow({ asked: await login(bench.newBrowser()), browser: bench.newBrowser() })
    expect(bench.platform.hits.get('/jwks')).to.equal(undefined)
  })

  it('signed by another registered platform under that platform’s kid is refused', async () => {
    const page = await launchNow({ key: await aPlatformKey() })
    await expectRefused(page, 401, 'token-not-proven')
  })
})
