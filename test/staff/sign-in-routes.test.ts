import { expect } from 'chai'

import type { Account } from '../../src/staff/index.ts'
import { aBrowser } from '../support/a-browser.ts'
import { aSchool } from '../support/a-school.ts'
import { type StaffApp, startStaffApp } from '../support/a-staff-app.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { aGrant } from '../support/an-account.ts'

const PASSWORD = 'mưa rào tháng sáu'
const EMAIL = 'lan@truong.example'

describe('signing in', function () {
  this.timeout(5000) // Argon2id is slow by design
  let app: StaffApp
  let account: Account
  let lan: Walker
  beforeEach(async () => {
    app = await startStaffApp()
    account = await app.add(EMAIL, aGrant())
    lan = aWalker()
  })
  afterEach(() => app.stop())

  const openLink = async (walker: Walker) => {
    const token = await app.staff.service.createLink(account)
    return walker.open(`${app.url}/sign-in/link/${token}`)
  }
  const setPassword = async (walker: Walker, password = PASSWORD) =>
    walker.press(await walker.press(await openLink(walker), 'form'), 'main form', {
      password,
      again: password,
    })
  const signIn = async (walker: Walker, email: string, password: string): Promise<Walked> =>
    walker.press(await walker.open(`${app.url}/sign-in`), 'main form', { email, password })
  const isIn = async (walker: Walker) =>
    (await walker.open(`${app.url}/staff/me`)).url.pathname === '/staff/me'

  it('by a link needs one press, then offers to set a password', async () => {
    const page = await lan.press(await openLink(lan), 'form')
    expect(page.url.pathname).to.equal('/staff/me/password')
    expect(page.$('input[type=password]').length).to.equal(2)
    expect(await isIn(lan)).to.equal(true)
  })

  it('by a link works after a program has looked at it, and works once', async () => {
    const page = await openLink(lan)
    expect((await aWalker().open(page.url)).status).to.equal(200)
    await lan.press(page, 'form')
    const other = aWalker()
    const spent = await other.open(page.url)
    expect(spent.status).to.equal(410)
    expect(spent.$('form').length).to.equal(0)
    expect(await isIn(other)).to.equal(false)
  })

  it('by a link of which two pages are open lets the first press in and tells the second', async () => {
    const first = await openLink(lan)
    const other = aWalker()
    const second = await other.open(first.url)
    await lan.press(first, 'form')
    expect((await other.press(second, 'form')).status).to.equal(410)
    expect(await isIn(other)).to.equal(false)
  })

  it('by a link ends with the hour', async () => {
    const page = await openLink(lan)
    app.clock.advance(60 * 60 * 1000)
    expect((await lan.press(page, 'form')).status).to.equal(410)
    expect(await isIn(lan)).to.equal(false)
  })

  it('with the password that was set leads to where work waits', async () => {
    await setPassword(lan)
    const desk = aWalker()
    const page = await signIn(desk, ' Lan@Truong.Example ', PASSWORD)
    expect(page.url.pathname).to.equal(`/coverage/schools/${aSchool().code}`)
    expect(await isIn(desk)).to.equal(true)
  })

  it('takes a password whose letters are composed in another way', async () => {
    await setPassword(lan, PASSWORD.normalize('NFD'))
    expect((await signIn(aWalker(), EMAIL, PASSWORD)).url.pathname).to.include('/coverage')
  })

  it('says the same of a wrong password and of an unknown e-mail, and keeps what was typed', async () => {
    await setPassword(lan)
    const [wrong, unknown] = [
      await signIn(aWalker(), EMAIL, 'không phải mật khẩu'),
      await signIn(aWalker(), 'nobody@truong.example', PASSWORD),
    ]
    expect([wrong.status, unknown.status]).to.deep.equal([401, 401])
    expect(wrong.$('[role=alert]').text()).to.equal(unknown.$('[role=alert]').text())
    expect(wrong.$('input[name=email]').val()).to.equal(EMAIL)
    expect(wrong.$('input[name=password]').val()).to.equal(undefined)
  })

  it('lets nobody in who has no password yet, or is disabled', async () => {
    expect((await signIn(lan, EMAIL, PASSWORD)).status).to.equal(401)
    await setPassword(lan)
    await app.staff.service.disable(await app.staff.service.get(account.id))
    expect((await signIn(lan, EMAIL, PASSWORD)).status).to.equal(401)
  })

  it('asks for both fields', async () => {
    expect((await signIn(lan, EMAIL, '')).status).to.equal(422)
  })

  for (const email of [EMAIL, 'nobody@truong.example']) {
    it(`makes ${email} wait after five wrong tries, the right password too`, async () => {
      await setPassword(lan)
      for (let tries = 0; tries < 5; tries += 1) await signIn(aWalker(), email, 'sai rồi nhé')
      const page = await signIn(aWalker(), email, PASSWORD)
      expect(page.status).to.equal(429)
      expect(page.$('[role=alert]').text()).to.contain('1 phút')
      app.clock.advance(15_000)
      expect((await signIn(aWalker(), email, PASSWORD)).status).not.to.equal(429)
    })
  }

  it('does not make the owner wait, in a browser that was in before, while a stranger guesses', async () => {
    await setPassword(lan)
    await lan.press(await lan.open(`${app.url}/staff/me`), '[data-sign-out]')
    for (let tries = 0; tries < 5; tries += 1) await signIn(aWalker(), EMAIL, 'sai rồi nhé')
    expect((await signIn(lan, EMAIL, PASSWORD)).url.pathname).to.include('/coverage')
    expect((await signIn(aWalker(), EMAIL, PASSWORD)).status).to.equal(429)
  })

  it('makes who guesses in such a browser wait as well', async () => {
    await setPassword(lan)
    for (let tries = 0; tries < 5; tries += 1) await signIn(lan, EMAIL, 'sai rồi nhé')
    expect((await signIn(lan, EMAIL, PASSWORD)).status).to.equal(429)
  })

  it('counts a browser that knows another account among the strangers', async () => {
    await setPassword(lan)
    const other = await app.enter(await app.add('other@truong.example', aGrant()))
    for (let tries = 0; tries < 5; tries += 1) await signIn(aWalker(), EMAIL, 'sai rồi nhé')
    expect((await signIn(other, EMAIL, PASSWORD)).status).to.equal(429)
  })

  it('by a link stays open while the password is being guessed', async () => {
    for (let tries = 0; tries < 5; tries += 1) await signIn(aWalker(), EMAIL, 'sai rồi nhé')
    await lan.press(await openLink(lan), 'form')
    expect(await isIn(lan)).to.equal(true)
  })

  it('goes on to the page of staff that was asked for, never to another host', async () => {
    await setPassword(lan)
    const desk = aWalker()
    const asked = await desk.open(`${app.url}/bindings?show=assigned`)
    expect(asked.url.pathname).to.equal('/sign-in')
    const page = await desk.press(asked, 'main form', { email: EMAIL, password: PASSWORD })
    expect(page.url.href).to.equal(`${app.url}/bindings?show=assigned`)
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/staffed']) {
      const shown = await aWalker().open(
        `${app.url}/sign-in?${new URLSearchParams({ next }).toString()}`,
      )
      expect(shown.$('input[name=next]').val(), next).to.equal('')
    }
  })

  it('asks to sign in for a page whose address is very long, without its address', async () => {
    const asked = await aWalker().open(`${app.url}/bindings?show=${'a'.repeat(2000)}`)
    expect([asked.url.href, asked.status]).to.deep.equal([`${app.url}/sign-in`, 200])
  })

  it('lasts eight hours', async () => {
    await lan.press(await openLink(lan), 'form')
    app.clock.advance(8 * 60 * 60 * 1000 - 1)
    expect(await isIn(lan)).to.equal(true)
    app.clock.advance(1)
    expect(await isIn(lan)).to.equal(false)
  })

  it('ends with the sign-out, for the old cookie too', async () => {
    await lan.press(await openLink(lan), 'form')
    const page = await lan.press(await lan.open(`${app.url}/staff/me`), '[data-sign-out]')
    expect(page.url.pathname).to.equal('/sign-in')
    expect(page.$('[role=status]').text()).not.to.equal('')
    expect(await isIn(lan)).to.equal(false)
  })

  it('ends at once when the account is disabled', async () => {
    await lan.press(await openLink(lan), 'form')
    await app.staff.service.disable(account)
    expect(await isIn(lan)).to.equal(false)
    expect(await app.storage.visits.sweep(new Date('2100-01-01'))).to.equal(0)
  })

  it('leaves neither e-mail nor name nor token in the log', async () => {
    const page = await openLink(lan)
    await lan.press(page, 'form')
    await signIn(aWalker(), EMAIL, 'sai rồi nhé')
    const log = app.logLines.join('\n')
    expect(log).to.contain('signed in')
    expect(log).not.to.match(/lan@|Nguyễn/)
    expect(log).not.to.contain(page.url.pathname.split('/').at(-1))
  })

  describe('from another site', () => {
    const EVIL = { origin: 'https://evil.example' }

    async function doorOf(browser: ReturnType<typeof aBrowser>) {
      const { text } = await browser.send('/sign-in')
      return /name="_visit" value="([^"]+)"/.exec(text)?.[1] ?? ''
    }

    it('is refused by its origin', async () => {
      const browser = aBrowser(app.url)
      const form = { _visit: await doorOf(browser), email: EMAIL, password: PASSWORD }
      expect((await browser.send('/sign-in', { form, headers: EVIL })).status).to.equal(403)
    })

    it('is refused without the browser’s own half of the proof', async () => {
      const proof = await doorOf(aBrowser(app.url))
      const victim = aBrowser(app.url)
      await doorOf(victim)
      const form = { _visit: proof, email: EMAIL, password: PASSWORD }
      expect((await victim.send('/sign-in', { form })).status).to.equal(403)
      expect((await aBrowser(app.url).send('/sign-in', { form })).status).to.equal(403)
    })

    it('does not use up a link', async () => {
      const token = await app.staff.service.createLink(account)
      const victim = aBrowser(app.url)
      const path = `/sign-in/link/${token}`
      const { status, text } = await victim.send(path, { form: { _visit: 'x' }, headers: EVIL })
      expect(status).to.equal(403)
      expect(text).to.contain('<form')
      expect((await victim.send(path)).status).to.equal(200)
    })

    it('works in two tabs of one browser', async () => {
      await setPassword(lan)
      const desk = aWalker()
      const [one, two] = [
        await desk.open(`${app.url}/sign-in`),
        await desk.open(`${app.url}/sign-in`),
      ]
      expect(two.status).to.equal(200)
      const page = await desk.press(one, 'main form', { email: EMAIL, password: PASSWORD })
      expect(page.url.pathname).to.include('/coverage')
    })
  })
})
