import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'

import { createCatalogue, type Module } from '../../src/catalogue/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'
import { letIn, playToTheEnd } from '../support/a-player.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { photograph } from '../support/photograph.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { violationsOf } from '../support/violations.ts'

type Viewport = (typeof SCREENS)[number]

const SCREENS = [
  { width: 360, height: 740 },
  { width: 1920, height: 1080 },
]

// These run in the page, so they are text: our own code knows no DOM.
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
const MAKE = `[...new Set(Array.from(document.querySelectorAll('body *'), (one) => one.tagName + '.' + one.classList))].sort().join()`
const UNDRAWN = `Array.from(document.images).filter((one) => one.complete && one.naturalWidth === 0).map((one) => one.src)`
// Numbers to choose from, the last of them below the others by itself.
const ALONE = `Array.from(document.querySelectorAll('.places')).filter((row) => {
  const tops = Array.from(row.children, (one) => one.offsetTop)
  return tops.filter((top) => top === tops.at(-1)).length === 1
}).length`

const catalogue = await createCatalogue({ folders: ['content'] })
const keepsPictures = process.env['PICTURES'] === '1'

describeInChromium('every module, played to the end', () => {
  let chromium: Browser
  let app: TestApp

  before(async () => {
    chromium = await launchChromium()
    app = await startTestApp()
  })
  after(async () => {
    await chromium.close()
    await app.stop()
  })

  /** Plays on a screen of this size; gives what was wrong on the way, none where it came to the end. */
  async function play(module: Module, viewport: Viewport): Promise<readonly string[]> {
    const { width } = viewport
    const context = await chromium.newContext({ viewport })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    const learnerKey = `player-${module.id}-${width}` as LearnerKey
    await letIn(app, context, { learnerKey, task: { kind: 'lesson', moduleId: module.id } })
    let count = 0
    const look = async (seen: Page) => {
      count += 1
      const { pathname, search } = new URL(seen.url())
      const found = await problemsOf(seen, width)
      problems.push(...found.map((one) => `${width}: ${pathname}${search} ${one}`))
      const name = `${module.id}-${width}-${String(count).padStart(3, '0')}`
      if (keepsPictures) await photograph(seen, name)
    }
    await page.goto(`${app.url}/modules/${module.id}`)
    await playToTheEnd(page, module, look)
    const ends = await page.locator(`[data-completion="${module.id}"]`).count()
    await context.close()
    return ends === 1 ? problems : [...problems, `${width}: is not completed at the end`]
  }

  for (const module of catalogue.list()) {
    it(`${module.id}: readable, whole, and done at the end, on a phone and on a large screen`, async () => {
      const problems = await Promise.all(SCREENS.map((viewport) => play(module, viewport)))
      expect(problems.flat()).to.deep.equal([])
    })
  }
})

/** What axe finds is in the make of a page, so it looks at each make once, whatever module comes with it first. */
const makes = new Set<string>()

async function problemsOf(page: Page, width: number): Promise<readonly string[]> {
  const sideways = await page.evaluate<number>(SIDEWAYS)
  const undrawn = await page.evaluate<readonly string[]>(UNDRAWN)
  const alone = await page.evaluate<number>(ALONE)
  const make = `${width} ${await page.evaluate<string>(MAKE)}`
  const isNew = !makes.has(make)
  makes.add(make)
  return [
    ...(sideways > 0 ? [`scrolls ${sideways} px sideways`] : []),
    ...(alone > 0 ? [`leaves a number alone in ${alone} rows`] : []),
    ...undrawn.map((src) => `does not draw ${src}`),
    ...(isNew ? await violationsOf(page.mainFrame()) : []),
  ]
}
