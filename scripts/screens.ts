// `npm run screens`: pictures of the pages in four widths, in screens/, for people to look at.
import { mkdirSync } from 'node:fs'
import path from 'node:path'

import { type Browser, chromium, type Page } from 'playwright-core'

import { type DemoProcess, startDemoProcess } from './demo-process.ts'

const WIDTHS = [360, 768, 1366, 1920]
const FOLDER = 'screens'
const PORTS = { tool: 4310, lms: 4311 }

const PUPIL_PAGES = [
  '/modules',
  '/modules/B5',
  ...[1, 2, 3, 4, 5, 6].map((step) => `/modules/B5/steps/${step}`),
  '/modules/B5/quiz/trung-dien-thoai',
  '/help?from=/modules/B5',
  '/modules/unknown',
]
const CHOICE_PAGES = ['/links', '/links?grade=1&module=B5', '/links/preview/B5?module=B5']
const TEACHER_PAGES = ['/modules', '/modules/B5', '/modules/B5/steps/2']

/** What a person opens in the demo LMS, and the pages of the tool that are looked at then. */
interface Tour {
  readonly who: string
  readonly start: string
  readonly pages: readonly string[]
}

const ACTIVITY = '/mod/lti/launch.php?id=2'
const TOURS: readonly Tour[] = [
  { who: 'hs.an', start: ACTIVITY, pages: PUPIL_PAGES },
  { who: 'gv.lan', start: ACTIVITY, pages: TEACHER_PAGES },
  { who: 'gv.lan', start: '/mod/lti/contentitem.php', pages: CHOICE_PAGES },
  { who: 'gv.lan', start: `${ACTIVITY}&action=gradeReport&user=5`, pages: ['/review'] },
]

/** Launches from the demo LMS, in a window of its own. */
async function launch(browser: Browser, { who, start }: Tour, width: number): Promise<Page> {
  const { toolUrl, lmsUrl } = demo
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${lmsUrl}/sign-in/${who}`)
  await page.goto(`${lmsUrl}${start}`)
  await page.waitForURL((url) => url.origin === toolUrl && !url.pathname.startsWith('/lti/'))
  return page
}

async function photographAll(browser: Browser, tour: Tour) {
  for (const width of WIDTHS) {
    const page = await launch(browser, tour, width)
    for (const address of tour.pages) {
      await page.goto(`${demo.toolUrl}${address}`)
      const name = `${tour.who}${address}`.replace(/[^\w.-]+/g, '_')
      await page.screenshot({ path: path.join(FOLDER, `${name}-${width}.png`), fullPage: true })
    }
    await page.context().close()
  }
}

mkdirSync(FOLDER, { recursive: true })
const demo: DemoProcess = await startDemoProcess(PORTS)
try {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  for (const tour of TOURS) await photographAll(browser, tour)
  await browser.close()
  console.log(`pictures are in ${FOLDER}/`)
} finally {
  demo.stop()
}
