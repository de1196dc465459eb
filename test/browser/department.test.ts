import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'

import { createToken } from '../../src/runtime/index.ts'
import { visitIdOf } from '../../src/web/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { anOpenRun, aTraining } from '../support/an-adult.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { lookAt } from '../support/look-at.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const SCHOOLS = [aSchool(), aSchool({ code: '72000501', kind: 'TH&THCS' })]
const PERIOD = aPlannedPeriod()

describeInChromium('browser: what the department sees and changes', () => {
  let chromium: Browser
  let world: TestApp
  let page: Page

  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    world = await startTestApp({ clock: aClock() })
    const { storage, directory, requirements } = world.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll(SCHOOLS)
    await directory.reload()
    await storage.trainings.record(aTraining({ schoolId: SCHOOLS[0]!.id }))
    await storage.openRuns.record(anOpenRun())
    await requirements.service.add(PERIOD)
    page = await anOfficersPage()
  })
  afterEach(async () => {
    await page.context().close()
    await world.stop()
  })

  async function anOfficersPage(): Promise<Page> {
    const { staff, storage, clock, cookieShape } = world.deps
    const grant = { role: 'officer', from: '2026-01-01' } as never
    const { id } = await staff.service.add({ email: 'minh@so.example', name: 'Minh', grant })
    const token = createToken()
    const { origin: _none, ...own } = aVisit({ accountId: id, role: 'staff' })
    const expiresAt = new Date(clock.now().getTime() + 3_600_000)
    await storage.visits.add({ ...own, id: visitIdOf(token), expiresAt })
    const context = await chromium.newContext({ javaScriptEnabled: true })
    const cookie = { name: cookieShape.name('lachan-visit'), value: token, domain: '127.0.0.1' }
    const shape = { path: '/', secure: true, httpOnly: true, sameSite: 'None' } as const
    await context.addCookies([{ ...cookie, ...shape }])
    return context.newPage()
  }

  it('trained staff in a column of its own, and runs of parents on a page of their own', async () => {
    await world.deps.requirements.service.open(PERIOD.id)
    await page.goto(`${world.url}/coverage`)
    await lookAt(page, 'department')
    expect(await page.locator('[data-figure=trained]').getAttribute('data-value')).to.equal('1')
    const cells = await page.locator('tr[data-school] [data-trained]').allTextContents()
    expect(cells.toSorted()).to.deep.equal(['0', '1'])
    await page.locator('a[href^="/coverage/parents"]').click()
    await lookAt(page, 'open-counts')
    expect(await page.locator('[data-figure=open-runs]').getAttribute('data-value')).to.equal('1')
  })

  it('the count and its words on a school’s page', async () => {
    await world.deps.requirements.service.open(PERIOD.id)
    await page.goto(`${world.url}/coverage/schools/${SCHOOLS[0]!.code}`)
    await lookAt(page, 'school-trained')
    expect(await page.locator('[data-figure=trained]').getAttribute('data-value')).to.equal('1')
  })

  it('other modules for a period, before it opens, while it is open, and not once it is closed', async () => {
    const card = page.locator(`[data-period="${PERIOD.id}"]`)
    const pick = async (id: string, reason?: string) => {
      await page.goto(`${world.url}/periods`)
      await card.locator('details summary').click()
      await lookAt(page, `period-modules-${reason === undefined ? 'planned' : 'open'}`)
      await card.locator(`input[name=modules][value=${id}]`).check()
      if (reason !== undefined) await card.locator('input[name=reason]').fill(reason)
      await card.locator('form[action$="/modules"] button').click()
    }
    await pick('D1')
    await world.deps.requirements.service.open(PERIOD.id)
    await pick('C1', 'Theo công văn mới của Sở')
    expect(await card.locator('[data-module-changes] li').textContent()).to.include('Theo công văn')
    await world.deps.requirements.service.close(PERIOD.id)
    await page.goto(`${world.url}/periods`)
    await lookAt(page, 'period-modules-closed')
    expect(await card.locator('[data-modules-fixed]').count()).to.equal(1)
  })
})
