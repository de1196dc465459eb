import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'

import type { Day } from '../../src/runtime/index.ts'
import { createToken } from '../../src/runtime/index.ts'
import type { Role } from '../../src/staff/index.ts'
import { signInPathOf } from '../../src/staff/index.ts'
import { type Visit, visitIdOf } from '../../src/web/index.ts'
import { aKeyboard } from '../support/a-keyboard.ts'
import { aRegistration } from '../support/a-registration.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { aZipOf, type Changes } from '../support/a-zip.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { lookAt, PHONE, weightOf } from '../support/look-at.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const LIGHT = 30 * 1024
const SCHOOL = aSchool()
const VERSION_2: Changes = {
  'module.json': (text) => text.replace('"version": "1"', '"version": "2"'),
}
const BROKEN: Changes = {
  'module.json': (text) =>
    text.replace('"version": "1"', '"version": "2"').replace(/"minutes": \d+/, '"minutes": 500'),
}

describeInChromium('browser: what staff keep for pupils', () => {
  let chromium: Browser
  let world: TestApp
  const content = mkdtempSync(path.join(tmpdir(), 'content-'))
  const contexts: BrowserContext[] = []

  before(async () => {
    cpSync('content/B5', path.join(content, 'B5'), { recursive: true })
    chromium = await launchChromium()
    world = await startTestApp({ env: { CONTENT_DIRS: content } })
    const { storage, directory, lti } = world.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([SCHOOL])
    await directory.reload()
    await lti.registry.add(aRegistration({ schoolCode: SCHOOL.code }))
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  after(async () => {
    await chromium.close()
    await world.stop()
    rmSync(content, { recursive: true })
  })

  /** No script of ours arrives. */
  async function aPage(): Promise<Page> {
    const context = await chromium.newContext({ viewport: PHONE })
    contexts.push(context)
    const page = await context.newPage()
    await page.route('**/*.js', (route) => route.abort())
    return page
  }

  async function enter(role: Role, place: { readonly schoolId?: typeof SCHOOL.id } = {}) {
    const { service } = world.deps.staff
    const grant = { role, from: '2020-01-01' as Day, ...place }
    const email = `${createToken().slice(0, 8)}@so.example`
    const account = await service.add({ email, name: 'Trần Văn Phúc', grant })
    const page = await aPage()
    await page.goto(`${world.url}${signInPathOf(await service.createLink(account))}`)
    await page.locator('form button').first().click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    return page
  }

  async function enterFromLms(role: Visit['role'], task: Partial<Visit> = {}): Promise<Page> {
    const page = await aPage()
    const value = createToken()
    const expiresAt = new Date(Date.now() + 3_600_000)
    await world.deps.storage.visits.add(aVisit({ id: visitIdOf(value), role, expiresAt, ...task }))
    const name = world.deps.cookieShape.name('lachan-visit')
    await page.context().addCookies([{ name, value, url: world.url }])
    return page
  }

  const go = (page: Page, where: string) => page.goto(`${world.url}${where}`)
  const alertOn = (page: Page) => page.locator('[role=alert]').first().innerText()

  async function upload(page: Page, zip: Buffer): Promise<void> {
    const chosen = page.waitForEvent('filechooser')
    await aKeyboard(page).press('[name=archive]')
    await (await chosen).setFiles({ name: 'B5.zip', mimeType: 'application/zip', buffer: zip })
    await aKeyboard(page).follow('[data-next]')
  }

  it('takes a module from a zip with mistakes to the version that pupils get', async () => {
    const editor = await enter('editor')
    await go(editor, '/editing')
    await upload(editor, await aZipOf('content/B5/1', 'B5/2', BROKEN))
    expect(await alertOn(editor)).to.include('“minutes” lớn nhất là 90.')
    await lookAt(editor, 'editing-problems')
    await upload(editor, Buffer.from('MZ'))
    expect(await alertOn(editor)).to.include('Không đọc được')
    await upload(editor, await aZipOf('content/B5/1', 'B5/2', VERSION_2))
    expect(editor.url()).to.match(/\/editing\/previews\/[\w-]+$/)
    await lookAt(editor, 'editing-preview')
    const preview = editor.url()
    for (const [at, sign] of ['.path', '#answers', '[data-slides]'].entries()) {
      await editor.goto(preview)
      await aKeyboard(editor).follow(`main .lines li:nth-child(${at + 1}) a`)
      expect(await editor.locator(sign).count()).to.equal(1)
    }
    await editor.goto(preview)
    await aKeyboard(editor).follow('form[action$="/publish"] button')
    expect(editor.url()).to.include('published=')
    expect(await editor.locator('[role=status]').innerText()).to.include('Đã công bố B5/2')
    expect(world.deps.catalogue.get('B5').version).to.equal('2')
    await editor.goBack()
    expect(await editor.locator('[data-error]').getAttribute('data-error')).to.equal('preview-gone')
  })

  it('names a film of the department for a module, which ends the lesson of a pupil', async () => {
    const officer = await enter('officer')
    await go(officer, '/modules/B5')
    await aKeyboard(officer).follow('a[href="/modules/B5/resources"]')
    const keyboard = aKeyboard(officer)
    await keyboard.type('#title', 'Phim ngắn: Cái bẫy quà tặng')
    await keyboard.type('#url', 'http://may-cua-toi.local/phim')
    await keyboard.follow('#add button')
    expect(await alertOn(officer)).to.include('https://')
    expect(await officer.inputValue('#title')).to.equal('Phim ngắn: Cái bẫy quà tặng')
    await lookAt(officer, 'resources-refused')
    await keyboard.type('#url', 'https://khonggianmang.example.vn/bay-lua')
    await officer.locator('[name=learners]').focus()
    await officer.keyboard.press('Space')
    await keyboard.follow('#add button')
    expect(await officer.locator('main li a').count()).to.equal(1)
    await lookAt(officer, 'resources-one')

    const pupil = await enterFromLms('learner', { counted: false })
    await go(pupil, '/modules/B5/done')
    expect(await pupil.locator('main').innerText()).to.include('Cái bẫy quà tặng')
    expect(await weightOf(pupil, pupil.url())).to.be.within(1, LIGHT)
    await keyboard.follow('main li button')
    expect(await officer.locator('main li a').count()).to.equal(0)
  })

  it('edits lines and places of help once, and a pupil finds them by one press', async () => {
    const officer = await enter('officer')
    const keyboard = aKeyboard(officer)
    await go(officer, '/contacts')
    await keyboard.press('[data-new=hotline] summary')
    await keyboard.type('#new-hotline-name', 'Đường dây của Sở')
    await keyboard.type('#new-hotline-number', 'gọi cô Lan')
    await keyboard.follow('[data-new=hotline] button')
    expect(await officer.locator('#new-hotline-name').isVisible()).to.equal(true)
    await lookAt(officer, 'help-contacts-refused')
    await keyboard.type('#new-hotline-number', '0276 382 1234')
    await keyboard.follow('[data-new=hotline] button')
    expect(await officer.locator('[role=status]').innerText()).to.include('Đường dây của Sở')
    await keyboard.type('#new-facility-name', 'Trung tâm công tác xã hội')
    await keyboard.type('#new-facility-phone', '0276 382 5678')
    await keyboard.type('#new-facility-address', '12 đường Hoa Sen')
    await keyboard.follow('[data-new=facility] button')
    await lookAt(officer, 'help-contacts-saved')

    const principal = await enter('principal', { schoolId: SCHOOL.id })
    await go(principal, `/schools/${SCHOOL.code}`)
    await aKeyboard(principal).follow(`a[href="/schools/${SCHOOL.code}/counsellor"]`)
    await aKeyboard(principal).follow('main form button')
    await lookAt(principal, 'help-counsellor-refused')
    await aKeyboard(principal).type('#counsellor-name', 'Phòng tư vấn học đường')
    await aKeyboard(principal).type('#counsellor-phone', '0276 382 9012')
    await aKeyboard(principal).follow('main form button')
    expect(await principal.locator('[role=status]').innerText()).to.include('Đã lưu')

    const pupil = await enterFromLms('learner')
    await go(pupil, '/modules/B5')
    await aKeyboard(pupil).follow('[data-help]')
    const told = await pupil.locator('main').innerText()
    expect(told).to.include('Gọi 111').and.to.include('Phòng tư vấn học đường')
    expect(told).to.include('0276 382 9012')
    expect(told).to.include('0276 382 1234').and.to.include('Trung tâm công tác xã hội')
    await lookAt(pupil, 'help')
    expect(await weightOf(pupil, pupil.url())).to.be.within(1, LIGHT)
  })
})
