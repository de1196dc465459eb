import { readdirSync } from 'node:fs'

import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'

import { aCounsellor, aFacility } from '../support/a-help-record.ts'
import { type PresentApp, startPresentApp } from '../support/a-present-app.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'

/**
 * Letters as a share of the wall's height, by the rule for basic decision making of ANSI/INFOCOMM V202.01:2016 (DISCAS):
 * share = distance ÷ (200 × height of the picture). What a class reads is 5% of a wide wall: with capitals of 0.72 of it,
 * 15 m need a picture of 2.1 m. What is said once more or by the teacher (a heading, the question above its answer) is
 * four fifths of that. A wall of 4:3 that is as wide is a third higher, so the same letters are a smaller share of it.
 * https://www.aetm.org/documentation/screens-specifications-and-sightlines/sightlines-image-size/bdm-only-sizing-the-image/
 */
const WALLS = [
  { width: 1366, height: 768, read: 0.05, said: 0.04 },
  { width: 1920, height: 1080, read: 0.05, said: 0.04 },
  { width: 1024, height: 768, read: 0.044, said: 0.035 },
]
/** A teacher with nothing but a phone: everything is whole; no share of a wall is asked. */
const PHONE = { width: 360, height: 740, read: 0, said: 0 }

const modules = readdirSync('content', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

interface Seen {
  readonly place: string
  readonly kind: string
  /** Letters of the running text, and the smallest that are not the teacher's own, in pixels. */
  readonly read: number
  readonly said: number
  readonly over: number
}

/** Walks through the whole show as a remote would, and down every way of a story. */
const WALK = `(() => {
  const press = (key) => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  const main = document.querySelector('main')
  const root = document.documentElement
  const where = () => document.querySelector('[data-place]').textContent + location.search
  const shown = () => document.querySelector('.screen:not([hidden])')
  const isRead = (node) => node.data.trim() !== '' && !node.parentElement.closest('.hands, .unseen, [hidden]')
  const seen = new Map()
  const look = () => {
    const sizes = []
    const texts = document.createTreeWalker(shown(), NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { currentNode } = texts
      if (isRead(currentNode)) sizes.push(parseFloat(getComputedStyle(currentNode.parentElement).fontSize))
    }
    seen.set(where(), {
      place: where(),
      kind: [...shown().classList].find((name) => /^screen-/.test(name)),
      read: parseFloat(getComputedStyle(shown()).fontSize),
      said: Math.min(...sizes),
      over: Math.max(main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth,
        root.scrollHeight - innerHeight, root.scrollWidth - innerWidth),
    })
  }
  const told = new Set()
  const tell = () => {
    const screen = shown()
    told.add(screen)
    look()
    while (Number(screen.dataset.beat) < Number(screen.dataset.beats)) {
      press('PageDown')
      look()
    }
    for (const link of screen.querySelectorAll('[data-goes] a')) {
      link.click()
      if (!told.has(shown())) tell()
      while (shown() !== screen) press('PageUp')
    }
  }
  press('Home')
  for (let at = ''; at !== where(); press('PageDown')) {
    if (shown().hasAttribute('data-start') && !told.has(shown())) tell()
    else look()
    at = where()
  }
  return [...seen.values()]
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

  async function openWall(id: string): Promise<Page> {
    const context = await chromium.newContext()
    const [name = '', value = ''] = (await app.cookieOf()).split('=')
    await context.addCookies([{ name, value, url: app.url }])
    const start = await context.newPage()
    await start.goto(`${app.url}/present/${id}`)
    const opened: Promise<Page> = context.waitForEvent('page')
    await start.locator('button[data-next]').click()
    const wall = await opened
    await wall.locator('[data-run]').waitFor()
    await wall.waitForLoadState()
    return wall
  }

  async function expectLarge(page: Page): Promise<void> {
    for (const wall of [...WALLS, PHONE]) {
      await page.setViewportSize(wall)
      const seen = await page.evaluate<readonly Seen[]>(WALK)
      expect(seen.length).to.be.greaterThan(50)
      const wrong = seen.filter(({ read, said, over }) => {
        const isSmall = read < wall.read * wall.height || said < wall.said * wall.height
        return isSmall || over > 0
      })
      expect(wrong, `${wall.width} px`).to.deep.equal([])
    }
  }

  for (const id of modules) {
    it(`${id} is whole and large enough on every screen`, async () => {
      const page = await openWall(id)
      await expectLarge(page)
      await page.context().close()
    })
  }

  for (const [index, id] of ['C3', 'D1'].entries()) {
    it(`${id} stays so where the school and the area say at length who helps`, async () => {
      const { book } = app.deps.help
      const name = 'Phòng tư vấn tâm lý và công tác xã hội học đường Hoàng Văn Thụ'
      const revision = index + 1
      await book.save(aCounsellor({ name, phone: '0276 382 1111 (120)', revision }))
      const place = 'Trung tâm Công tác xã hội và Quỹ Bảo trợ trẻ em tỉnh'
      await book.save(aFacility({ name: place, revision }))
      const page = await openWall(id)
      expect(await page.locator('[data-counsellor]').count()).to.equal(2)
      await expectLarge(page)
      await page.setViewportSize(WALLS[0]!)
      const foot = await page.locator('.deck-foot').boundingBox()
      expect(foot?.height, 'one row').to.be.lessThan(70)
      await page.context().close()
    })
  }
})
