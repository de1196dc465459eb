// `npm run pictures`: the pictures of docs/guides, made again from the demo by walking through it as an administrator does.
import { mkdirSync } from 'node:fs'
import path from 'node:path'

import { type Browser, chromium, type Locator, type Page } from 'playwright-core'

import { type DemoLms, startDemoLms } from './demo-lms/index.ts'
import { type DemoProcess, startDemoProcess } from './demo-process.ts'

const FOLDER = 'docs/pictures'
const PORTS = { tool: 4320, lms: 4321 }
const HOST = '127.0.0.1'
const WIDTH = 1366
const MARGIN = 16
const ADMINISTRATOR = 'Chị Hà'
// Of the demo LMS, on its way to us.
const PASSING = 'Đang mở bài học'
const SCHOOL = '72000412'
// Fast enough to be shown and slow enough to let people in.
const WRONG_CLOCK_MS = 45_000

interface Walk {
  readonly demo: DemoProcess
  readonly browser: Browser
  /** Signed in as the administrator of Lá Chắn. */
  readonly admin: Page
}

/** What the pictures show of a page, from the first of these to the last. */
async function photograph(page: Page, name: string, ...shown: readonly string[]): Promise<void> {
  await page.evaluate('scrollTo(0, 0)')
  const boxes = await Promise.all(shown.map((selector) => boxOf(page.locator(selector).first())))
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN
  const clip = {
    x: Math.max(0, left),
    y: Math.max(0, top),
    width: right - left,
    height: bottom - top,
  }
  await page.screenshot({ path: path.join(FOLDER, `lms-${name}.png`), fullPage: true, clip })
}

async function boxOf(one: Locator) {
  await one.waitFor()
  const box = await one.boundingBox()
  if (!box) throw new Error(`nothing to see: ${String(one)}`)
  return box
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: WIDTH, height: 900 } })
  return context.newPage()
}

async function signIn(demo: DemoProcess, browser: Browser): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(demo.linkOf(ADMINISTRATOR))
  await page.locator('main form button').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in/link'))
  return page
}

/** A pupil opens the lesson; the tool refuses where the connection is not ready. */
async function openLesson(browser: Browser, lms: DemoLms): Promise<void> {
  const page = await newPage(browser)
  await page.goto(lms.personLink('hs.an', '1'))
  await page.frameLocator('iframe').locator('main h1', { hasNotText: PASSING }).waitFor()
  await page.context().close()
}

async function submit(page: Page, form: string): Promise<void> {
  await page.locator(`${form} button`).first().click()
  await page.locator('[role=status]').first().waitFor()
}

/** An LMS registers itself by an invitation, is approved, and its tool is switched on. */
async function byInvitation({ demo, browser, admin }: Walk, lms: DemoLms): Promise<void> {
  await admin.goto(`${demo.toolUrl}/platforms/invitations`)
  await admin.fill('form[data-invite] [name=school]', SCHOOL)
  await submit(admin, 'form[data-invite]')
  await photograph(admin, 'loi-moi', 'h1', '[data-invite]')
  const invitation = await admin.locator('[data-invitation-url]').innerText()

  const theirs = await newPage(browser)
  await theirs.goto(lms.personLink('ql.hung'))
  await theirs.goto(`${lms.url}/admin/tools`)
  await theirs.fill('#url', invitation)
  await theirs.click('[data-register] button')
  const frame = theirs.frameLocator('#registration')
  await frame.locator('[data-registration]').waitFor()
  await theirs.setViewportSize({ width: WIDTH, height: 1000 })
  await frame.locator('main').screenshot({ path: path.join(FOLDER, 'lms-da-dang-ky.png') })

  await admin.goto(`${demo.toolUrl}/platforms`)
  await admin.locator('tr[data-platform]:has([data-light=pending]) a').click()
  await photograph(admin, 'dia-chi', '[data-addresses=ours]', '[data-addresses=theirs]')
  await photograph(admin, 'duyet', '[data-platform-state]')
  await submit(admin, '[data-platform-state] form')
  await frame.locator('[data-close-frame]').click()
  await theirs.waitForURL(`${lms.url}/admin/tools`)
  await theirs.click('[data-state="pending"] button')
  await theirs.context().close()
  await openLesson(browser, lms)
}

/** A connection typed by hand: its first launch waits, the self-test says what is left to do. */
async function byHand({ demo, browser, admin }: Walk, lms: DemoLms): Promise<void> {
  const clientId = 'PRCBrbVpnBfLJl6'
  registerIn(lms, demo.toolUrl, clientId)
  await admin.goto(`${demo.toolUrl}/platforms/new`)
  const { authUrl, tokenUrl, jwksUrl } = lms.endpoints
  const typed = { name: 'Moodle phòng thử', issuer: lms.url, clientId, authUrl, tokenUrl, jwksUrl }
  for (const [name, value] of Object.entries(typed)) {
    await admin.fill(`form[data-add] [name=${name}]`, value)
  }
  await photograph(
    admin,
    'them-bang-tay',
    'label:has([name=name])',
    'label:has([name=deployments])',
  )
  await submit(admin, 'form[data-add]')
  const address = admin.url().replace(/[?#].*$/, '')
  await openLesson(browser, lms)
  await admin.goto(address)
  await photograph(admin, 'diem-cai-dat', '#deployments')
  await submit(admin, '[data-deployment]')
  await openLesson(browser, lms)
  await admin.goto(address)
  await photograph(admin, 'tu-kiem-tra', '[data-self-test]')
  await photograph(admin, 'suc-khoe', '[data-health]')
  await photograph(admin, 'thong-tin', '#settings')
  await photograph(admin, 'si-so', '[data-members]')
}

function registerIn(lms: DemoLms, toolUrl: string, clientId: string): void {
  lms.registerTool({
    name: 'Lá Chắn',
    clientId,
    deploymentId: '7',
    loginUrl: `${toolUrl}/lti/login`,
    redirectUris: [`${toolUrl}/lti/launch`],
    jwksUrl: `${toolUrl}/lti/jwks`,
    targetLinkUri: `${toolUrl}/lti/launch`,
  })
}

async function overall({ demo, browser, admin }: Walk): Promise<void> {
  await admin.goto(`${demo.toolUrl}/platforms`)
  await photograph(admin, 'danh-sach', 'h1', 'table')
  await admin.goto(`${demo.toolUrl}/platforms/keys`)
  await photograph(admin, 'khoa-ky', 'h1', '[data-rotate]')
  const teacher = await newPage(browser)
  await teacher.goto(`${demo.lmsUrl}/sign-in/gv.lan`)
  await teacher.goto(`${demo.lmsUrl}/mod/lti/contentitem.php`)
  await teacher.waitForURL(`${demo.toolUrl}/links`)
  await photograph(teacher, 'chon-bai', 'main h1', 'main form:has([type=radio])')
  await teacher.context().close()
}

async function walkThrough(demo: DemoProcess, browser: Browser): Promise<void> {
  const walk = { demo, browser, admin: await signIn(demo, browser) }
  const wrongClock = { now: () => new Date(Date.now() + WRONG_CLOCK_MS) }
  const invited = await startDemoLms({ host: HOST, port: PORTS.lms + 1 })
  const typed = await startDemoLms({ host: HOST, port: PORTS.lms + 2, clock: wrongClock })
  try {
    await byInvitation(walk, invited)
    await byHand(walk, typed)
    await overall(walk)
  } finally {
    await Promise.all([invited.stop(), typed.stop()])
  }
}

mkdirSync(FOLDER, { recursive: true })
const demo = await startDemoProcess(PORTS)
try {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  await walkThrough(demo, browser)
  await browser.close()
  console.log(`pictures are in ${FOLDER}/`)
} finally {
  demo.stop()
}
