import { expect } from 'chai'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'

import { type DemoWorld, startDemoWorld } from '../support/a-demo-world.ts'
import { goOn as goOnIn } from '../support/a-framed-lesson.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { deliverScores } from '../support/deliver-scores.ts'
import { photograph } from '../support/photograph.ts'
import { violationsOf } from '../support/violations.ts'

const KB = 1024
interface Measured {
  readonly scroll: number
  readonly client: number
  readonly bar: number
}

// Runs in the page, so it is text: our own code knows no DOM.
const MEASURE = `({
  scroll: document.documentElement.scrollWidth,
  client: document.documentElement.clientWidth,
  bar: document.querySelector('header')?.getBoundingClientRect().height ?? 0,
})`

describeInChromium('browser: a pupil in the LMS’s frame, on another site', () => {
  let chromium: Browser
  let world: DemoWorld
  let context: BrowserContext
  let page: Page

  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    world = await startDemoWorld({ publicHost: 'localhost' })
    context = await chromium.newContext({ viewport: { width: 1366, height: 768 } })
    page = await context.newPage()
  })
  afterEach(async () => {
    await context.close()
    await world.stop()
  })

  const tool = (): Frame => {
    const frame = page.frames().find((one) => one.url().startsWith(world.app.url))
    return frame ?? expect.fail('the tool is not in a frame')
  }

  async function openActivity(): Promise<Frame> {
    await page.goto(world.lms.personLink('hs.an', '1'))
    await page.frameLocator('iframe').locator('a[rel="next"]').waitFor()
    return tool()
  }

  const goOn = (frame: Frame) => goOnIn(frame, world.app.deps.catalogue.get('B5'))

  it('goes from the launch to the gradebook, every page readable by everybody', async () => {
    const frame = await openActivity()
    const problems: string[] = []
    let count = 0
    do {
      count += 1
      const found = await violationsOf(tool())
      problems.push(...found.map((problem) => `${new URL(tool().url()).pathname} ${problem}`))
    } while (count < 80 && (await goOn(tool())))
    expect(problems).to.deep.equal([])
    expect(await frame.locator('[data-completion="B5"]').count()).to.equal(1)
    await deliverScores(world)
    await page.goto(`${world.lms.url}/gradebook`)
    const cell = page.locator('tr[data-username="hs.an"] td[data-activity="1"]')
    expect(await cell.getAttribute('data-score')).to.equal('10')
  })

  it('weighs at most 30 KB with 10 KB of script, and nothing comes from another host', async () => {
    const hosts = new Set<string>()
    const bytes = { all: 0, script: 0 }
    const sizes: Promise<void>[] = []
    page.on('requestfinished', (request) => {
      const url = new URL(request.url())
      if (!request.frame().parentFrame() || url.origin === new URL(world.lms.url).origin) return
      hosts.add(url.host)
      sizes.push(
        request.sizes().then(({ responseBodySize }) => {
          bytes.all += responseBodySize
          if (request.resourceType() === 'script') bytes.script += responseBodySize
        }),
      )
    })
    await openActivity()
    await goOn(tool())
    await page.waitForLoadState('networkidle')
    await Promise.all(sizes)
    expect(bytes.all).to.be.within(1, 30 * KB)
    expect(bytes.script).to.be.at.most(10 * KB)
    expect([...hosts]).to.deep.equal([new URL(world.app.url).host])
  })

  for (const width of [360, 1366]) {
    it(`fits a screen of ${width} px without sideways scrolling, bar on one line`, async () => {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 768 })
      await openActivity()
      let index = 0
      do {
        index += 1
        const frame = tool()
        await photograph(page, `pupil-${width}-${String(index).padStart(2, '0')}`)
        const { scroll, client, bar } = await frame.evaluate<Measured>(MEASURE)
        expect(scroll, frame.url()).to.be.at.most(client)
        expect(bar, frame.url()).to.be.within(40, 84)
      } while (index < 14 && (await goOn(tool())))
    })
  }

  it('leaves by the quick exit and finds no lesson by going back', async () => {
    const frame = await openActivity()
    await frame.locator('[data-exit]').click()
    await frame.waitForURL(/\/exit/)
    expect(await frame.locator('body').innerText()).not.to.match(/Quà lạ|liên kết/)
    const visits = await world.app.deps.storage.visits.sweep(new Date('2100-01-01'))
    expect(visits).to.equal(0)
  })
})

describeInChromium('browser: where no cookie comes back in the frame', () => {
  let chromium: Browser
  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())

  it('one button starts the login again in a new window, with the platform’s hint unspent', async () => {
    // Plain http on a host that is not loopback: no Secure cookie, so none in a frame of another site.
    const world = await startDemoWorld({ publicHost: 'tool.test' })
    const context = await chromium.newContext()
    try {
      const page = await context.newPage()
      await page.goto(world.lms.personLink('hs.an', '1'))
      const button = page.frameLocator('iframe').locator('form[target="_blank"] button')
      await button.waitFor()
      await photograph(page, 'new-window-button')
      const [opened] = await Promise.all([context.waitForEvent('page'), button.click()])
      await opened.waitForURL(/\/modules\/B5$/)
      expect(await opened.locator('a[rel="next"]').count()).to.equal(1)
    } finally {
      await context.close()
      await world.stop()
    }
  })
})
