import { expect } from 'chai'
import type * as Chromium from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'

import { type Run, type RunId } from '../../src/sessions/index.ts'
import { startDemoWorld } from '../support/a-demo-world.ts'
import { type PresentApp, startPresentApp } from '../support/a-present-app.ts'
import { aSchool } from '../support/a-school.ts'
import { type B5Slides, b5Slides } from '../support/b5-slides.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { photograph } from '../support/photograph.ts'
import { violationsOf } from '../support/violations.ts'

interface Screen {
  readonly slide: string
  readonly node: string | null
  readonly kind: string
}

// Run in the page, so they are texts: our own code knows no DOM.
const SCREENS = `[...document.querySelectorAll('.screen')].map((screen) => ({
  slide: screen.dataset.slide, node: screen.dataset.node ?? null, kind: screen.classList[1],
}))`
const OVERFLOW = `Math.max(
  document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight,
  document.documentElement.scrollHeight - innerHeight,
  document.documentElement.scrollWidth - innerWidth,
)`

const areNone = (overflows: readonly number[]) => overflows.every((one) => one <= 0)

let b5: B5Slides
const oneClass = aSchool({
  classes: [{ label: '4A', grade: 4, enrolled: 31 }],
  gradeSizes: [{ grade: 4, enrolled: 31 }],
})

describeInChromium('browser: a class before the projector', () => {
  let chromium: Browser
  let app: PresentApp
  let context: BrowserContext

  before(async () => {
    b5 = await b5Slides()
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    app = await startPresentApp({ school: oneClass })
  })
  afterEach(async () => {
    await context.close()
    await app.stop()
  })

  /** The teacher's page, the one button, and the window that it opens. */
  async function openProjector(options: Chromium.BrowserContextOptions = {}): Promise<Page> {
    const viewport = { width: 1366, height: 768 }
    context = await chromium.newContext({ viewport, ...options })
    const [name = '', value = ''] = (await app.cookieOf()).split('=')
    await context.addCookies([{ name, value, url: app.url }])
    const start = await context.newPage()
    await start.goto(`${app.url}/present/B5`)
    expect(await violationsOf(start)).to.deep.equal([])
    await photograph(start, `present-start-${start.viewportSize()!.width}`)
    const [wall] = await Promise.all([
      context.waitForEvent('page'),
      start.locator('button[data-next]').click(),
    ])
    await wall.locator('[data-run]').waitFor()
    // Keys do nothing before its script is there.
    await wall.waitForLoadState()
    return wall
  }

  const runOf = async (wall: Page): Promise<Run> => {
    const id = (await wall.locator('[data-run]').getAttribute('data-run')) as RunId
    return (await app.deps.storage.runs.find(id))!
  }
  const placeOn = (wall: Page) => wall.locator('[data-place]').innerText()
  const shown = (wall: Page) => wall.locator('.screen:not([hidden])')

  async function press(wall: Page, ...keys: readonly string[]): Promise<void> {
    for (const key of keys) await wall.keyboard.press(key)
  }

  /** By address, as a reload would. */
  async function goTo(wall: Page, slide: number | string, node?: string | null): Promise<void> {
    const { origin, pathname } = new URL(wall.url())
    const at = node ? `&at=${node}` : ''
    await wall.goto(`${origin}${pathname}?slide=${slide}${at}`)
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 20_000
    while (!(await holds())) {
      if (Date.now() > deadline) expect.fail('it did not come about')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  it('goes on without a network, tells what happened once it is back, and is recorded once', async () => {
    const wall = await openProjector()
    await press(wall, 'ArrowRight', 'PageDown', ' ', 'Enter', 'ArrowLeft')
    expect(await placeOn(wall)).to.equal(`4/${b5.count}`)
    await goTo(wall, b5.at('poll'))
    await context.setOffline(true)
    await press(wall, 'b', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', '3', 'ArrowUp')
    expect(await shown(wall).locator('[data-count]').allInnerTexts()).to.deep.equal([
      ...['0', '2', '1', '0'],
    ])
    expect(await wall.locator('[data-sign]').innerText()).to.match(/Mất mạng/)
    await press(wall, 'End')
    expect(await placeOn(wall)).to.equal(`${b5.count}/${b5.count}`)
    const record = wall.locator('[data-record]')
    expect(await record.getAttribute('aria-disabled')).to.equal('true')
    await record.click({ force: true })
    expect(await wall.locator('[data-waiting]').isVisible()).to.equal(true)
    expect((await runOf(wall)).polls).to.deep.equal([])

    app.clock.advance(37 * 60_000)
    await context.setOffline(false)
    await until(async () => (await runOf(wall)).slideReached === b5.count)
    const run = await runOf(wall)
    expect(run.polls).to.deep.equal([{ blockId: 'binh-chon', counts: { a: 0, b: 2, c: 1, d: 0 } }])
    expect(run.endedAt).to.be.instanceOf(Date)
    await until(async () => (await wall.locator('[data-sign]').innerText()) === '')
    await record.click()
    await wall.waitForURL(/\/record$/)
    expect(await violationsOf(wall)).to.deep.equal([])
    expect(await wall.locator('[name="present:class:4A"]').inputValue()).to.equal('3')
    await photograph(wall, 'present-record-1366')
    await wall.locator('button[data-next]').click()
    await wall.waitForURL(/\/done$/)
    expect(await violationsOf(wall)).to.deep.equal([])
    await photograph(wall, 'present-done-1366')
    await wall.goBack()
    await wall.reload()
    expect(wall.url()).to.match(/\/done$/)
    expect(await app.deps.storage.sessions.listWaiting(oneClass.id)).to.have.lengthOf(1)
  })

  it('keeps hands that never arrived over a reload', async () => {
    const wall = await openProjector()
    await goTo(wall, b5.at('poll'))
    await wall.route('**/report', (route) => route.abort())
    await press(wall, 'a', 'ArrowUp', 'ArrowUp')
    await wall.waitForTimeout(2500)
    await wall.unroute('**/report')
    await wall.reload()
    expect(await shown(wall).locator('[data-count]').first().innerText()).to.equal('2')
    await until(async () => (await runOf(wall)).polls.length > 0)
    expect((await runOf(wall)).polls[0]!.counts['a']).to.equal(2)
  })

  it('reveals an answer step by step or at once, turns black, and leaves shortcuts alone', async () => {
    const wall = await openProjector()
    await goTo(wall, b5.at('spot'))
    const marked = () => shown(wall).locator('.is-on:visible').count()
    expect(await marked()).to.equal(0)
    while ((await marked()) === 0) await press(wall, 'ArrowRight')
    expect([await marked(), await placeOn(wall)]).to.deep.equal([1, `${b5.at('spot')}/${b5.count}`])
    await press(wall, 'r')
    expect(await marked()).to.equal(4)
    await press(wall, '.')
    expect(await wall.locator('[data-black]').isVisible()).to.equal(true)
    await press(wall, 'ArrowRight')
    expect(await wall.locator('[data-black]').isVisible()).to.equal(false)
    expect(await placeOn(wall)).to.equal(`${b5.at('spot')}/${b5.count}`)
    await press(wall, 'Control+ArrowRight', 'Alt+ArrowUp', 'Control+End', 'Tab')
    expect(await placeOn(wall)).to.equal(`${b5.at('spot')}/${b5.count}`)
    await press(wall, 'ArrowRight')
    expect(await placeOn(wall)).to.equal(`${b5.at('spot') + 1}/${b5.count}`)
  })

  it('counts a step down when it is told to, by key or button, and stops there', async () => {
    const wall = await openProjector()
    const left = () => wall.locator('[data-timer-left]').innerText()
    expect(await wall.locator('[data-timer]').isVisible()).to.equal(false)
    await goTo(wall, 2)
    expect(await left()).to.equal('5:00')
    await press(wall, 't')
    await until(async () => (await left()) === '4:58')
    expect(await wall.locator('[data-timer-word]').innerText()).to.equal('Dừng giờ')
    await wall.reload()
    await wall.locator('[data-press="timer"]').click()
    const stopped = await left()
    expect(stopped).to.match(/^4:5\d$/)
    await wall.waitForTimeout(1500)
    expect(await left()).to.equal(stopped)
    await goTo(wall, b5.at('poll'))
    expect(await left()).to.equal('5:00')
    expect(await violationsOf(wall)).to.deep.equal([])
  })

  it('says how far over its time a step is, and goes on to the next step running', async () => {
    const wall = await openProjector()
    await goTo(wall, 2)
    await press(wall, 't')
    await wall.evaluate(`(() => {
      const now = Date.now
      Date.now = () => now() + 5 * 60_000 + 30_000
    })()`)
    const left = () => wall.locator('[data-timer-left]').innerText()
    await until(async () => /^\+0:3\d$/.test(await left()))
    await photograph(wall, 'present-1366-over')
    while ((await wall.locator('[data-timer-step]').innerText()) === 'Bước 1')
      await press(wall, 'r', 'ArrowRight')
    await until(async () => /^4:5\d$/.test(await left()))
  })

  it('has no clock where there is no JavaScript', async () => {
    const wall = await openProjector({ javaScriptEnabled: true })
    const address = wall.url()
    const cookies = await context.cookies(address)
    await context.close()
    context = await chromium.newContext({ javaScriptEnabled: false })
    await context.addCookies(cookies)
    const plain = await context.newPage()
    await plain.goto(`${new URL(address).origin}${new URL(address).pathname}?slide=2`)
    expect(await plain.locator('[data-timer]').count()).to.equal(1)
    expect(await plain.locator('[data-timer]').isVisible()).to.equal(false)
  })

  it('follows the class through the story, back the same way, and out of it', async () => {
    const wall = await openProjector()
    const node = () => shown(wall).getAttribute('data-node')
    const waysOn = shown(wall).locator('[data-ballot]:visible')
    const hands = shown(wall).locator('[data-count]')
    await goTo(wall, b5.at('story'))
    await press(wall, 'c', 'ArrowUp', 'PageDown')
    expect((await hands.allInnerTexts()).join('')).to.equal('0000')
    await press(wall, 'c', 'ArrowUp', 'PageUp')
    expect([await node(), await waysOn.count()]).to.deep.equal(['tin-nhan', 0])
    await press(wall, 'PageDown', 'PageDown')
    expect(await node()).to.equal('dua-me-xem')
    while ((await node()) === 'dua-me-xem') await press(wall, 'PageDown')
    expect(await node()).to.equal('goi-co')
    await press(wall, 'PageUp')
    expect([await node(), await waysOn.count()]).to.deep.equal(['dua-me-xem', 1])
    await press(wall, 'PageDown', 'PageDown')
    expect(await placeOn(wall)).to.equal(`${b5.at('poll')}/${b5.count}`)
  })

  it('is led by fingers too', async () => {
    const wall = await openProjector({ hasTouch: true, viewport: { width: 360, height: 740 } })
    await wall.touchscreen.tap(340, 370)
    await wall.touchscreen.tap(340, 370)
    expect(await placeOn(wall)).to.equal(`3/${b5.count}`)
    await wall.touchscreen.tap(20, 370)
    expect(await placeOn(wall)).to.equal(`2/${b5.count}`)
    await goTo(wall, b5.at('poll'))
    await shown(wall).locator('[data-step="1"]').first().tap()
    expect(await shown(wall).locator('[data-count]').first().innerText()).to.equal('1')
    expect(await placeOn(wall)).to.equal(`${b5.at('poll')}/${b5.count}`)
  })

  for (const [width, height] of [
    [1366, 768],
    [360, 740],
  ] as const) {
    it(`shows every slide whole at ${width} × ${height}, readable by everybody`, async () => {
      const wall = await openProjector({ viewport: { width, height } })
      const seen = new Set<string>()
      for (const { slide, node, kind } of await wall.evaluate<readonly Screen[]>(SCREENS)) {
        await goTo(wall, slide, node)
        const before = await wall.evaluate<number>(OVERFLOW)
        await press(wall, 'r')
        const overflows = [before, await wall.evaluate<number>(OVERFLOW)]
        expect(overflows, `${slide} ${node ?? ''}`).to.satisfy(areNone)
        if (seen.has(kind)) continue
        seen.add(kind)
        expect(await violationsOf(wall), kind).to.deep.equal([])
        await photograph(wall, `present-${width}-${kind}`)
      }
      expect(seen.size).to.be.greaterThan(8)
    })
  }
})

describeInChromium('browser: from the LMS’s frame, on another site', () => {
  for (const publicHost of ['localhost', 'tool.test']) {
    it(`the projector opens in a window of its own: ${publicHost}`, async () => {
      b5 = await b5Slides()
      const chromium = await launchChromium()
      const world = await startDemoWorld({ publicHost })
      const context = await chromium.newContext()
      try {
        const page = await context.newPage()
        await page.goto(world.lms.personLink('gv.lan', '1'))
        const tool = await toolPage(page, context)
        await tool.locator('a[href="/present/B5"]').click()
        const [wall] = await Promise.all([
          context.waitForEvent('page'),
          tool.locator('form[data-present] button').click(),
        ])
        await wall.locator('.screen:not([hidden])').waitFor()
        await wall.waitForLoadState()
        await wall.keyboard.press('ArrowRight')
        expect(await wall.locator('[data-place]').innerText()).to.equal(`2/${b5.count}`)
      } finally {
        await context.close()
        await world.stop()
        await chromium.close()
      }
    })
  }

  /** Where the frame gets no cookie, the tool has opened in a window already. */
  async function toolPage(
    page: Page,
    context: BrowserContext,
  ): Promise<Chromium.FrameLocator | Page> {
    const frame = page.frameLocator('iframe')
    const button = frame.locator('form[target="_blank"] button')
    const link = frame.locator('a[href="/present/B5"]')
    await link.or(button).waitFor()
    if (await link.isVisible()) return frame
    const [opened] = await Promise.all([context.waitForEvent('page'), button.click()])
    return opened
  }
})
