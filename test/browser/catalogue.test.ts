import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'

import type { RunId } from '../../src/sessions/index.ts'
import { aClock } from '../support/a-clock.ts'
import { type DemoWorld, startDemoWorld } from '../support/a-demo-world.ts'
import { aKeyboard } from '../support/a-keyboard.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { DESK, lookAt, PHONE, weightOf } from '../support/look-at.ts'

const LIGHT = 30 * 1024
const [ACTIVITY_OF_ALL, ACTIVITY_TO_PRESENT] = ['4', '3']

describeInChromium('browser: choosing a module', () => {
  let chromium: Browser
  let world: DemoWorld
  const contexts: BrowserContext[] = []

  before(async () => {
    chromium = await launchChromium()
    world = await startDemoWorld({ clock: aClock() })
    const { storage, directory, requirements } = world.app.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([aSchool()])
    await directory.reload()
    await requirements.service.add(aPlannedPeriod({ modules: ['B5', 'C3'] }))
    await requirements.service.open(aPlannedPeriod().id)
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  after(async () => {
    await chromium.close()
    await world.stop()
  })

  /** Goes through the launch; from then on no script of ours arrives, as on a bad line. */
  async function launch(person: string, activity: string, viewport = PHONE): Promise<Page> {
    const context = await chromium.newContext({ viewport })
    contexts.push(context)
    const page = await context.newPage()
    await page.goto(`${world.lms.url}/sign-in/${person}`)
    await page.goto(`${world.lms.url}/mod/lti/launch.php?id=${activity}`)
    await page.waitForURL(
      (url) => url.href.startsWith(world.app.url) && !url.pathname.startsWith('/lti/'),
    )
    await page.route('**/*.js', (route) => route.abort())
    return page
  }

  const modulesOn = (page: Page) =>
    page
      .locator('[data-module]')
      .evaluateAll((cards) =>
        cards.map((card) => (card as { dataset: Record<string, string> }).dataset['module']),
      )

  it('leads a teacher from a launch to a running projector by the keyboard, in one press', async () => {
    const page = await launch('gv.lan', ACTIVITY_OF_ALL, DESK)
    await lookAt(page, 'catalogue-teacher')
    const keyboard = aKeyboard(page)
    const opened = page.context().waitForEvent('page')
    await keyboard.press('[data-ahead] [data-present] [data-next]')
    const run = (await opened).locator('[data-run]')
    await run.waitFor()
    const id = (await run.getAttribute('data-run')) as RunId
    const { moduleId, schoolId } = (await world.app.deps.storage.runs.find(id))!
    expect([moduleId, schoolId]).to.deep.equal(['B5', aSchool().id])
    expect(await page.locator('[data-ahead]').innerText()).to.include(aSchool().name)
  })

  it('is one press where the activity in the LMS is for the projector', async () => {
    const page = await launch('gv.lan', ACTIVITY_TO_PRESENT)
    const opened = page.context().waitForEvent('page')
    await aKeyboard(page).press('[data-present] [data-next]')
    await (await opened).locator('[data-run]').waitFor()
  })

  it('sends whoever picked a sensitive module to the notes before the wall', async () => {
    const page = await launch('gv.lan', ACTIVITY_OF_ALL)
    await page.goto(`${world.app.url}/present/C3`)
    await lookAt(page, 'catalogue-start-sensitive')
    await aKeyboard(page).press('.said a')
    await page.waitForURL(/\/modules\/C3#notes$/)
    expect(await page.locator('#notes').isVisible()).to.equal(true)
  })

  it('finds by grade, strand, code and slot on an old phone, and says so where nothing fits', async () => {
    const page = await launch('gv.lan', ACTIVITY_OF_ALL)
    const keyboard = aKeyboard(page)
    await keyboard.choose('[name=grade]', '4')
    await keyboard.choose('[name=strand]', 'privacy-security')
    await keyboard.choose('[name=nls]', '4.2.CB2')
    await keyboard.choose('[name=slot]', '35')
    await keyboard.press('.filters button')
    await page.waitForURL(/grade=4/)
    const found = await modulesOn(page)
    expect(found[0]).to.equal('B5')
    expect(found).to.not.include('A1')
    expect(await page.locator('[role=status]').innerText()).to.equal(`${found.length} bài phù hợp`)
    await lookAt(page, 'catalogue-found')
    await page.goto(`${world.app.url}/modules?grade=adults&slot=flag`)
    expect(await modulesOn(page)).to.deep.equal([])
    expect(await page.locator('[role=status]').innerText()).to.include('bỏ bớt điều kiện')
    await lookAt(page, 'catalogue-nothing')
    await page.locator('.filters a').click()
    expect((await modulesOn(page)).length).to.be.at.least(24)
  })

  it('gives a pupil the lessons of the own grade, light enough for an old phone', async () => {
    const page = await launch('hs.an', ACTIVITY_OF_ALL)
    await lookAt(page, 'catalogue-pupil')
    const offered = await modulesOn(page)
    expect(offered[0]).to.equal('B5')
    expect(offered).to.not.include('C3')
    expect(await weightOf(page, page.url())).to.be.within(1, LIGHT)
    await aKeyboard(page).press('[data-module="B5"] a')
    await page.locator('a[rel="next"]').waitFor()
  })
})
