import { readdirSync } from 'node:fs'

import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'

import { type PresentApp, startPresentApp } from '../support/a-present-app.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'

/**
 * Letters as a share of the wall's height, by the rule for basic decision making of ANSI/INFOCOMM V202.01:2016 (DISCAS):
 * share = distance ÷ (200 × height of the picture). What a class reads by itself is 5% of the wall: with capitals of 0.72
 * of it, 15 m need a picture of 2.1 m. What has to stand together (a message with its signs, a question with its options
 * and hands) is denser and read out by the teacher; it never falls below 2.4%.
 * https://www.aetm.org/documentation/screens-specifications-and-sightlines/sightlines-image-size/bdm-only-sizing-the-image/
 */
const ALONE = 0.05
const TOGETHER = 0.024
const modules = readdirSync('content', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
const DENSE = ['screen-spot', 'screen-sort', 'screen-node', 'screen-poll']

interface Seen {
  readonly slide: string
  readonly kind: string
  readonly size: number
  readonly over: number
}

/** Walks through the whole show as a remote would, everything revealed. */
const WALK = `(() => {
  const press = (key) => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  const main = document.querySelector('main')
  const root = document.documentElement
  const where = () => document.querySelector('[data-place]').textContent + location.search
  const seen = []
  for (let at = ''; at !== where(); ) {
    press('r')
    const screen = document.querySelector('.screen:not([hidden])')
    seen.push({
      slide: screen.dataset.slide,
      kind: [...screen.classList].find((name) => /^screen-/.test(name)),
      size: parseFloat(getComputedStyle(screen).fontSize),
      over: Math.max(main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth,
        root.scrollHeight - innerHeight, root.scrollWidth - innerWidth),
    })
    at = where()
    press('ArrowRight')
  }
  return seen
})()`

describeInChromium('browser: type on the wall', () => {
  let chromium: Browser
  let app: PresentApp
  before(async () => {
    chromium = await launchChromium()
    app = await startPresentApp()
  })
  after(async () => {
    await chromium.close()
    await app.stop()
  })

  async function walk(id: string, viewport: { width: number; height: number }) {
    const context = await chromium.newContext({ viewport })
    const [name = '', value = ''] = (await app.cookieOf()).split('=')
    await context.addCookies([{ name, value, url: app.url }])
    const start = await context.newPage()
    await start.goto(`${app.url}/present/${id}`)
    const opened: Promise<Page> = context.waitForEvent('page')
    await start.locator('button[data-next]').click()
    const wall = await opened
    await wall.locator('[data-run]').waitFor()
    await wall.waitForLoadState()
    const seen = await wall.evaluate<readonly Seen[]>(WALK)
    await context.close()
    return seen
  }

  for (const viewport of [
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
  ]) {
    for (const id of modules) {
      it(`${id} is whole and large enough on every slide at ${viewport.width} px`, async () => {
        const seen = await walk(id, viewport)
        expect(seen.length).to.be.greaterThan(20)
        const wrong = seen.filter(({ kind, size, over }) => {
          const least = DENSE.includes(kind) ? TOGETHER : ALONE
          return over > 0 || size < least * viewport.height
        })
        expect(wrong).to.deep.equal([])
      })
    }
  }
})
