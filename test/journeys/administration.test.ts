import { expect } from 'chai'

import { type DemoLms, startDemoLms } from '../../scripts/demo-lms/index.ts'
import { launchFromLms } from '../support/a-demo-world.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { aGrant } from '../support/an-account.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

journeyOnEveryEngine('journey: an administrator brings an LMS in by page', (engine) => {
  let app: TestApp
  let lms: DemoLms
  let administrator: Walker
  beforeEach(async () => {
    app = await startTestApp({ engine })
    lms = await startDemoLms({ host: '127.0.0.1', port: 0 })
    administrator = aWalker()
    const { service } = app.deps.staff
    const grant = aGrant({ role: 'administrator' })
    const account = await service.add({ email: 'ha@so.example', name: 'Đặng Thu Hà', grant })
    const link = `${app.url}/sign-in/link/${await service.createLink(account)}`
    await administrator.press(await administrator.open(link), 'form')
  })
  afterEach(async () => {
    await app.stop()
    await lms.stop()
  })

  const open = (path: string) => administrator.open(`${app.url}${path}`)
  const stateOf = ({ $ }: Walked, check: string) => $(`[data-check=${check}]`).attr('data-state')

  /** The LMS's own administrator pastes the address of the invitation and switches the tool on. */
  async function registerByUrl(url: string): Promise<void> {
    const walker = aWalker()
    await walker.open(lms.personLink('ql.hung'))
    const tools = await walker.open(`${lms.url}/admin/tools`)
    const framing = await walker.press(tools, '[data-register]', { url })
    await walker.open(framing.$('#registration').attr('src') ?? '')
    const list = await walker.follow(framing, '[data-back]')
    await walker.press(list, '[data-state="pending"] form')
  }

  /** Opens the activity as far as our first answer. */
  async function knock(): Promise<Walked> {
    const pupil = aWalker()
    const activity = await pupil.open(lms.personLink('hs.an', '1'))
    const loginForm = await pupil.open(new URL(activity.$('iframe').attr('src') ?? '', lms.url))
    return pupil.press(loginForm, 'form')
  }

  it('from an invitation over a refusal and the approval to a lesson and a good self-test', async () => {
    const invited = await administrator.press(
      await open('/platforms/invitations'),
      'form[data-invite]',
      { trust: ['course'] },
    )
    await registerByUrl(invited.$('[data-invitation-url]').text())

    const list = await open('/platforms')
    expect(list.$('[data-platform] [data-light]').attr('data-light')).to.equal('pending')
    const pending = await administrator.follow(list, '[data-platform] a')
    expect(stateOf(pending, 'state')).to.equal('bad')
    expect(pending.$('[data-addresses=theirs]').text()).to.contain(lms.endpoints.jwksUrl)

    await knock()
    const refused = await administrator.open(pending.url)
    expect(refused.$('[data-refusal]').attr('data-refusal')).to.equal('login-blocked-registration')

    const form = '[data-platform-state] form'
    const approved = await administrator.press(refused, form, { state: 'active' })
    expect(approved.$('[role=status]').text()).to.equal('Kết nối đang bật.')
    const lesson = await launchFromLms({ lms }, aWalker())
    expect([lesson.status, lesson.url.pathname]).to.deep.equal([200, '/modules/B5'])

    const good = await administrator.open(pending.url)
    for (const check of ['state', 'launch', 'deployment', 'keys', 'clock', 'context', 'scores']) {
      expect(stateOf(good, check), check).to.equal('ok')
    }
    expect(good.$('[data-figure=launches]').attr('data-value')).to.equal('1')
  })
})
