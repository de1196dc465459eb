import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'

import { aSchool } from '../support/a-school.ts'
import { aBigSchool } from '../support/a-session.ts'
import { type SessionsApp, startSessionsApp } from '../support/a-sessions-app.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'

const PHONE = { width: 360, height: 740 }
const big = aBigSchool()

describeInChromium('browser: recording a session by phone', () => {
  let chromium: Browser
  let app: SessionsApp
  let page: Page
  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    app = await startSessionsApp({ schools: [aSchool(), big] })
    page = await chromium.newPage({ viewport: PHONE })
    await page.goto(await app.doorFor('Lê Thị Hoa', { role: 'teacher', schoolId: big.id }))
    await openForm()
  })
  afterEach(async () => {
    await page.context().close()
    await app.stop()
  })

  const openForm = () => page.goto(`${app.url}/sessions/new`)
  const valueOf = (name: string) => page.inputValue(`[name="${name}"]`)
  const hasDraft = async () => (await page.locator('form[data-draft]').count()) === 1

  it('takes a police talk in the yard of 27 classes with four inputs and one press', async () => {
    await page.fill('[name=minutes]', '30')
    await page.selectOption('[name=form]', 'flag-ceremony')
    await page.selectOption('[name=presenter]', 'police')
    await page.fill('[name="present:whole"]', '990')
    await page.click('button[data-next]')
    await page.waitForSelector('[data-status=held]')
    const [session] = await app.stored(big)
    expect(session!.audience).to.deep.equal([
      { label: 'Toàn trường', grade: 0, enrolled: 1014, present: 990 },
    ])
    expect(session!.otherStages).to.deep.equal(['th', 'thcs'])
    await openForm()
    expect(await hasDraft()).to.equal(false)
  })

  it('keeps what is typed while it is typed, and says so', async () => {
    await page.fill('[name=minutes]', '30')
    await page.getByText('Đã lưu nháp.').waitFor()
    await openForm()
    expect([await hasDraft(), await valueOf('minutes')]).to.deep.equal([true, '30'])
  })

  it('keeps what was typed last where the page is left at once', async () => {
    await page.fill('[name="present:whole"]', '990')
    await page.goto(`${app.url}/sessions`)
    // The browser sends it in its own time; here it is a matter of milliseconds.
    for (let looks = 0; looks < 20 && !(await hasDraft()); looks += 1) await openForm()
    expect(await valueOf('present:whole')).to.equal('990')
  })

  it('says where nothing could be kept', async () => {
    await page.route('**/sessions/drafts', (route) => route.abort())
    await page.fill('[name=minutes]', '30')
    await page.getByText('Chưa lưu được nháp').waitFor()
  })

  it('becomes a plan with a day ahead, and asks nobody how many were there', async () => {
    const counts = page.locator('[name="present:whole"]')
    expect(await counts.isVisible()).to.equal(true)
    await page.fill('[name=heldOn]', '07/12/2026')
    expect(await counts.isVisible()).to.equal(false)
    expect(
      await page.locator('button:visible:not(.quiet):not(.link)').allTextContents(),
    ).to.deep.equal(['Lưu kế hoạch'])
    await page.selectOption('[name=form]', 'flag-ceremony')
    await page.selectOption('[name=presenter]', 'police')
    await page.check('[value=whole]')
    await page.click('[data-plan]')
    await page.waitForSelector('[data-status=planned]')
  })
})
