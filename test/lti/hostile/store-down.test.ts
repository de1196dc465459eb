import { expect } from 'chai'
import { load } from 'cheerio'

import { StoreUnavailableError } from '../../../src/errors/index.ts'
import type { Page } from '../../support/a-browser.ts'
import { launch, type LaunchBench, login, startLaunchBench } from '../../support/a-launch.ts'
import { aSample } from '../../support/a-sample.ts'
import { expectNothingNew, storedRows } from '../../support/stored-rows.ts'

interface Failure {
  readonly what: string
  readonly status: number
  readonly code: string
  readonly error: () => unknown
}

const FAILURES: readonly Failure[] = [
  {
    what: 'cannot be reached',
    status: 503,
    code: 'store-unavailable',
    error: () => new StoreUnavailableError('store-unavailable'),
  },
  { what: 'breaks', status: 500, code: 'internal', error: () => new Error('SELECT secret FROM x') },
  { what: 'throws what is no error', status: 500, code: 'internal', error: () => 'a text' },
]

for (const { what, status, code, error } of FAILURES) {
  describe(`W2, W4, 5.2: a store that ${what} at one step of a launch`, () => {
    let bench: LaunchBench
    let failsAt = 0
    let statements = 0

    beforeEach(async () => {
      failsAt = 0
      bench = await startLaunchBench({ onStatement: fail })
      await bench.app.deps.lti.registry.poll.stop()
    })
    afterEach(() => bench.stop())

    function fail(): void {
      statements += 1
      if (statements === failsAt) throw error()
    }

    function failAt(number: number): void {
      statements = 0
      failsAt = number
    }

    function expectFailed(page: Page): void {
      expect([page.status, page.errorCode]).to.deep.equal([status, code])
      expect(load(page.text)('code').text()).to.match(/^[a-z0-9]{10}$/)
      expect(page.text).not.to.match(/secret|a text|\n\s+at |node_modules/)
    }

    async function expectNextWorks(): Promise<void> {
      failAt(0)
      expect((await bench.newBrowser().send('/health/ready')).status).to.equal(200)
      expect((await launch(bench)).status).to.equal(303)
    }

    it('the login: goes on, since it needs no store', async () => {
      const browser = bench.newBrowser()
      await login(browser)
      const before = storedRows(bench.app.folder)
      failAt(1)
      const page = await browser.send('/lti/login', { form: aSample().loginRequest })
      expect(page.status).to.equal(303)
      expect(page.location).to.match(/\/auth\?/)
      expectNothingNew(bench.app.folder, before)
      await expectNextWorks()
    })

    const steps: readonly [step: string, isFirstLaunch: boolean, statement: number][] = [
      ['looks for the keys', true, 1],
      ['uses the login up', true, 3],
      ['makes the visit', true, 4],
      ['uses the login up', false, 1],
      ['makes the visit', false, 2],
    ]
    for (const [step, isFirstLaunch, statement] of steps) {
      const which = isFirstLaunch ? 'first' : 'later'
      it(`a platform’s ${which} launch where it ${step}: a page of ours, no visit`, async () => {
        if (!isFirstLaunch) await launch(bench)
        const browser = bench.newBrowser()
        const asked = await login(browser)
        const before = storedRows(bench.app.folder)
        failAt(statement)
        expectFailed(await launch(bench, { browser, asked }))
        expect(browser.cookies.has('lachan-visit')).to.equal(false)
        // A login that was used up for nothing stays used: the person opens the activity again.
        expectNothingNew(bench.app.folder, before, ['used_states'])
        await expectNextWorks()
      })
    }

    it('where it keeps the platform’s keys: the launch goes on', async () => {
      const browser = bench.newBrowser()
      const asked = await login(browser)
      failAt(2)
      expect((await launch(bench, { browser, asked })).status).to.equal(303)
      const { errorCode } = await launch(bench, { key: { ...bench.platform.key, kid: 'unknown' } })
      expect(errorCode).to.equal('token-not-proven')
    })

    it('the page after it', async () => {
      const browser = bench.newBrowser()
      const { location } = await launch(bench, { browser })
      failAt(1)
      expectFailed(await browser.send(location!))
      failAt(0)
      expect((await browser.send(location!)).status).to.equal(200)
    })
  })
}
