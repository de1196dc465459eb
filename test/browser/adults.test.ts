import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'

import type { Module, Question } from '../../src/catalogue/index.ts'
import { createToken } from '../../src/runtime/index.ts'
import { visitIdOf } from '../../src/web/index.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { aKeyboard } from '../support/a-keyboard.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { aPublicToken } from '../support/an-adult.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { lookAt } from '../support/look-at.ts'
import { photograph } from '../support/photograph.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { violationsOf } from '../support/violations.ts'

const PHONE = { width: 360, height: 740 }
const DESK = { width: 1366, height: 768 }
const SCHOOL = aSchool()
const NAME = 'Nguyễn Thị Lan'
const MOST_PAGES = 80

/** What a thumb needs, by look.css. */
const TARGET_PX = 44

async function lowestField(page: Page): Promise<number> {
  const fields = await page.locator('main .field input').all()
  const boxes = await Promise.all(fields.map((field) => field.boundingBox()))
  return Math.min(...boxes.map((box) => box?.height ?? 0))
}

describeInChromium('browser: parents, and staff with a certificate', () => {
  let chromium: Browser
  let world: TestApp
  let clock: TestClock
  const contexts: BrowserContext[] = []

  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    clock = aClock()
    world = await startTestApp({ clock })
    const { storage, directory, requirements } = world.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([SCHOOL])
    await directory.reload()
    await requirements.service.add(aPlannedPeriod())
    await requirements.service.open(aPlannedPeriod().id)
    await storage.sessions.add(aHeldSession({ state: 'confirmed' }))
    await storage.publicTokens.add(aPublicToken())
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    await world.stop()
  })

  async function aPage(viewport: typeof DESK, javaScriptEnabled: boolean): Promise<Page> {
    const context = await chromium.newContext({ viewport, javaScriptEnabled })
    contexts.push(context)
    return context.newPage()
  }

  /** Staff with a visit, at a machine of their own. */
  async function aStaffPage(accountId?: string): Promise<Page> {
    const page = await aPage(DESK, true)
    const token = createToken()
    const expiresAt = new Date(clock.now().getTime() + 24 * 3_600_000)
    const own = accountId === undefined ? {} : { accountId }
    await world.deps.storage.visits.add(
      aVisit({ id: visitIdOf(token), role: 'staff', expiresAt, ...own }),
    )
    const name = world.deps.cookieShape.name('lachan-visit')
    const cookie = {
      name,
      value: token,
      domain: '127.0.0.1',
      path: '/',
      secure: true,
      httpOnly: true,
    }
    await page.context().addCookies([{ ...cookie, sameSite: 'None' }])
    return page
  }

  async function expectSound(page: Page, name: string): Promise<void> {
    const { scrollWidth, clientWidth } = await page.locator('html').evaluate((root) => ({
      scrollWidth: (root as unknown as { scrollWidth: number }).scrollWidth,
      clientWidth: (root as unknown as { clientWidth: number }).clientWidth,
    }))
    expect(scrollWidth, `${name} scrolls sideways`).to.be.at.most(clientWidth)
    await photograph(page, `${name}-${page.viewportSize()!.width}`)
  }

  /** Answers and presses on, as a person does, until the module is finished. */
  async function learn(page: Page, module: Module): Promise<void> {
    const open = new Map(module.questions.map((question) => [question.id, question]))
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      if ((await page.locator('[data-completion]').count()) > 0) return
      const question = open.get(await questionOn(page))
      if (question) open.delete(question.id)
      await (question ? answer(page, question) : goOn(page))
    }
    throw new Error(`${module.id} has no end`)
  }

  it('leads a parent with an old phone to the end, where the school’s term stands', async () => {
    const page = await aPage(PHONE, false)
    await page.goto(`${world.url}/open/P1?s=${aPublicToken().token}`)
    expect(await page.locator('main').textContent()).to.include(SCHOOL.name)
    await expectSound(page, 'open-cover')
    await aKeyboard(page).follow('a[rel="next"]')
    clock.advance(5 * 60_000)
    await expectSound(page, 'open-step')
    await learn(page, world.deps.catalogue.get('P1'))
    await expectSound(page, 'open-done')
    expect(await page.locator('[data-taught] li').allTextContents()).to.have.length(1)
    expect(await page.context().cookies()).to.deep.equal([])
    const asked = { schoolId: SCHOOL.id, from: '2026-08-01', to: '2027-07-31' } as never
    expect([...(await world.deps.storage.openRuns.countOfSchool(asked))]).to.deep.equal([['P1', 1]])
  })

  it('keeps nobody from reading what is open to everybody', async () => {
    for (const viewport of [PHONE, DESK]) {
      const page = await aPage(viewport, true)
      for (const path of [
        `/open/P1?s=${aPublicToken().token}`,
        '/open/P2',
        '/open/P2/start',
        '/certificates/check',
      ]) {
        await page.goto(`${world.url}${path}`)
        expect(await violationsOf(page.mainFrame()), path).to.deep.equal([])
        await expectSound(page, `open${path.replaceAll(/\W/g, '-').slice(0, 24)}`)
      }
    }
  })

  it('gives a teacher a certificate, which a third person then checks', async () => {
    const teacher = await aStaffPage()
    await teacher.goto(`${world.url}/modules/T2`)
    await teacher.locator('a[href="/modules/T2/resume"]').click()
    await learn(teacher, world.deps.catalogue.get('T2'))
    await expectSound(teacher, 'training-done')
    const keyboard = aKeyboard(teacher)
    await keyboard.follow('a[href="/modules/T2/certificate"]')
    await keyboard.type('input[name="name"]', 'x')
    await keyboard.follow('form button[data-next]')
    expect(await teacher.locator('[role=alert]').innerText()).to.include('họ và tên')
    await lookAt(teacher, 'certificate-name')
    expect(await lowestField(teacher)).to.be.at.least(TARGET_PX)
    await keyboard.type('input[name="name"]', NAME)
    await keyboard.follow('form button[data-next]')
    expect(await teacher.locator('.certificate .holder').innerText()).to.equal(NAME)
    await lookAt(teacher, 'certificate')
    const paper = await teacher.pdf({ preferCSSPageSize: true })
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).to.have.length(1)
    const number = (await teacher.locator('[data-certificate]').getAttribute('data-certificate'))!

    const third = await aPage(PHONE, true)
    await third.route('**/*.js', (route) => route.abort())
    const asking = aKeyboard(third)
    for (const [name, match] of [
      [NAME, 'yes'],
      ['Nguyễn Thị Mai', 'no'],
    ] as const) {
      await third.goto(`${world.url}/certificates/${number}`)
      await asking.type('input[name="name"]', name)
      await asking.follow('form button')
      expect(await third.locator('[data-match]').getAttribute('data-match')).to.equal(match)
      await photograph(third, `certificate-check-${match}`)
    }
    await lookAt(third, 'certificate-check')
    expect(await lowestField(third)).to.be.at.least(TARGET_PX)
  })

  it('prints sheets for parents on paper of A4', async () => {
    const grant = { role: 'principal', from: '2026-01-01', schoolId: SCHOOL.id } as never
    const account = await world.deps.staff.service.add({
      email: 'mai@truong.example',
      name: 'Mai',
      grant,
    })
    const page = await aStaffPage(account.id)
    for (const viewport of [PHONE, DESK]) {
      await page.setViewportSize(viewport)
      await page.goto(`${world.url}/schools/${SCHOOL.code}/poster`)
      expect(await violationsOf(page.mainFrame())).to.deep.equal([])
      await expectSound(page, 'poster')
    }
    const paper = await page.pdf({ preferCSSPageSize: true })
    const sheets = paper.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []
    expect(sheets).to.have.length(2)
  })
})

/** Empty on a page that asks nothing. */
async function questionOn(page: Page): Promise<string> {
  const form = page.locator('form[data-question]')
  return (await form.count()) > 0 ? ((await form.getAttribute('data-question')) ?? '') : ''
}

async function answer(page: Page, { kind, correct }: Question): Promise<void> {
  const form = page.locator('form[data-question]')
  for (const [at, id] of correct.entries()) {
    if (kind === 'order') await form.locator('select').nth(at).selectOption(id)
    else await form.locator(`input[value="${id}"]`).check()
  }
  await form.locator('button').click()
}

async function goOn(page: Page): Promise<void> {
  const button = page.locator('button[data-next]')
  const way = (await button.count()) > 0 ? button : page.locator('a[rel="next"]')
  await way.first().click()
}
