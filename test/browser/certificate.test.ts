import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { create } from 'qrcode'

import { createToken } from '../../src/runtime/index.ts'
import { type Visit, visitIdOf } from '../../src/web/index.ts'
import { aClock } from '../support/a-clock.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { aTraining } from '../support/an-adult.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { photograph } from '../support/photograph.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const SIZES = [
  { width: 360, height: 740 },
  { width: 1366, height: 768 },
]
const SCHOOL = aSchool({ name: 'Trường Phổ thông Dân tộc nội trú Trung học cơ sở Tân Biên' })
const LONG = 'Công Huyền Tôn Nữ Nguyễn Thị Phương Quỳnh Thoại Mỹ Khuê Nhượng'
const SHORT = 'Lê Ý'
const [WIDE_PT, HIGH_PT] = [842, 595]
const MODULES_OF_MARGIN = 4

describeInChromium('browser: a certificate on paper', () => {
  let chromium: Browser
  let world: TestApp

  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    world = await startTestApp({ clock: aClock() })
    const { storage, directory } = world.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([SCHOOL])
    await directory.reload()
  })
  afterEach(() => world.stop())

  /** The paper of somebody of the school, before one who has finished T1. */
  async function paperOf(name: string): Promise<Page> {
    const { staff, storage, clock, cookieShape } = world.deps
    const grant = { role: 'teacher', from: '2026-01-01', schoolId: SCHOOL.id } as never
    const { id } = await staff.service.add({ email: 'lan@truong.example', name: 'Lan', grant })
    const token = createToken()
    const { origin: _none, ...own } = aVisit({ accountId: id, role: 'staff' })
    const expiresAt = new Date(clock.now().getTime() + 24 * 3_600_000)
    const visit: Visit = { ...own, id: visitIdOf(token), expiresAt }
    await storage.visits.add(visit)
    await storage.trainings.record(aTraining({ personKey: visit.learnerKey, schoolId: SCHOOL.id }))
    const page = await chromium.newPage({ viewport: SIZES[0]! })
    const cookie = { name: cookieShape.name('lachan-visit'), value: token, domain: '127.0.0.1' }
    const shape = { path: '/', secure: true, httpOnly: true, sameSite: 'None' } as const
    await page.context().addCookies([{ ...cookie, ...shape }])
    await page.goto(`${world.url}/modules/T1/certificate`)
    await page.locator('input[name="name"]').fill(name)
    await page.locator('form button[data-next]').click()
    await page.locator('.certificate').waitFor()
    return page
  }

  for (const [what, name] of Object.entries({ 'of a long name': LONG, 'of a short one': SHORT })) {
    it(`is one sheet of A4, lying, and no wider than a phone: ${what}`, async () => {
      const page = await paperOf(name)
      for (const size of SIZES) {
        await page.setViewportSize(size)
        const widths = await page.locator('html').evaluate((root) => {
          const { scrollWidth, clientWidth } = root as unknown as Record<string, number>
          return [scrollWidth, clientWidth]
        })
        expect(widths[0]).to.be.at.most(widths[1]!)
        await photograph(page, `certificate-${name.length}-${size.width}`)
      }
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      expect(pdf.match(/\/Type\s*\/Page\b/g)).to.have.length(1)
      const [, wide, high] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
      expect([Number(wide), Number(high)].map(Math.round)).to.deep.equal([WIDE_PT, HIGH_PT])
    })
  }

  it('has a code that says the address of its check, at least 25 mm wide on the sheet', async () => {
    const page = await paperOf(LONG)
    const number = await page.locator('[data-certificate]').getAttribute('data-certificate')
    const { size, data } = create(`${world.url}/certificates/${number ?? ''}`, {
      errorCorrectionLevel: 'M',
    }).modules
    expect(await modulesOn(page, size)).to.equal([...data].join(''))
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 1032, height: 703 })
    const box = (await page.locator('img.qr').boundingBox())!
    const millimetres = (box.width / 96) * 25.4
    const codeItself = (millimetres * size) / (size + 2 * MODULES_OF_MARGIN)
    expect(codeItself).to.be.at.least(25)
  })
})

/** Dark and light modules as they are drawn, row by row: what a telephone's camera reads. */
function modulesOn(page: Page, size: number): Promise<string> {
  return page.evaluate(
    `(async () => {
      const [size, margin, scale] = [${size}, ${MODULES_OF_MARGIN}, 8]
      const image = new Image()
      image.src = document.querySelector('img.qr').src
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = (size + 2 * margin) * scale
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0, canvas.width, canvas.height)
      let bits = ''
      for (let y = 0; y < size; y += 1) {
        for (let x = 0; x < size; x += 1) {
          const at = [x, y].map((n) => (n + margin + 0.5) * scale)
          bits += context.getImageData(...at, 1, 1).data[0] < 128 ? '1' : '0'
        }
      }
      return bits
    })()`,
  )
}
