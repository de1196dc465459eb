import { expect } from 'chai'

import type { RegistrationId } from '../../src/lti/index.ts'
import type { Page } from '../support/a-browser.ts'
import { launch, type LaunchBench, login, startLaunchBench } from '../support/a-launch.ts'
import { aRegistration } from '../support/a-registration.ts'

const OTHER = 'https://lms-khac.example'

/** Besides our own. */
function framersOf({ headers }: Page): readonly string[] {
  const policy = headers.get('content-security-policy') ?? ''
  const [self, ...framers] = /frame-ancestors ([^;]*)/.exec(policy)?.[1]?.split(' ') ?? []
  expect(self).to.equal("'self'")
  return framers
}

describe('who may frame an answer', () => {
  let bench: LaunchBench
  let own: readonly string[]
  beforeEach(async () => {
    bench = await startLaunchBench()
    const { registry } = bench.app.deps.lti
    const other = { id: 'other' as RegistrationId, issuer: OTHER, clientId: 'client-2' }
    own = registry.framersOf(registry.all()[0]!.id)
    await registry.add(aRegistration({ ...other, frameOrigins: ['https://khung.example'] }))
  })
  afterEach(() => bench.stop())

  it('is the visit’s own LMS, and no other is named to it', async () => {
    const browser = bench.newBrowser()
    const { location } = await launch(bench, { browser })
    expect(own).to.include(bench.platform.url)
    expect(framersOf(await browser.send(location!))).to.deep.equal(own)
  })

  it('is the LMS of a launch that is refused', async () => {
    const page = await launch(bench, { claims: { exp: 1 } })
    expect([page.status, framersOf(page)]).to.deep.equal([401, own])
  })

  it('is the LMS of a login whose cookie does not come back', async () => {
    const browser = bench.newBrowser()
    const { url } = await login(browser)
    expect(url.origin).to.equal(bench.platform.url)
    const form = { iss: 'http://127.0.0.1:8899', client_id: 'stub-client-1', login_hint: '5' }
    const query = new URLSearchParams({ ...form, target_link_uri: bench.app.url, checked: '1' })
    const page = await bench.newBrowser().send(`/lti/login?${query.toString()}`)
    expect([page.status, framersOf(page)]).to.deep.equal([200, own])
  })

  for (const path of ['/sign-in', `/sign-in/link/${'A'.repeat(43)}`, '/sign-in?next=/platforms']) {
    it(`is nobody at the door of staff: ${path}`, async () => {
      expect(framersOf(await bench.newBrowser().send(path))).to.deep.equal([])
    })
  }

  it('is any that is active where nothing is known of who asks', async () => {
    const page = await bench.newBrowser().send('/modules/B5')
    expect(page.status).to.equal(401)
    expect(framersOf(page)).to.include.members([...own, OTHER, 'https://khung.example'])
  })
})
