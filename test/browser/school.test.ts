import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { expect } from 'chai'
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'

import { DEMO_SCHOOL_CODE, DEMO_STAFF } from '../../scripts/demo-province/index.ts'
import { signInPathOf } from '../../src/staff/index.ts'
import { type DemoWorld, startDemoProvince } from '../support/a-demo-world.ts'
import { aHand, type Hand } from '../support/a-hand.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { photograph } from '../support/photograph.ts'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly help: string }[]
}

const DESK = { width: 1366, height: 768 }
const PHONE = { width: 360, height: 740 }
const SCHOOL = `/coverage/schools/${DEMO_SCHOOL_CODE}`

// The figure must move within a second; looked at as often as this.
const FIGURE_WITHIN_MS = 1000

describeInChromium('browser: a school and its department', () => {
  let chromium: Browser
  let world: DemoWorld
  const contexts: BrowserContext[] = []

  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    world = await startDemoProvince({ publicHost: 'localhost' })
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    await world.stop()
  })

  async function aPage(viewport = DESK): Promise<Page> {
    const context = await chromium.newContext({ viewport })
    contexts.push(context)
    return context.newPage()
  }

  /** Somebody of the staff at a machine of their own, by the one-time link that the demo prints. */
  async function aStaff(role: keyof typeof DEMO_STAFF, viewport = DESK): Promise<Page> {
    const { service } = world.app.deps.staff
    const account = await service.getByEmail(DEMO_STAFF[role].email)
    const page = await aPage(viewport)
    await page.goto(`${world.app.url}${signInPathOf(await service.createLink(account))}`)
    await page.locator('form button').first().click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    return page
  }

  const go = (page: Page, path: string) => page.goto(`${world.app.url}${path}`)

  async function expectSound(page: Page, name: string): Promise<void> {
    await page.evaluate(axeSource)
    const { violations } = await page.evaluate<AxeResult>('axe.run(document)')
    expect(violations.map(({ id, help }) => `${id}: ${help}`)).to.deep.equal([])
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(overflow, `${name} scrolls sideways`).to.equal(0)
    await photograph(page, `${name}-${page.viewportSize()!.width}`)
  }

  async function metOn(page: Page): Promise<number> {
    await go(page, '/coverage')
    return Number(await page.locator('[data-figure=met]').first().getAttribute('data-value'))
  }

  /** The course's page in the LMS, with the activity in its frame. */
  async function openActivity(page: Page, activity: string): Promise<FrameLocator> {
    await page.goto(world.lms.personLink('gv.lan', activity))
    const frame = page.frameLocator('iframe')
    await frame.locator('main').waitFor()
    return frame
  }

  async function projectorOf(page: Page, hand: Hand): Promise<Page> {
    const frame = await openActivity(page, '2')
    const [wall] = await Promise.all([
      page.context().waitForEvent('page'),
      hand.press(frame, '[data-present] [data-next]'),
    ])
    await wall.locator('[data-run]').waitFor()
    await wall.waitForLoadState()
    return wall
  }

  it('is met by a session that was shown, recorded, returned, corrected and confirmed', async () => {
    const officer = await aStaff('officer')
    const before = await metOn(officer)
    await expectSound(officer, 'school-officer')

    const lan = aHand()
    const lms = await aPage()
    const wall = await projectorOf(lms, lan)
    await lan.key(wall, 'End')
    await lan.press(wall, '[data-record]')
    await wall.waitForURL(/\/record$/)
    await lan.press(wall, '[name=line][value="class:4A"]')
    await lan.fill(wall, '[name="present:class:4A"]', '30')
    await lan.press(wall, 'form[data-form] button[data-next]')
    await wall.waitForURL(/\/done$/)
    const sessionId = await wall.locator('[data-session]').getAttribute('data-session')
    expect(lan.count).to.equal(6)
    await wall.close()

    const mai = aHand()
    const principal = await aStaff('principal')
    await go(principal, SCHOOL)
    expect(await principal.locator('[data-school]').getAttribute('data-status')).to.equal(
      'held-unconfirmed',
    )
    await expectSound(principal, 'school-page')
    await go(principal, `/sessions/${sessionId}`)
    await expectSound(principal, 'school-session-held')
    await mai.fill(principal, '[name=reason]', 'Lớp 4A hôm ấy vắng hai em, nhờ cô xem lại.')
    await mai.press(principal, 'form[action$="/return"] button')
    await principal.locator('[data-session][data-status=returned]').waitFor()
    expect(mai.count).to.equal(2)
    expect(await metOn(officer)).to.equal(before)

    const again = aHand()
    const frame = await openActivity(lms, '3')
    await again.press(frame, 'nav.work a[href="/sessions"]')
    await again.press(frame, `a[href="/sessions/${sessionId}/edit"]`)
    await again.fill(frame, '[name="present:class:4A"]', '29')
    await again.press(frame, 'form[data-form] button[data-next]')
    await frame.locator('[data-session][data-status=held]').waitFor()
    await photograph(lms, 'school-corrected-1366')
    expect(again.count).to.equal(4)

    const confirm = aHand()
    await go(principal, `/sessions/${sessionId}`)
    await confirm.press(principal, 'form[action$="/confirm"] button')
    await principal.locator('[data-session][data-status=confirmed]').waitFor()
    const confirmedAt = Date.now()
    expect(confirm.count).to.equal(1)
    expect(await metOn(officer)).to.equal(before + 1)
    expect(Date.now() - confirmedAt).to.be.lessThan(FIGURE_WITHIN_MS)
    await go(principal, SCHOOL)
    expect(await principal.locator('[data-school]').getAttribute('data-status')).to.equal('met')
    await expectSound(principal, 'school-page-met')
  })

  it('records a police talk in the yard by phone, in few inputs', async () => {
    const hand = aHand()
    const phone = await aStaff('principal', PHONE)
    await expectSound(phone, 'school-home')
    await go(phone, '/sessions')
    await expectSound(phone, 'school-sessions')
    await hand.press(phone, `a[href^="/sessions/new"]`)
    await phone.locator('form[data-form]').waitFor()
    await hand.fill(phone, '[name=minutes]', '35')
    await hand.choose(phone, '[name=form]', 'flag-ceremony')
    await hand.choose(phone, '[name=presenter]', 'police')
    const yard = phone.locator('[data-line]').first()
    const key = await yard.getAttribute('data-line')
    await hand.press(phone, `[name=line][value="${key}"]`)
    await hand.fill(phone, `[name="present:${key}"]`, '470')
    await expectSound(phone, 'school-form')
    await hand.press(phone, 'form[data-form] button[data-next]')
    await phone.locator('[data-session][data-status=held]').waitFor()
    await expectSound(phone, 'school-talk')
    expect(hand.count).to.be.at.most(12)
    expect(hand.count).to.equal(7)
    expect(await phone.locator('[data-fact=lines]').innerText()).to.match(/Toàn trường: 470\/\d+/)
  })

  it('credits what a course was taught before it was assigned, once', async () => {
    const officer = await aStaff('officer')
    await go(officer, SCHOOL)
    const completions = async () => {
      const text = await officer.locator('main').innerText()
      return Number(/Lượt hoàn thành bài học: ([\d.]+)/.exec(text)?.[1]?.replaceAll('.', ''))
    }
    const before = await completions()
    const hand = aHand()
    await hand.press(officer, 'nav.work a[href="/bindings"]')
    await expectSound(officer, 'school-unassigned')
    const waiting = await officer.locator('[name=context]').count()
    await hand.press(officer, '[name=context]')
    const code = officer.locator('input[name^="code."]').first()
    const name = await code.getAttribute('name')
    await hand.fill(officer, `[name="${name}"]`, DEMO_SCHOOL_CODE)
    await hand.press(officer, 'main form[method=post] button')
    await officer.waitForURL(/done=1/)
    await expectSound(officer, 'school-assigned')
    expect(hand.count).to.equal(4)
    expect(await officer.locator('[name=context]').count()).to.equal(waiting - 1)
    await go(officer, SCHOOL)
    const after = await completions()
    expect(after).to.be.greaterThan(before)
    await go(officer, SCHOOL)
    expect(await completions()).to.equal(after)
  })
})
