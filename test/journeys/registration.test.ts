import { expect } from 'chai'

import { type DemoLms, startDemoLms } from '../../scripts/demo-lms/index.ts'
import { runCli } from '../../src/cli/main.ts'
import { openStorage } from '../../src/dependencies.ts'
import { launchFromLms } from '../support/a-demo-world.ts'
import { aWalker, type Walked, type Walker } from '../support/a-walker.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

journeyOnEveryEngine('journey: an LMS registers itself, from invitation to launch', (engine) => {
  let app: TestApp
  let lms: DemoLms
  beforeEach(async () => {
    app = await startTestApp({ engine })
    lms = await startDemoLms({ host: '127.0.0.1', port: 0 })
  })
  afterEach(async () => {
    await app.stop()
    await lms.stop()
  })

  /** The command line beside the running server, on the same store. */
  async function lachan(...args: string[]): Promise<string> {
    const out: string[] = []
    const { config } = app.deps
    const code = await runCli(args, {
      config,
      openStorage: () => openStorage(config.storage),
      print: (text) => void out.push(text),
      complain: (text) => void out.push(text),
    })
    expect([code, out.join('')]).to.deep.equal([0, out.join('')])
    return out.join('')
  }

  /** Pastes the address in the LMS; gives our page that it frames, and its own list afterwards. */
  async function registerByUrl(administrator: Walker, url: string) {
    await administrator.open(lms.personLink('ql.hung'))
    const tools = await administrator.open(`${lms.url}/admin/tools`)
    const framing = await administrator.press(tools, '[data-register]', { url })
    const ours = await administrator.open(framing.$('#registration').attr('src') ?? '')
    return { ours, list: await administrator.follow(framing, '[data-back]') }
  }

  /** What the pupil's frame shows first. */
  async function openActivity(): Promise<Walked> {
    const pupil = aWalker()
    const activity = await pupil.open(lms.personLink('hs.an', '1'))
    const loginForm = await pupil.open(new URL(activity.$('iframe').attr('src') ?? '', lms.url))
    return pupil.press(loginForm, 'form')
  }

  async function untilActive(id: string): Promise<void> {
    const deadline = Date.now() + 2000
    const state = () => app.deps.lti.registry.all().find((one) => one.id === id)?.state
    while (state() !== 'active' && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(state()).to.equal('active')
  }

  it('ends with a pupil in his lesson within 2 s of the approval', async () => {
    const { url } = JSON.parse(
      await lachan('platform', 'invite', '--trust', 'course', '--json'),
    ) as {
      url: string
    }
    const administrator = aWalker()
    const { ours, list } = await registerByUrl(administrator, url)
    expect(ours.status).to.equal(200)
    const id = ours.$('[data-registration]').attr('data-registration') ?? ''
    expect(ours.$('[data-registered="issuer"]').text()).to.equal(lms.url)
    expect(list.$('[data-state="pending"]')).to.have.length(1)

    const active = await administrator.press(list, '[data-state="pending"] form')
    expect(active.$('[data-state="active"]')).to.have.length(1)
    const tooSoon = await openActivity()
    expect(tooSoon.$('[data-error]').attr('data-error')).to.equal('login-blocked-registration')

    await lachan('platform', 'approve', id)
    await untilActive(id)
    const lesson = await launchFromLms({ lms }, aWalker())
    expect([lesson.status, lesson.url.pathname]).to.deep.equal([200, '/modules/B5'])
    const shown = JSON.parse(await lachan('platform', 'show', id, '--json')) as object
    expect(shown).to.deep.include({ state: 'active', invited: true, trust: ['course'] })
  })

  it('refuses the invitation a second time, whatever the LMS', async () => {
    const { url } = JSON.parse(await lachan('platform', 'invite', '--json')) as { url: string }
    await registerByUrl(aWalker(), url)
    const { ours } = await registerByUrl(aWalker(), url)
    expect(ours.$('[data-error]').attr('data-error')).to.equal('invitation-invalid')
    expect(lms.state.pendingTools).to.have.length(1)
  })

  it('leaves the invitation to the next try where the LMS was out of order', async () => {
    const { url } = JSON.parse(await lachan('platform', 'invite', '--json')) as { url: string }
    lms.fault.set('registration', { status: 500 })
    const { ours } = await registerByUrl(aWalker(), url)
    expect(ours.$('[data-error]')).to.have.length(1)
    lms.fault.set('registration', null)
    expect((await registerByUrl(aWalker(), url)).ours.status).to.equal(200)
  })
})
