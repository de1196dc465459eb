import { mock } from 'node:test'

import { expect } from 'chai'
import { load } from 'cheerio'

import type { RegistrationId } from '../../src/lti/index.ts'
import { createLoginLimit } from '../../src/lti/login-limit.ts'
import { launch, type LaunchBench, login, startLaunchBench } from '../support/a-launch.ts'
import { aSample } from '../support/a-sample.ts'
import { codeOf } from '../support/rejection.ts'

const MOODLE = 'moodle' as RegistrationId
const SCHOOL = '203.0.113.7'
const { loginRequest } = aSample()

function started(limit: ReturnType<typeof createLoginLimit>, count: number, address: string) {
  return Promise.all(
    Array.from({ length: count }, () =>
      limit.start(MOODLE, address).then(
        () => 'passed',
        () => 'limited',
      ),
    ),
  )
}

const passedOf = (outcomes: readonly string[]) => outcomes.filter((one) => one === 'passed').length

describe('the limit of logins', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['Date'], now: new Date('2026-11-23T00:15:00.000Z') })
  })
  afterEach(() => {
    mock.timers.reset()
  })

  const narrow = () =>
    createLoginLimit({
      unfinished: { points: 10, windowS: 600 },
      ofNetwork: { points: 1200, windowS: 60, slotCount: 4096 },
    })

  it('lets a province open 400 lessons a second for a minute, from one address', async () => {
    const limit = createLoginLimit()
    for (let second = 0; second < 60; second += 1) {
      expect(passedOf(await started(limit, 2 * 400, SCHOOL))).to.equal(800)
      mock.timers.tick(1000)
      for (let done = 0; done < 400; done += 1) await limit.finish(MOODLE)
    }
  })

  it('never limits a school of one address below 600 a minute, even while its LMS is flooded', async () => {
    const limit = narrow()
    await started(limit, 5000, '198.51.100.1')
    for (let minute = 0; minute < 9; minute += 1) {
      expect(passedOf(await started(limit, 2 * 600, SCHOOL))).to.equal(1200)
      mock.timers.tick(60_000)
    }
  })

  it('lets whoever floods have no more than a school', async () => {
    expect(passedOf(await started(narrow(), 5000, '198.51.100.1'))).to.equal(10 + 1200)
  })

  it('takes the 64 bits of one customer for one address, and a mapped one for its own', async () => {
    const limit = narrow()
    await started(limit, 10, SCHOOL)
    expect(passedOf(await started(limit, 1200, '2001:db8:1:2::1'))).to.equal(1200)
    expect(passedOf(await started(limit, 5, '2001:db8:1:2:ffff::9'))).to.equal(0)
    expect(passedOf(await started(limit, 5, '2001:db8:1:3::1'))).to.equal(5)
    expect(passedOf(await started(limit, 1195, `::ffff:${SCHOOL}`))).to.equal(1195)
    expect(passedOf(await started(limit, 10, SCHOOL))).to.equal(5)
    expect(passedOf(await started(limit, 1, ''))).to.equal(1)
  })

  it('counts every registration for itself', async () => {
    const limit = narrow()
    await started(limit, 2000, SCHOOL)
    expect(await codeOf(limit.start(MOODLE, SCHOOL))).to.equal('too-many-logins')
    await limit.start('canvas' as RegistrationId, SCHOOL)
  })

  it('does not count a login that a proven launch finished', async () => {
    const limit = narrow()
    for (let i = 0; i < 1000; i += 1) {
      await limit.start(MOODLE, SCHOOL)
      await limit.start(MOODLE, SCHOOL)
      await limit.finish(MOODLE)
    }
    await limit.start(MOODLE, SCHOOL)
  })
})

describe('a flood of logins', function () {
  this.timeout(20_000) // 600 launches, one after the other
  let bench: LaunchBench
  let trips = 0
  beforeEach(async () => {
    bench = await startLaunchBench({
      env: { TRUST_PROXY: '1' },
      onStatement: () => (trips += 1),
      loginLimits: {
        unfinished: { points: 3, windowS: 600 },
        ofNetwork: { points: 600, windowS: 60, slotCount: 4096 },
      },
    })
    await bench.app.deps.lti.registry.poll.stop()
  })
  afterEach(() => bench.stop())

  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

  async function flood(count: number, address: string) {
    const browser = bench.newBrowser()
    await login(browser)
    const form = { ...loginRequest }
    const pages = []
    for (let i = 0; i < count; i += 1) {
      pages.push(await browser.send('/lti/login', { form, ...from(address) }))
    }
    return pages
  }

  it('is answered 429 with the time to wait, on a page of ours, without a trip to the store', async () => {
    await flood(602, '198.51.100.1')
    trips = 0
    const [page] = await flood(1, '198.51.100.1')
    expect(trips).to.equal(0)
    expect([page!.status, page!.errorCode]).to.deep.equal([429, 'too-many-logins'])
    const waitS = Number(page!.headers.get('retry-after'))
    expect(waitS).to.be.within(1, 60)
    expect(load(page!.text)('main').text()).to.contain(`Hãy chờ ${waitS} giây`)
  })

  it('lets the launches of a school at another address go on', async () => {
    await flood(610, '198.51.100.1')
    const [page] = await flood(1, '203.0.113.9')
    expect(page!.status).to.equal(303)
    expect((await launch(bench)).status).to.equal(303)
  })

  it('of forged launches counts like one of logins, however many come from one login', async () => {
    const browser = bench.newBrowser()
    const asked = await login(browser)
    const codes: (string | undefined)[] = []
    for (let i = 0; i < 610; i += 1) {
      const page = await launch(bench, { browser, asked, token: () => 'e30.e30.' })
      codes.push(page.errorCode)
    }
    expect(codes.filter((code) => code === 'token-not-proven')).to.have.length(2 + 600)
    expect(codes.filter((code) => code === 'too-many-logins')).to.have.length(8)
  })

  it('does not count 600 launches that are proven, one after the other from one address', async () => {
    const browser = bench.newBrowser()
    for (let i = 0; i < 600; i += 1) {
      expect((await launch(bench, { browser })).status).to.equal(303)
    }
  })
})
