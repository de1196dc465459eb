import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { expect } from 'chai'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'

import type { StorageFrame } from '../../scripts/demo-lms/index.ts'
import { aContentFolder, MORE_MODULES } from '../support/a-content-folder.ts'
import { type DemoWorld, startDemoWorld } from '../support/a-demo-world.ts'
import { type Ladder, noneInFrames, startLadder } from '../support/a-ladder.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { photograph } from '../support/photograph.ts'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly help: string }[]
}

interface Measured {
  readonly scroll: number
  readonly client: number
  /** Controls that a finger does not hit. */
  readonly small: readonly string[]
}

// Runs in the page, so it is text: our own code knows no DOM.
const MEASURE = `(() => {
  const controls = [...document.querySelectorAll('main :is(a, button, select, .choice)')]
  const small = controls.filter((one) => one.getBoundingClientRect().height < 43.5)
  return {
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
    small: small.map((one) => one.textContent.trim()),
  }
})()`

const PAINTED = `new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)))`

describeInChromium('browser: a teacher adds modules in the LMS’s frame, on another site', () => {
  const content = aContentFolder(MORE_MODULES)
  let chromium: Browser
  let world: DemoWorld
  let context: BrowserContext
  let page: Page

  before(async () => {
    chromium = await launchChromium()
  })
  after(async () => {
    await chromium.close()
    content.remove()
  })
  beforeEach(async () => {
    world = await startDemoWorld({
      publicHost: 'localhost',
      env: { CONTENT_DIRS: content.dirs },
    })
  })
  afterEach(async () => {
    await context.close()
    await world.stop()
  })

  const tool = (): Frame => {
    const frame = page.frames().find((one) => one.url().startsWith(world.app.url))
    return frame ?? expect.fail('the tool is not in a frame')
  }
  const framed = () => page.frameLocator('#contentframe')

  async function open(options: Parameters<Browser['newContext']>[0]): Promise<void> {
    context = await chromium.newContext(options)
    page = await context.newPage()
  }

  async function openPicker(): Promise<void> {
    await page.goto(world.lms.personLink('gv.lan'))
    await page.locator('[data-add-links]').click()
    await framed().locator('button[data-next]').waitFor()
  }

  /** The frame grows with the window, so that all of it is in the picture. */
  async function photographWhole(name: string): Promise<void> {
    const { width, height } = page.viewportSize()!
    await page.setViewportSize({ width, height: 1900 })
    await tool().evaluate(PAINTED)
    await photograph(page, name)
    await page.setViewportSize({ width, height })
  }

  async function expectReadable(name: string): Promise<void> {
    await photographWhole(name)
    const frame = tool()
    const { scroll, client, small } = await frame.evaluate<Measured>(MEASURE)
    expect(scroll, name).to.be.at.most(client)
    expect(small, name).to.deep.equal([])
    await frame.evaluate(axeSource)
    const { violations } = await frame.evaluate<AxeResult>('axe.run(document)')
    expect(violations.map(({ id, help }) => `${name} ${id}: ${help}`)).to.deep.equal([])
  }

  for (const width of [360, 1366]) {
    it(`at ${width} px picks two, finds them in the course, and a pupil learns one`, async () => {
      await open({ viewport: { width, height: width === 360 ? 740 : 768 } })
      const blocked: string[] = []
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) blocked.push(message.text())
      })
      await openPicker()
      await expectReadable(`links-${width}-1-picker`)

      await framed().locator('button[data-next]').click()
      await framed().locator('[data-problem]').waitFor()
      await expectReadable(`links-${width}-2-nothing-chosen`)

      await framed().locator('[name=module][value=B5]').check()
      await framed().locator('select[name=grade]').selectOption('6')
      await framed().locator('button[name=filter]').click()
      await tool().waitForURL(/grade=6/)
      await framed().locator('[name=module][value=C1]').check()
      await expectReadable(`links-${width}-3-filtered`)

      await framed().locator('button[name=preview][value=C1]').click()
      await tool().waitForURL(/preview/)
      await expectReadable(`links-${width}-4-preview`)
      await framed().locator('.back').click()
      await framed().locator('button[data-next]').click()
      await framed().locator('[data-placed]').first().waitFor()
      await photograph(page, `links-${width}-5-placed`)
      expect(blocked).to.deep.equal([])
      expect(world.lms.state.refusedAnswers).to.deep.equal([])

      await framed().locator('[data-course]').click()
      await page.locator('[data-activity="6"]').waitFor()
      await photograph(page, `links-${width}-6-course`)
      await context.close()

      await open({ viewport: { width, height: 768 } })
      await page.goto(world.lms.personLink('hs.an', '6'))
      await framed().locator('a[rel=next]').waitFor()
      expect(new URL(tool().url()).pathname).to.equal('/modules/C1')
    })
  }

  it('without JavaScript presses the button itself', async () => {
    await open({ javaScriptEnabled: false })
    await page.goto(world.lms.personLink('gv.lan', '1'))
    // The LMS's own forms need a press each, too.
    await page.goto(`${world.lms.url}/mod/lti/contentitem.php`)
    await page.locator('form button').click()
    await page.locator('form button').click()
    await page.locator('[name=module][value=B5]').check()
    await page.locator('button[data-next]').click()
    await page.locator('form[data-return] button').waitFor()
    await photograph(page, 'links-without-javascript')
    await page.locator('form[data-return] button').click()
    const again = page.locator('form button')
    if ((await page.locator('[data-placed]').count()) === 0) await again.click()
    await page.locator('[data-placed]').waitFor()
    expect(world.lms.state.placedActivities).to.have.length(1)
  })

  it('opens a grade: done or not, and nothing more', async () => {
    await open({ viewport: { width: 360, height: 740 } })
    await page.goto(world.lms.personLink('gv.lan'))
    await page.goto(`${world.lms.url}/gradebook`)
    await photograph(page, 'review-360-0-gradebook')
    await page.locator('tr[data-username="hs.an"] [data-activity="1"] [data-review]').click()
    await framed().locator('[data-review]').waitFor()
    await expectReadable('review-360-1')
    expect(await framed().locator('[data-review]').getAttribute('data-review')).to.equal('not-done')
  })
})

describeInChromium(
  'browser: a teacher adds modules where no cookie of ours lives in a frame',
  () => {
    let ladder: Ladder
    afterEach(() => ladder.stop())

    async function openPicker(storage?: StorageFrame): Promise<Page> {
      ladder = await startLadder(storage, noneInFrames)
      await ladder.page.goto(ladder.world.lms.personLink('gv.lan'))
      await ladder.page.locator('[data-add-links]').click()
      return ladder.page
    }

    it('by the platform’s storage: the form of that page goes to the platform, too', async () => {
      const framed = (await openPicker('frame')).frameLocator('#contentframe')
      await framed.locator('[name=module][value=B5]').check()
      await framed.locator('button[name=preview][value=B5]').click()
      await framed.locator('.back').click()
      await framed.locator('button[data-next]').click()
      await framed.locator('form[data-return] button').click()
      await framed.locator('[data-placed]').waitFor()
      expect(ladder.world.lms.state.placedActivities).to.have.length(1)
    })

    it('in a window of its own where the platform has none', async () => {
      const page = await openPicker()
      const button = page.frameLocator('#contentframe').locator('form[target="_blank"] button')
      const [opened] = await Promise.all([ladder.context.waitForEvent('page'), button.click()])
      await opened.locator('[name=module][value=B5]').check()
      await opened.locator('button[data-next]').click()
      await opened.locator('[data-placed]').waitFor()
      expect(ladder.world.lms.state.placedActivities).to.have.length(1)
    })
  },
)
