import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'

import type { Day } from '../../src/runtime/index.ts'
import { type HandoutsApp, startHandoutsApp } from '../support/a-handouts-app.ts'
import { aCounsellor, aFacility } from '../support/a-help-record.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'

describeInChromium('browser: papers to take away', () => {
  let app: HandoutsApp
  let browser: Browser
  let page: Page
  before(async () => {
    app = await startHandoutsApp()
    const { storage, directory } = app.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([aSchool()])
    await directory.reload()
    browser = await launchChromium()
    const context = await browser.newContext()
    await context.addCookies([{ ...(await app.enter()), url: app.url }])
    page = await context.newPage()
  })
  after(async () => {
    await browser.close()
    await app.stop()
  })

  const LONGEST = {
    name: 'Phòng tư vấn tâm lý và công tác xã hội học đường Hoàng Văn Thụ',
    phone: '0276 382 1111 (120)',
  }

  let revision = 0
  async function aTeacherOf({ name, phone }: typeof LONGEST) {
    const { help, staff } = app.deps
    revision += 1
    await help.book.save(aCounsellor({ name, phone, revision }))
    const facility = 'Trung tâm Công tác xã hội và Quỹ Bảo trợ trẻ em tỉnh'
    await help.book.save(aFacility({ name: facility, phone: '0276 382 2222', revision }))
    const grant = { role: 'teacher', schoolId: aSchool().id, from: '2020-01-01' as Day } as const
    const email = `teacher.${revision}@so.example`
    const { id: accountId } = await staff.service.add({ email, name: 'Cô Lan', grant })
    return app.enter({ accountId, origin: undefined as never })
  }

  const printed = async (path: string) => {
    await page.goto(app.url + path)
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
    return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  }

  for (const paper of ['sheet', 'paper-form']) {
    it(`prints the ${paper} of every module on one page of A4`, async () => {
      const modules = app.deps.catalogue.list()
      const pages: Record<string, number> = {}
      for (const { id } of modules) pages[id] = await printed(`/modules/${id}/${paper}`)
      expect(pages).to.deep.equal(Object.fromEntries(modules.map(({ id }) => [id, 1])))
      expect(modules.length).to.be.at.least(24)
    })

    it(`prints the ${paper} of every module on one page with the longest foot that a school may have`, async () => {
      await page.context().clearCookies()
      await page.context().addCookies([{ ...(await aTeacherOf(LONGEST)), url: app.url }])
      const pages: Record<string, number> = {}
      for (const { id } of app.deps.catalogue.list()) {
        pages[id] = await printed(`/modules/${id}/${paper}`)
        expect(await page.textContent('.paper-foot'), id).to.include(LONGEST.phone)
      }
      const wrong = Object.entries(pages).filter(([, count]) => count !== 1)
      expect(wrong).to.deep.equal([])
    })
  }

  it('is read on a phone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 360, height: 640 })
    for (const paper of ['sheet', 'paper-form']) {
      await page.goto(`${app.url}/modules/D1/${paper}`)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      expect(width, paper).to.be.at.most(360)
    }
  })
})
