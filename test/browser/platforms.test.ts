import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'

import { addressesOf } from '../../src/lti/index.ts'
import { signInPathOf } from '../../src/staff/index.ts'
import { type DemoWorld, startDemoWorld } from '../support/a-demo-world.ts'
import { aGrant } from '../support/an-account.ts'
import { describeInChromium, launchChromium } from '../support/chromium.ts'
import { photograph } from '../support/photograph.ts'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly help: string }[]
}

const WIDTHS = [360, 1366]

describeInChromium('browser: an administrator and a new LMS', () => {
  let chromium: Browser
  let world: DemoWorld
  before(async () => {
    chromium = await launchChromium()
  })
  after(() => chromium.close())
  beforeEach(async () => {
    world = await startDemoWorld({ publicHost: 'localhost' })
  })
  afterEach(() => world.stop())

  async function signIn(): Promise<Page> {
    const { service } = world.app.deps.staff
    const grant = aGrant({ role: 'administrator' })
    const account = await service.add({ email: 'ha@so.example', name: 'Đặng Thu Hà', grant })
    const page = await (await chromium.newContext()).newPage()
    await page.goto(`${world.app.url}${signInPathOf(await service.createLink(account))}`)
    await page.locator('form button').first().click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    return page
  }

  /** Nothing amiss for axe, nothing beside the screen; a picture of each width for people. */
  async function expectSound(page: Page, name: string): Promise<void> {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 768 })
      await page.evaluate(axeSource)
      const { violations } = await page.evaluate<AxeResult>('axe.run(document)')
      expect(violations.map(({ id, help }) => `${id}: ${help}`)).to.deep.equal([])
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow, `${name} scrolls sideways at ${width}`).to.equal(0)
      await photograph(page, `${name}-${width}`)
    }
  }

  /** A pupil opens the activity in the LMS; gives what the frame says. */
  async function openActivity(): Promise<string> {
    const context = await chromium.newContext()
    const page = await context.newPage()
    await page.goto(world.lms.personLink('hs.an', '1'))
    const frame = page.frameLocator('iframe')
    // The LMS's own page on the way to us has a heading too.
    const heading = frame.locator('main h1', { hasNotText: 'Đang mở bài học' })
    await heading.waitFor()
    const title = await heading.innerText()
    await context.close()
    return title
  }

  const stateOf = (page: Page, check: string) =>
    page.locator(`[data-check=${check}]`).getAttribute('data-state')

  it('adds it by hand, allows the deployment that was refused, and sees the self-test turn', async () => {
    const { registry } = world.app.deps.lti
    await registry.setState(world.facts.registration.id, 'disabled')
    const { loginUrl, launchUrl, jwksUrl } = addressesOf(world.app.url)
    const clientId = 'demo-client-2'
    world.lms.registerTool({
      ...{ name: 'Lá Chắn', clientId, deploymentId: '1', loginUrl, jwksUrl },
      ...{ redirectUris: [launchUrl], targetLinkUri: launchUrl },
    })

    const page = await signIn()
    await page.locator('.work a[href="/platforms"]').click()
    await expectSound(page, 'platforms-list')
    await page.locator('a[href="/platforms/new"]').click()
    const form = page.locator('form[data-add]')
    const { authUrl, tokenUrl, jwksUrl: theirKeys } = world.lms.endpoints
    const typed = { name: 'Moodle Trường Tân Ninh', issuer: world.lms.url, clientId }
    const fields = { ...typed, authUrl, tokenUrl, jwksUrl: theirKeys }
    for (const [name, value] of Object.entries(fields)) {
      await form.locator(`[name=${name}]`).fill(value)
    }
    await form.locator('[name=trust][value=course]').check()
    await expectSound(page, 'platforms-add')
    await form.locator('button').click()
    await page.locator('[role=status]').waitFor()
    const added = registry.all().find((one) => one.clientId === clientId)
    expect(added?.state).to.equal('active')
    await expectSound(page, 'platforms-added')
    expect(await stateOf(page, 'launch')).to.equal('todo')

    expect(await openActivity()).to.equal('Điểm cài đặt đang chờ cho phép')
    await page.goto(`${world.app.url}/platforms/${added!.id}`)
    expect(await stateOf(page, 'launch')).to.equal('bad')
    expect(await stateOf(page, 'deployment')).to.equal('bad')
    await expectSound(page, 'platforms-waiting')
    await page.locator('[data-deployment="1"] button[value=allowed]').click()
    await page.locator('[role=status]').waitFor()

    expect(await openActivity()).not.to.equal('Điểm cài đặt đang chờ cho phép')
    await page.reload()
    const green = ['state', 'launch', 'deployment', 'keys', 'clock', 'context', 'scores']
    for (const check of green) expect(await stateOf(page, check), check).to.equal('ok')
    await expectSound(page, 'platforms-green')
  })

  it('makes an invitation, which is shown once and can be withdrawn', async () => {
    const page = await signIn()
    await page.goto(`${world.app.url}/platforms/invitations`)
    await page.locator('form[data-invite] button').click()
    const url = await page.locator('[data-invitation-url]').innerText()
    expect(url).to.contain('/lti/register?invite=')
    await expectSound(page, 'platforms-invited')
    await page.goto(`${world.app.url}/platforms/invitations`)
    expect(await page.locator('[data-invitation-url]').count()).to.equal(0)
    await page.locator('[data-invitation] button').click()
    await page.locator('[role=status]').waitFor()
    expect(await page.locator('[data-invitation]').count()).to.equal(0)
  })

  it('sets the change of our signing key by one button', async () => {
    const page = await signIn()
    await page.goto(`${world.app.url}/platforms`)
    await page.locator('a[href="/platforms/keys"]').click()
    await page.locator('[data-rotate] button').click()
    await page.locator('[role=status]').waitFor()
    expect(await page.locator('[data-key=next]').innerText()).to.contain('Sẽ ký từ')
    await expectSound(page, 'platforms-keys')
  })
})
