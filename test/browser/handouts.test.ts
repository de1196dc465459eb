import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'

import { type HandoutsApp, startHandoutsApp } from '../support/a-handouts-app.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'

describeInChromium('browser: papers to take away', () => {
  let app: HandoutsApp
  let browser: Browser
  let page: Page
  before(async () => {
    app = await startHandoutsApp()
    browser = await launchChromium()
    const context = await browser.newContext()
    await context.addCookies([{ ...(await app.enter()), url: app.url }])
    page = await context.newPage()
  })
  after(async () => {
    await browser.close()
    await app.stop()
  })

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
