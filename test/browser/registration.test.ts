import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'

import { type DemoLms, startDemoLms } from '../../scripts/demo-lms/index.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { photograph } from '../support/photograph.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

describeInChromium('browser: an LMS on another site registers itself', () => {
  let chromium: Browser
  let app: TestApp
  let lms: DemoLms
  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    app = await startTestApp({ publicHost: 'localhost' })
    lms = await startDemoLms({ host: '127.0.0.1', port: 0 })
  })
  afterEach(async () => {
    await app.stop()
    await lms.stop()
  })

  async function newPage(): Promise<Page> {
    const context = await chromium.newContext({ viewport: { width: 1366, height: 768 } })
    return context.newPage()
  }

  /** The administrator pastes the invitation into the LMS. */
  async function paste(page: Page, url: string): Promise<void> {
    await page.goto(lms.personLink('ql.hung'))
    await page.goto(`${lms.url}/admin/tools`)
    await page.fill('#url', url)
    await page.click('[data-register] button')
  }

  it('in its frame, closes the frame by the button, is approved, and opens a pupil’s lesson', async () => {
    const { url } = await app.deps.lti.invitations.invite({ trust: ['course'], days: 7 })
    const page = await newPage()
    const violations: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') violations.push(message.text())
    })
    await paste(page, url)
    const frame = page.frameLocator('#registration')
    await frame.locator('[data-registration]').waitFor()
    await photograph(page, 'registered-1366')
    await page.setViewportSize({ width: 360, height: 740 })
    await photograph(page, 'registered-360')
    const overflow = await frame
      .locator('html')
      .evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).to.be.at.most(0)

    await frame.locator('[data-close-frame]').click()
    await page.waitForURL(`${lms.url}/admin/tools`)
    await page.click('[data-state="pending"] button')
    await page.locator('[data-state="active"]').waitFor()
    expect(violations).to.deep.equal([])

    const [registration] = app.deps.lti.registry.all()
    await app.deps.lti.invitations.approve(registration?.id ?? '')
    const pupil = await newPage()
    await pupil.goto(lms.personLink('hs.an', '1'))
    await pupil.frameLocator('#contentframe').locator('a[rel="next"]').waitFor()
    await pupil.context().close()
    await page.context().close()
  })

  it('shows in the frame why it did not go well', async () => {
    const { url } = await app.deps.lti.invitations.invite({ trust: [], days: 7 })
    lms.fault.set('registration', { status: 500 })
    const page = await newPage()
    await paste(page, url)
    const problem = page.frameLocator('#registration').locator('[data-error]')
    await problem.waitFor()
    expect(await problem.getAttribute('data-error')).to.equal(
      'registration-configuration-unreadable',
    )
    await page.context().close()
  })
})
