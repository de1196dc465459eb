import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'

import type { RunId, SessionId } from '../../src/sessions/index.ts'
import { type PresentApp, startPresentApp } from '../support/a-present-app.ts'
import { type B5Slides, b5Slides } from '../support/b5-slides.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { lookAt } from '../support/look-at.ts'
import { photograph } from '../support/photograph.ts'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly help: string }[]
}

let b5: B5Slides

describeInChromium('browser: the teacher’s window beside the wall', () => {
  let chromium: Browser
  let app: PresentApp
  let context: BrowserContext
  let wall: Page

  before(async () => {
    b5 = await b5Slides()
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    app = await startPresentApp()
    context = await chromium.newContext({ viewport: { width: 1366, height: 768 } })
    const [name = '', value = ''] = (await app.cookieOf()).split('=')
    await context.addCookies([{ name, value, url: app.url }])
    const start = await context.newPage()
    await start.goto(`${app.url}/present/B5`)
    const opened = context.waitForEvent('page')
    await start.locator('button[data-next]').click()
    wall = await opened
    await wall.locator('[data-run]').waitFor()
  })
  afterEach(async () => {
    await context.close()
    await app.stop()
  })

  async function openNotes(): Promise<Page> {
    const opened = context.waitForEvent('page')
    await wall.keyboard.press('n')
    const notes = await opened
    await notes.locator('a[rel="next"]').click()
    await notes.locator('[data-presses]').waitFor()
    return notes
  }

  async function violationsOf(page: Page): Promise<readonly string[]> {
    await page.evaluate(axeSource)
    const { violations } = await page.evaluate<AxeResult>('axe.run(document)')
    return violations.map(({ id, help }) => `${id}: ${help}`)
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 20_000
    while (!(await holds())) {
      if (Date.now() > deadline) expect.fail('it did not come about')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  const goTo = async (slide: number) => {
    const { origin, pathname } = new URL(wall.url())
    await wall.goto(`${origin}${pathname}?slide=${slide}`)
  }
  const placeOn = (page: Page) => page.locator('[data-place]').innerText()
  const note = (page: Page) => page.locator('.note:not([hidden])')
  const hands = (page: Page) => page.locator('[data-count]:visible').allInnerTexts()

  it('is covered first, then follows the wall and leads it', async () => {
    const opened = context.waitForEvent('page')
    await wall.locator('[data-notes]').click()
    const notes = await opened
    await notes.waitForLoadState()
    expect(await notes.locator('.note').count()).to.equal(0)
    expect(await violationsOf(notes)).to.deep.equal([])
    await photograph(notes, 'notes-curtain')
    await notes.locator('a[rel="next"]').click()
    await notes.locator('[data-presses]').waitFor()
    await wall.keyboard.press('ArrowRight')
    await until(async () => (await placeOn(notes)) === `2/${b5.count}`)
    await notes.locator('[data-press="next"]').click()
    await until(async () => (await placeOn(wall)) === `3/${b5.count}`)
    await until(async () => (await placeOn(notes)) === `3/${b5.count}`)
    await notes.keyboard.press('ArrowLeft')
    await until(async () => (await placeOn(wall)) === `2/${b5.count}`)
    await notes.locator('[data-press="timer"]').click()
    await until(async () => (await notes.locator('[data-timer-left]').innerText()) === '4:57')
    expect(await note(notes).innerText()).to.include('Cách làm:')
    await notes.locator('[data-press="black"]').click()
    await until(() => wall.locator('[data-black]').isVisible())
  })

  it('has the answers and the hands, and the wall has neither answers nor the code', async () => {
    await goTo(b5.at('poll'))
    const notes = await openNotes()
    await until(async () => (await placeOn(notes)) === `${b5.at('poll')}/${b5.count}`)
    expect(await note(notes).locator('ul.lines li').count()).to.equal(4)
    expect(await note(notes).locator('.notes-next').innerText()).to.match(/^Trang sau:/)
    await note(notes).locator('[data-row="b"] [data-step="1"]').click()
    await note(notes).locator('[data-row="b"] [data-step="1"]').click()
    await until(async () => (await hands(wall)).join() === '0,2,0,0')
    await until(async () => (await hands(notes)).join() === '0,2,0,0')
    expect(await wall.content()).to.not.include('/present/phone/')
    expect(await violationsOf(notes)).to.deep.equal([])
    await photograph(notes, 'notes-1366')
  })

  it('opens on the teacher’s phone by its code, and hands counted there reach the wall', async () => {
    await goTo(b5.at('poll'))
    const notes = await openNotes()
    await notes.locator('[data-phone] summary').click()
    expect(await notes.locator('.notes-qr svg').isVisible()).to.equal(true)
    await photograph(notes, 'notes-phone-code')
    const link = (await notes.locator('.notes-link a').getAttribute('href')) ?? ''
    const url = new URL(link)
    const other = await chromium.newContext({ viewport: { width: 360, height: 740 } })
    const phone = await other.newPage()
    await phone.goto(`${app.url}${url.pathname}`)
    expect(phone.url()).to.match(/\/notes\?open=1$/)
    await until(async () => (await placeOn(phone)) === `${b5.at('poll')}/${b5.count}`)
    await phone.locator('.note:not([hidden]) [data-row="c"] [data-step="1"]').click()
    await until(async () => (await hands(wall)).join() === '0,0,1,0')
    expect(await placeOn(phone)).to.equal(`${b5.at('poll')}/${b5.count}`)
    await wall.keyboard.press('ArrowLeft')
    await until(async () => (await placeOn(phone)) === `${b5.at('poll') - 1}/${b5.count}`)
    expect(await violationsOf(phone)).to.deep.equal([])
    await photograph(phone, 'notes-360')
    const id = (await wall.locator('[data-run]').getAttribute('data-run')) as RunId
    expect((await app.deps.storage.runs.find(id))?.here?.slide).to.equal(b5.at('poll') - 1)
    const width = await phone.evaluate<number>('document.documentElement.scrollWidth')
    expect(width).to.be.at.most(360)

    await phone.goto(`${app.url}/present/runs/${id}/record`)
    expect(await phone.locator('h1').innerText()).to.equal('Điện thoại chỉ mở được ghi chú')
    await lookAt(phone, 'notes-only')
    await phone.goBack()
    await until(async () => (await placeOn(phone)) === `${b5.at('poll') - 1}/${b5.count}`)
    const run = (await app.deps.storage.runs.find(id))!
    const recorded = { ...run, sessionId: 's-1' as SessionId, revision: run.revision + 1 }
    await app.deps.storage.runs.replace(recorded)
    await phone.locator('[data-error="run-notes-over"]').waitFor()
    await lookAt(phone, 'notes-over')
    await other.close()
  })

  it('goes on paper whole where there is one screen only', async () => {
    const notes = await openNotes()
    await notes.emulateMedia({ media: 'print' })
    const all = await notes.locator('.note').count()
    expect(await notes.locator('.note:visible').count()).to.equal(all)
    expect(await notes.locator('.notes-phone').isVisible()).to.equal(false)
  })
})
