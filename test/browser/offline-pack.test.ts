import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { expect } from 'chai'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import QRCode from 'qrcode'

import { readPackCode } from '../../src/sessions/late/pack-code.ts'
import { signInPathOf } from '../../src/staff/index.ts'
import { type PresentApp, startPresentApp } from '../support/a-present-app.ts'
import { aSchool } from '../support/a-school.ts'
import { aWalker } from '../support/a-walker.ts'
import { A_DAY } from '../support/an-account.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { photograph } from '../support/photograph.ts'
import { violationsOf } from '../support/violations.ts'

const oneClass = aSchool({
  classes: [{ label: '4A', grade: 4, enrolled: 31 }],
  gradeSizes: [{ grade: 4, enrolled: 31 }],
})
const BEGUN = new Date('2026-11-20T07:15:00+07:00')
const MINUTE_MS = 60_000
const EMAIL = 'lan@truong.example'
const PASSWORD = 'mật khẩu dài của cô Lan'

const OVERFLOW = `Math.max(
  document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight,
  document.documentElement.scrollWidth - innerWidth,
)`

describeInChromium('browser: a class without a line', () => {
  let chromium: Browser
  let app: PresentApp
  let folder: string
  let url: string
  const contexts: BrowserContext[] = []

  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    app = await startPresentApp({ school: oneClass })
    folder = await mkdtemp(path.join(tmpdir(), 'lachan-pack-'))
    url = await savePack('B5')
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    await app.stop()
    await rm(folder, { recursive: true })
  })

  /** As a teacher saves it on a stick. */
  async function savePack(id: string): Promise<string> {
    const headers = { cookie: await app.cookieOf() }
    const answer = await fetch(`${app.url}/modules/${id}/offline.html`, { headers })
    const file = path.join(folder, `${id}.html`)
    await writeFile(file, await answer.text())
    return pathToFileURL(file).href
  }

  async function aContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const viewport = { width: 1366, height: 768 }
    const timezoneId = 'Asia/Ho_Chi_Minh'
    const context = await chromium.newContext({ viewport, timezoneId, ...options })
    contexts.push(context)
    return context
  }

  interface Opened {
    readonly wall: Page
    /** Whatever it asked a network for, and what went wrong in it. */
    readonly troubles: readonly string[]
  }

  async function openPack(context: BrowserContext): Promise<Opened> {
    const wall = await context.newPage()
    const troubles: string[] = []
    wall.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) troubles.push(request.url())
    })
    wall.on('pageerror', (error) => troubles.push(error.message))
    await context.setOffline(true)
    await wall.clock.install({ time: BEGUN })
    await wall.goto(url)
    await wall.locator('[data-run]').waitFor()
    return { wall, troubles }
  }

  const placeOn = (wall: Page) => wall.locator('[data-place]').innerText()
  const shown = (wall: Page) => wall.locator('.screen:not([hidden])')
  const codeOn = (wall: Page) => wall.locator('[data-pack-code]').innerText()

  async function press(wall: Page, ...keys: readonly string[]): Promise<void> {
    for (const key of keys) await wall.keyboard.press(key)
  }

  /** The next slide with a vote, and these many hands for its first rows. */
  async function countNext(wall: Page, hands: readonly number[]): Promise<void> {
    do await press(wall, 'ArrowRight')
    while ((await shown(wall).locator('[data-ballot]:visible').count()) === 0)
    for (const [index, count] of hands.entries()) {
      await press(wall, 'abcd'[index]!, ...Array<string>(count).fill('ArrowUp'))
    }
  }

  async function playToTheEnd(wall: Page): Promise<void> {
    for (let presses = 0; presses < 400; presses += 1) {
      const [here, last] = (await placeOn(wall)).split('/')
      if (here === last) return
      await press(wall, 'PageDown')
    }
    expect.fail('it has no end')
  }

  async function addTeacher(): Promise<void> {
    const { service } = app.deps.staff
    const grant = { role: 'teacher', schoolId: oneClass.id, from: A_DAY } as const
    const account = await service.add({ email: EMAIL, name: 'Nguyễn Thị Lan', grant })
    const desk = aWalker()
    const link = await desk.open(`${app.url}${signInPathOf(await service.createLink(account))}`)
    await desk.press(link, 'main form')
    const page = await desk.open(`${app.url}/staff/me/password`)
    await desk.press(page, 'main form', { password: PASSWORD, again: PASSWORD })
  }

  it('is played from a file to its end, and its code is entered once there is a line', async () => {
    const context = await aContext()
    const { wall, troubles } = await openPack(context)
    await countNext(wall, [2, 5, 1])
    await wall.clock.fastForward(35 * MINUTE_MS)
    await playToTheEnd(wall)
    const code = await codeOn(wall)
    expect(code).to.match(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/)
    const { log } = { log: undefined, ...readPackCode(code) }
    expect(log).to.deep.include({
      ...{ moduleId: 'B5', version: '1', heldOn: '2026-11-20', minuteOfDay: 435 },
      ...{ minutes: 35, mostHands: 8 },
    })
    expect(await violationsOf(wall.mainFrame())).to.deep.equal([])
    await photograph(wall, 'offline-end-1366')
    expect(troubles).to.deep.equal([])

    const [name = '', value = ''] = (await app.cookieOf()).split('=')
    const online = await aContext({ viewport: { width: 360, height: 740 } })
    await online.addCookies([{ name, value, url: app.url }])
    const phone = await online.newPage()
    await phone.goto(`${app.url}/sessions/late`)
    expect(await violationsOf(phone.mainFrame())).to.deep.equal([])
    await photograph(phone, 'offline-enter-360')
    await phone.locator('[name="code"]').fill(code.toLowerCase().replaceAll('-', ' '))
    await phone.locator('[data-next]').click()
    await phone.locator('[data-form="session"]').waitFor()
    expect(await violationsOf(phone.mainFrame())).to.deep.equal([])
    expect(await phone.locator('[name="heldOn"]').inputValue()).to.equal('20/11/2026')
    expect(await phone.locator('[name="present:class:4A"]').inputValue()).to.equal('8')
    await photograph(phone, 'offline-form-360')
    await phone.locator('button.counted').click()
    await phone.locator('[data-session]').waitFor()
    expect(await phone.locator('[data-flags]').innerText()).to.include('gói ngoại tuyến')
    await photograph(phone, 'offline-session-360')
    const sessions = await app.deps.storage.sessions.listWaiting(oneClass.id)
    expect(sessions.map(({ evidence }) => evidence)).to.deep.equal([
      [{ kind: 'offline-pack', code }],
    ])
  })

  it('shows a QR that leads a phone through signing in to the same form, with every count', async () => {
    await addTeacher()
    const { wall } = await openPack(await aContext())
    await countNext(wall, [2, 5, 1])
    await playToTheEnd(wall)
    const told = await wall.evaluate<string>('laChanPackCode(laChanPack.told(), true)')
    const address = `${app.url}/sessions/late?code=${told}`
    const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' })
    const drawn = await wall.locator('[data-qr-path]').getAttribute('d')
    const squares = Array.from({ length: modules.size ** 2 }, (_, at) => at)
      .map((at) => [Math.floor(at / modules.size), at % modules.size] as const)
      .filter(([row, column]) => modules.get(row, column))
      .map(([row, column]) => `M${column} ${row}h1v1h-1z`)
    expect(drawn).to.equal(squares.join(''))

    const phone = await (await aContext({ viewport: { width: 360, height: 740 } })).newPage()
    await phone.goto(address)
    await phone.waitForURL(/\/sign-in\?next=/)
    await phone.locator('[name="email"]').fill(EMAIL)
    await phone.locator('[name="password"]').fill(PASSWORD)
    await phone.locator('main form button').first().click()
    await phone.locator('[data-form="session"]').waitFor()
    expect(await phone.locator('input[name="pack"]').first().inputValue()).to.equal(told)
    expect(await phone.locator('[name="present:class:4A"]').inputValue()).to.equal('8')
  })

  it('goes on where it was closed by mistake, and begins anew for the next class', async () => {
    const { wall } = await openPack(await aContext())
    await countNext(wall, [3])
    const place = await placeOn(wall)
    await wall.reload()
    expect(await placeOn(wall)).to.equal(place)
    expect(await shown(wall).locator('[data-count]').first().innerText()).to.equal('3')
    expect(await wall.locator('[data-resumed]').innerText()).to.match(/Đang tiếp buổi lúc 07:15/)
    expect(await violationsOf(wall.mainFrame())).to.deep.equal([])
    await playToTheEnd(wall)
    const code = await codeOn(wall)
    await wall.clock.fastForward(2 * MINUTE_MS)
    await wall.reload()
    expect(await placeOn(wall)).to.match(/^1\//)
    expect(await wall.locator('[data-resumed]').isHidden()).to.equal(true)
    await press(wall, 'ArrowRight', 'End')
    expect(await codeOn(wall)).not.to.equal(code)
    await wall.locator('[data-pack-older] summary').click()
    expect(await wall.locator('[data-pack-list]').innerText()).to.include(code)
  })

  it('works where the browser keeps nothing', async () => {
    const context = await aContext()
    const broken = `Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })`
    await context.addInitScript(broken)
    const { wall, troubles } = await openPack(context)
    await countNext(wall, [4])
    await playToTheEnd(wall)
    const { log } = { log: undefined, ...readPackCode(await codeOn(wall)) }
    expect(log).to.include({ mostHands: 4 })
    expect(troubles).to.deep.equal([])
  })

  it('lets a wrong clock be put right, without a key on the way turning a slide', async () => {
    const { wall } = await openPack(await aContext())
    await press(wall, 'ArrowRight', 'End')
    const place = await placeOn(wall)
    await wall.locator('[data-pack-day]').fill('2026-11-18')
    await wall.locator('[data-pack-time]').fill('13:05')
    await wall.locator('[data-pack-time]').press('ArrowUp')
    expect(await placeOn(wall)).to.equal(place)
    const { log } = { log: undefined, ...readPackCode(await codeOn(wall)) }
    expect(log?.heldOn).to.equal('2026-11-18')
    expect(Math.floor(log!.minuteOfDay / 60)).to.be.within(13, 14)
  })

  it('opens the notes by key and button, over the slides and without turning one', async () => {
    const { wall } = await openPack(await aContext())
    await press(wall, 'ArrowRight', 'n')
    expect(await wall.locator('[data-pack-notes]').isVisible()).to.equal(true)
    expect(await violationsOf(wall.mainFrame())).to.deep.equal([])
    await photograph(wall, 'offline-notes-1366')
    await wall.locator('[data-pack-notes] h2').first().click()
    expect(wall.context().pages()).to.have.lengthOf(1)
    expect(await placeOn(wall)).to.match(/^2\//)
    await press(wall, 'Escape')
    expect(await wall.locator('[data-pack-notes]').isVisible()).to.equal(false)
    expect(await placeOn(wall)).to.match(/^2\//)
    await wall.locator('.deck-foot [data-notes-toggle]').click()
    expect(await wall.locator('[data-pack-notes]').isVisible()).to.equal(true)
  })

  it('counts a step down', async () => {
    const { wall } = await openPack(await aContext())
    await press(wall, 'ArrowRight', 't')
    const before = await wall.locator('[data-timer-left]').innerText()
    await wall.clock.fastForward(30_000)
    expect(await wall.locator('[data-timer-left]').innerText()).not.to.equal(before)
  })

  it('is led by touch', async () => {
    const viewport = { width: 360, height: 740 }
    const { wall } = await openPack(await aContext({ hasTouch: true, viewport }))
    await wall.touchscreen.tap(340, 370)
    expect(await placeOn(wall)).to.match(/^2\//)
    await wall.touchscreen.tap(20, 370)
    expect(await placeOn(wall)).to.match(/^1\//)
  })

  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    it(`fits its end on a wall of ${width}`, async () => {
      const { wall } = await openPack(await aContext({ viewport: { width, height } }))
      await photograph(wall, `offline-title-${width}`)
      await countNext(wall, [3, 12])
      await photograph(wall, `offline-poll-${width}`)
      await press(wall, 'End')
      expect(await wall.evaluate<number>(OVERFLOW)).to.be.at.most(0)
      await photograph(wall, `offline-end-${width}`)
    })
  }

  it('can be read on a phone', async () => {
    const { wall } = await openPack(await aContext({ viewport: { width: 360, height: 740 } }))
    await photograph(wall, 'offline-title-360')
    await press(wall, 'ArrowRight', 'End')
    expect(
      await wall.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    ).to.be.at.most(0)
    expect(await violationsOf(wall.mainFrame())).to.deep.equal([])
    await photograph(wall, 'offline-end-360')
  })
})
