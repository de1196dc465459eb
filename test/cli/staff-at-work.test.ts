import { expect } from 'chai'

import { createClock } from '../../src/runtime/index.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { aPeriod } from '../support/a-period.ts'
import { aWalker } from '../support/a-walker.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { adding, EMAIL, lachanAt } from './a-staff-cli.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

describe('lachan staff beside a running server', () => {
  let app: TestApp
  let clock: TestClock
  beforeEach(async () => {
    clock = aClock(createClock().now().toISOString())
    app = await startTestApp({ clock })
    await app.deps.storage.periods.add(aPeriod())
    await lachan(...adding())
  })
  afterEach(() => app.stop())

  const lachan = (...args: readonly string[]) => lachanAt(app, args)
  const linkOf = async () => {
    const { json } = await lachan('staff', 'sign-in', EMAIL, '--json')
    return (json() as { signInUrl: string }).signInUrl
  }
  const tokenFor = async (...options: readonly string[]) => {
    const { json } = await lachan('staff', 'token', EMAIL, ...options, '--json')
    return (json() as { token: string }).token
  }
  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${app.url}/api/v1/coverage?period=${aPeriod().id}`, { headers })).status
  }

  it('prints a link that signs in once, also where it was looked at before', async () => {
    const link = await linkOf()
    await aWalker().open(link)
    const hoa = aWalker()
    const entered = await hoa.press(await hoa.open(link), 'form')
    expect(entered.url.pathname).to.equal('/staff/me/password')
    expect(entered.$('header').text()).to.contain('Lê Thị Hoa')
    expect((await aWalker().open(link)).status).to.equal(410)
  })

  it('prints a link that holds for an hour', async () => {
    const link = await linkOf()
    clock.advance(59 * 60 * 1000)
    expect((await aWalker().open(link)).status).to.equal(200)
    clock.advance(2 * 60 * 1000)
    expect((await aWalker().open(link)).status).to.equal(410)
  })

  it('prints a token that opens the API', async () => {
    const { out } = await lachan('staff', 'token', EMAIL)
    expect(out).to.match(/^lachan_[\w-]{43}\n$/)
    expect(await ask(out.trim())).to.equal(200)
    expect(await ask(`${out.trim()}x`)).to.equal(401)
  })

  for (const [days, options] of [
    [90, []],
    [1, ['--days', '1']],
    [3650, ['--days', '3650']],
  ] as const) {
    it(`ends a token after ${days} days`, async () => {
      const token = await tokenFor(...options)
      clock.advance(days * DAY_MS - 60 * 60 * 1000)
      expect(await ask(token)).to.equal(200)
      clock.advance(2 * 60 * 60 * 1000)
      expect(await ask(token)).to.equal(401)
    })
  }

  it('ends links, tokens and visits with disable, and does not bring them back with enable', async () => {
    const [link, token] = [await linkOf(), await tokenFor()]
    const hoa = aWalker()
    await hoa.press(await hoa.open(await linkOf()), 'form')
    expect((await hoa.open(`${app.url}/bindings`)).status).to.equal(200)
    for (const verb of ['disable', 'enable']) {
      await lachan('staff', verb, EMAIL)
      expect(await ask(token), verb).to.equal(401)
      expect((await aWalker().open(link)).status, verb).to.equal(410)
      expect((await hoa.open(`${app.url}/bindings`)).url.pathname, verb).to.equal('/sign-in')
    }
  })

  it('takes the right away from a token with the role', async () => {
    const token = await tokenFor()
    await lachan('staff', 'revoke', EMAIL, '--role', 'officer')
    expect(await ask(token)).to.equal(403)
  })
})
