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

const PUPIL_PAGES = [
  '/modules',
  '/modules/B5',
  ...[1, 2, 3, 4, 5, 6].map((step) => `/modules/B5/steps/${step}`),
  '/modules/B5/quiz/trung-dien-thoai',
  '/help?from=/modules/B5',
  '/modules/unknown',
]
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

/** Launches from the demo LMS, in a window of its own. */
async function signIn(browser: Browser, username: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${LMS_PORT}/sign-in/${username}?activity=1`)
  const frame = (await page.locator('iframe').getAttribute('src')) ?? ''
  await page.goto(new URL(frame, page.url()).href)
  await page.waitForURL(`${TOOL}/modules/**`)
  return page
}

async function photographAll(browser: Browser, who: string, pages: readonly string[]) {
  for (const width of WIDTHS) {
    const page = await signIn(browser, who, width)
    for (const address of pages) {
      await page.goto(`${TOOL}${address}`)
      const name = `${who}${address}`.replace(/[^\w.-]+/g, '_')
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
  await photographAll(browser, 'hs.an', PUPIL_PAGES)
  await photographAll(browser, 'gv.lan', TEACHER_PAGES)
  await browser.close()
  console.log(`pictures are in ${FOLDER}/`)
} finally {
  demo.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
}
