import { randomBytes } from 'node:crypto'

import { expect } from 'chai'
import JSZip from 'jszip'
import type { Browser, Page } from 'playwright-core'

import type { Day } from '../../src/runtime/index.ts'
import { signInPathOf } from '../../src/staff/index.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { DESK, lookAt, PHONE } from '../support/look-at.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

type Files = Readonly<Record<string, string | Buffer>>

async function aZip(files: Files, link = ''): Promise<Buffer> {
  const zip = new JSZip()
  for (const [name, content] of Object.entries(files)) {
    zip.file(name, content, { ...(name === link && { unixPermissions: 0o120777 }) })
  }
  return zip.generateAsync({ type: 'nodebuffer', platform: 'UNIX', compression: 'DEFLATE' })
}

/** The mark of a password, in both heads of the first entry. */
async function locked(files: Files): Promise<Buffer> {
  const bytes = await aZip(files)
  for (const [head, at] of [
    ['PK\u0003\u0004', 6],
    ['PK\u0001\u0002', 8],
  ] as const) {
    const flags = bytes.indexOf(head) + at
    bytes[flags] = (bytes[flags] ?? 0) | 1
  }
  return bytes
}

const noise = (size: number) => randomBytes(size).toString('base64')
// Nothing in it lets a browser break the line.
const LONG = 'hinh_ve_rat_dai_'.repeat(10)
const many = () =>
  Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`media/h${at}.svg`, 'x']))

const REFUSED: readonly [string, () => Promise<Buffer>][] = [
  ['Không đọc được tệp này', () => Promise.resolve(Buffer.from('MZ'))],
  ['Tệp quá lớn', () => Promise.resolve(Buffer.alloc(10.5 * 1024 * 1024, 'PK'))],
  ['Có quá nhiều tệp', () => aZip(many())],
  ['Có tệp quá lớn', () => aZip({ [`media/${LONG}.svg`]: noise(4 * 1024 * 1024) })],
  ['Chữ trong bài quá dài', () => aZip({ 'B5/teacher.md': noise(300 * 1024) })],
  ['Tệp nén bất thường', () => aZip({ [`media/${LONG}.svg`]: Buffer.alloc(1024 * 1024) })],
  ['Tên tệp không dùng được', () => aZip({ [`B5/${LONG}:x.md`]: 'x' })],
  ['Có liên kết thay cho tệp', () => aZip({ [`B5/${LONG}.md`]: '/etc' }, `B5/${LONG}.md`)],
  [
    'Có hai tệp cùng tên',
    () => aZip({ [`B5/${LONG}.md`]: 'x', [`b5/${LONG}.MD`.toLowerCase()]: 'x' }),
  ],
  ['Tệp có mật khẩu', () => locked({ 'module.json': '{}' })],
  ['Có tệp không thuộc bài', () => aZip({ [`B5/${LONG}.exe`]: 'x' })],
  ['Không thấy bài nào', () => aZip({ 'B5/teacher.md': 'x' })],
  ['Có nhiều bài', () => aZip({ 'B5/module.json': '{}', [`${LONG}/module.json`]: '{}' })],
  ['Có tệp nằm ngoài thư mục', () => aZip({ 'B5/module.json': '{}', [`${LONG}.md`]: 'x' })],
]

describeInChromium('browser: what is said of a file that is no module', () => {
  let chromium: Browser
  let world: TestApp
  let page: Page

  before(async () => {
    chromium = await launchChromium()
    world = await startTestApp()
    const { service } = world.deps.staff
    const grant = { role: 'editor', from: '2020-01-01' as Day } as const
    const account = await service.add({ email: 'phuc@so.example', name: 'Trần Văn Phúc', grant })
    page = await (await chromium.newContext({ viewport: PHONE })).newPage()
    await page.goto(`${world.url}${signInPathOf(await service.createLink(account))}`)
    await page.locator('form button').first().click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  })
  after(async () => {
    await chromium.close()
    await world.stop()
  })

  interface Root {
    readonly scrollWidth: number
    readonly clientWidth: number
  }

  async function upload(buffer: Buffer): Promise<void> {
    await page.goto(`${world.url}/editing`)
    await page
      .locator('[name=archive]')
      .setInputFiles({ name: 'B5.zip', mimeType: 'application/zip', buffer })
    await page.locator('[data-next]').click()
    await page.waitForURL((url) => url.pathname.endsWith('/upload'))
  }

  async function expectToFit(name: string): Promise<void> {
    for (const viewport of [PHONE, DESK]) {
      await page.setViewportSize(viewport)
      const over = await page
        .locator('html')
        .evaluate((it) => (it as unknown as Root).scrollWidth - (it as unknown as Root).clientWidth)
      expect(over, `${name} at ${viewport.width} scrolls sideways`).to.be.at.most(0)
    }
  }

  for (const [title, archive] of REFUSED) {
    it(`says “${title}”, and where to go on, on a phone and on a desk`, async () => {
      await upload(await archive())
      expect(await page.locator('[role=alert] b').innerText()).to.include(title)
      expect(await page.locator('[name=archive]').count()).to.equal(1)
      await expectToFit(title)
    })
  }

  it('says what to do where the preview is gone, and where the body is longer than is listened to', async () => {
    await page.goto(`${world.url}/editing/previews/${'d'.repeat(43)}`)
    expect(await page.locator('h1').innerText()).to.include('Không còn bản xem thử này')
    await lookAt(page, 'preview-gone')
    await upload(Buffer.alloc(11.5 * 1024 * 1024))
    expect(await page.locator('main').innerText()).to.include('tối đa 10 MB')
    await lookAt(page, 'upload-too-long')
  })
})
