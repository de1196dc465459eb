// `npm run screens`: pictures of the pages in four widths, in screens/, for people to look at.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { type Browser, chromium, type Page } from 'playwright-core'

const WIDTHS = [360, 768, 1366, 1920]
const FOLDER = 'screens'
const TOOL_PORT = '4310'
const LMS_PORT = '4311'
const TOOL = `http://127.0.0.1:${TOOL_PORT}`
const LMS = `http://127.0.0.1:${LMS_PORT}`

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

async function startDemo(data: string): Promise<ChildProcess> {
  const demo = spawn(process.execPath, ['scripts/demo.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DEMO_DATA: data, DEMO_TOOL_PORT: TOOL_PORT, DEMO_LMS_PORT: LMS_PORT },
  })
  await new Promise<void>((resolve, reject) => {
    demo.once('exit', () => {
      reject(new Error('the demo did not start'))
    })
    demo.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('ready')) resolve()
    })
  })
  return demo
}

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
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${LMS}/sign-in/${who}`)
  await page.goto(`${LMS}${start}`)
  await page.waitForURL((url) => url.origin === TOOL && !url.pathname.startsWith('/lti/'))
  return page
}

async function photographAll(browser: Browser, tour: Tour) {
  for (const width of WIDTHS) {
    const page = await launch(browser, tour, width)
    for (const address of tour.pages) {
      await page.goto(`${TOOL}${address}`)
      const name = `${tour.who}${address}`.replace(/[^\w.-]+/g, '_')
      await page.screenshot({ path: path.join(FOLDER, `${name}-${width}.png`), fullPage: true })
    }
    await page.context().close()
  }
}

const data = mkdtempSync(path.join(tmpdir(), 'lachan-screens-'))
mkdirSync(FOLDER, { recursive: true })
const demo = await startDemo(data)
try {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  for (const tour of TOURS) await photographAll(browser, tour)
  await browser.close()
  console.log(`pictures are in ${FOLDER}/`)
} finally {
  demo.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
}
