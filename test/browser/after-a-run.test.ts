import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'

import type { RunId } from '../../src/sessions/index.ts'
import { signInPathOf } from '../../src/staff/index.ts'
import { aKeyboard } from '../support/a-keyboard.ts'
import { aPackCode } from '../support/a-pack-code.ts'
import { type PresentApp, startPresentApp } from '../support/a-present-app.ts'
import { aSchool } from '../support/a-school.ts'
import { aGrant } from '../support/an-account.ts'
import { type B5Slides, b5Slides } from '../support/b5-slides.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { DESK, lookAt, PHONE } from '../support/look-at.ts'

const HANDS = 6

describeInChromium('browser: what comes after a run', () => {
  let chromium: Browser
  let app: PresentApp
  let b5: B5Slides
  const contexts: BrowserContext[] = []

  before(async () => {
    b5 = await b5Slides()
    chromium = await launchChromium()
    app = await startPresentApp()
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  after(async () => {
    await chromium.close()
    await app.stop()
  })

  async function aTeacher(viewport: typeof DESK): Promise<Page> {
    const context = await chromium.newContext({ viewport })
    contexts.push(context)
    const [name = '', value = ''] = (await app.cookieOf()).split('=')
    await context.addCookies([{ name, value, url: app.url }])
    return context.newPage()
  }

  async function thePrincipal(): Promise<Page> {
    const { service } = app.deps.staff
    const grant = aGrant({ schoolId: aSchool().id })
    const account = await service.add({ email: 'mai@truong.example', name: 'Lê Thị Mai', grant })
    const context = await chromium.newContext({ viewport: PHONE })
    contexts.push(context)
    const page = await context.newPage()
    await page.goto(`${app.url}${signInPathOf(await service.createLink(account))}`)
    await aKeyboard(page).follow('form button')
    return page
  }

  async function openWall(page: Page): Promise<Page> {
    await page.goto(`${app.url}/present/B5`)
    const opened = page.context().waitForEvent('page')
    await aKeyboard(page).press('[data-present] [data-next]')
    const wall = await opened
    await wall.locator('[data-run]').waitFor()
    return wall
  }

  /** Most hands go up for an answer that is wrong. */
  async function countHands(wall: Page): Promise<void> {
    const { origin, pathname } = new URL(wall.url())
    await wall.goto(`${origin}${pathname}?slide=${b5.at('question')}`)
    const screen = wall.locator('.screen:not([hidden])')
    const rows = await screen
      .locator('[data-row]')
      .evaluateAll((all) =>
        all.map((row) => (row as { dataset: Record<string, string> }).dataset['row'] ?? ''),
      )
    const [question] = app.deps.catalogue.get('B5').questions
    const wrong = rows.findIndex((id) => !question!.correct.includes(id))
    await wall.keyboard.press('abcd'.charAt(wrong))
    for (let hands = 0; hands < HANDS; hands += 1) await wall.keyboard.press('ArrowUp')
    expect((await screen.locator('[data-count]').allInnerTexts())[wrong]).to.equal(String(HANDS))
    await wall.keyboard.press('End')
  }

  it('shows the idea that the yard missed, and each class says that it has followed up', async () => {
    const teacher = await aTeacher(DESK)
    const wall = await openWall(teacher)
    await countHands(wall)
    await aKeyboard(wall).follow('[data-record]')
    await wall.locator('[name=form]').selectOption('flag-ceremony')
    await wall.locator('[name=minutes]').fill('35')
    await wall.locator('[name="present:whole"]').fill('58')
    await aKeyboard(wall).follow('form[data-form] button[data-next]')
    expect(await wall.locator('[data-missed]').innerText()).to.include(`0/${HANDS}`)
    await lookAt(wall, 'after-run-done')
    await aKeyboard(wall).follow('[data-missed] a')
    expect(await wall.locator('.screen:not([hidden])').count()).to.equal(1)

    await teacher.setViewportSize(PHONE)
    await teacher.route('**/*.js', (route) => route.abort())
    await teacher.goto(`${app.url}/sessions`)
    const keyboard = aKeyboard(teacher)
    await lookAt(teacher, 'after-run-list')
    await keyboard.follow('main a[href$="#follow-ups"]')
    expect(await teacher.locator('[data-missed]').count()).to.equal(1)
    await keyboard.follow('[data-class="4A"] button')
    expect(await teacher.locator('.follow-count').innerText()).to.equal('Đã tiếp nối 1/2 lớp')
    await lookAt(teacher, 'after-run-session')

    const principal = await thePrincipal()
    await principal.goto(teacher.url())
    expect(await principal.locator('.follow-count').innerText()).to.equal('Đã tiếp nối 1/2 lớp')
  })

  it('keeps the notes of the teacher and the count of hands where no script runs', async () => {
    const teacher = await aTeacher(PHONE)
    const wall = await openWall(teacher)
    const { origin, pathname } = new URL(wall.url())
    await wall.goto(`${origin}${pathname}?slide=${b5.at('poll')}`)
    const id = pathname.split('/').at(-1) as RunId
    const isThere = async () => (await app.deps.storage.runs.find(id))?.here?.slide
    while ((await isThere()) !== b5.at('poll')) await wall.waitForTimeout(50)
    await wall.close()
    await teacher.route('**/*.js', (route) => route.abort())
    await teacher.goto(`${origin}${pathname}/notes?open=1`)
    const row = '.note:not([hidden]) [data-row="b"]'
    await aKeyboard(teacher).follow(`${row} [data-step="1"]`)
    expect(await teacher.locator(`${row} [data-count]`).innerText()).to.equal('1')
    await lookAt(teacher, 'notes-without-script')
  })

  it('enters by its code what was shown without a line, on a phone and without JavaScript', async () => {
    const teacher = await aTeacher(PHONE)
    await teacher.route('**/*.js', (route) => route.abort())
    await teacher.goto(`${app.url}/sessions`)
    const keyboard = aKeyboard(teacher)
    await keyboard.follow('main a[href^="/sessions/late"]')
    const code = aPackCode({}, false)
    await keyboard.type('#code', code.replace(/.$/, code.endsWith('A') ? 'B' : 'A'))
    await keyboard.follow('[data-form=late] [data-next]')
    expect(await teacher.locator('#code-problem').innerText()).to.include('Mã chưa đúng')
    await lookAt(teacher, 'late-refused')
    await keyboard.type('#code', code.toLowerCase())
    await keyboard.follow('[data-form=late] [data-next]')
    expect(await teacher.inputValue('[name=heldOn]')).to.equal('20/11/2026')
    await lookAt(teacher, 'late-form')
    await teacher.locator('[name=line][value="class:4A"]').check()
    await teacher.locator('[name="present:class:4A"]').fill('27')
    await keyboard.follow('form[data-form] button[data-next]')
    await teacher.locator('[data-session][data-status=held]').waitFor()
    const session = teacher.url()
    await teacher.goBack()
    expect(teacher.url(), 'back leads to what was recorded, not to a second one').to.equal(session)
    expect(await app.deps.storage.sessions.listWaiting(aSchool().id)).to.have.lengthOf(2)
  })
})
