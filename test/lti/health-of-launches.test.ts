import { expect } from 'chai'

import { type PlatformHealth, UNKNOWN_LMS } from '../../src/lti/index.ts'
import { launch, type LaunchBench, login, startLaunchBench } from '../support/a-launch.ts'
import { aSample } from '../support/a-sample.ts'

describe('what launches leave in the health of a platform', () => {
  let bench: LaunchBench
  let statements = 0
  beforeEach(async () => {
    bench = await startLaunchBench({ onStatement: () => (statements += 1) })
  })
  afterEach(() => bench.stop())

  const all = () => bench.app.deps.lti.health.list()
  async function of(id = 'registration-1'): Promise<PlatformHealth | undefined> {
    return (await all()).find(({ registrationId }) => registrationId === id)
  }
  const refusals = async (id?: string) => Object.keys((await of(id))?.refusals ?? {})

  it('counts a launch with its drift and the names of personal claims, without asking the store', async () => {
    await launch(bench)
    const browser = bench.newBrowser()
    const asked = await login(browser)
    const before = statements
    expect((await launch(bench, { browser, asked })).status).to.equal(303)
    // The handshake is taken, the visit is written (architecture §4).
    expect(statements - before).to.equal(2)
    const health = await of()
    expect(Object.values(health?.launchesOn ?? {})).to.deep.equal([2])
    expect(health?.lastLaunch?.driftMs).to.be.within(-5000, 1000)
    expect(health?.lastLaunch?.personalClaims).to.include.members(['name', 'email'])
    const json = JSON.stringify(await all())
    const values = Object.values(aSample().claims).filter((value) => typeof value === 'string')
    expect(values.filter((value) => value.length > 8 && json.includes(value))).to.deep.equal([])
  })

  it('reaches the store, for the pages of other processes', async () => {
    await launch(bench)
    await bench.app.deps.lti.health.flush()
    const stored = await bench.app.deps.storage.lti.platformHealth.list()
    expect(stored.map(({ registrationId }) => registrationId)).to.deep.equal(['registration-1'])
  })

  it('attributes what is refused after its login to the registration', async () => {
    const old = Math.floor(Date.now() / 1000) - 500
    await launch(bench, { atS: old })
    await launch(bench, { token: () => 'no.token.atall' })
    expect(await refusals()).to.have.members(['token-expired', 'token-not-proven'])
    const expired = (await of())?.refusals['token-expired']
    expect(expired?.count).to.equal(1)
    expect(expired?.rule).to.be.a('string')
    expect(expired?.driftMs).to.be.within(-505_000, -499_000)
    expect((await of())?.lastLaunch).to.equal(undefined)
  })

  it('attributes what the platform itself refused', async () => {
    const browser = bench.newBrowser()
    const { state } = await login(browser)
    await browser.send('/lti/launch', { form: { error: 'login_required', state } })
    expect(await refusals()).to.deep.equal(['oidc-refused'])
    await browser.send('/lti/launch', { form: { error: 'login_required', state: 'made up' } })
    expect(await refusals(UNKNOWN_LMS)).to.deep.equal(['oidc-refused'])
  })

  it('attributes a login at a registration that is switched off', async () => {
    await bench.app.deps.lti.registry.setState((await of())?.registrationId ?? aId(), 'disabled')
    await login(bench.newBrowser())
    expect(await refusals()).to.deep.equal(['login-blocked-registration'])
  })

  it('remembers a login that never came back: the platform may have refused our redirect address', async () => {
    await login(bench.newBrowser())
    const health = await of()
    expect(health?.lastLoginAt).to.be.an.instanceOf(Date)
    expect(health?.lastLaunch).to.equal(undefined)
    expect(health?.refusals).to.deep.equal({})
  })

  it('counts under one name whatever no registration can be known for', async () => {
    const browser = bench.newBrowser()
    for (let count = 0; count < 5; count += 1) {
      const iss = `https://stranger${count}.example`
      await browser.send('/lti/login', { form: { ...aSample().loginRequest, iss } })
    }
    await browser.send('/lti/launch', { form: { id_token: 'x', state: 'y' } })
    expect((await all()).map(({ registrationId }) => registrationId)).to.deep.equal([UNKNOWN_LMS])
    expect((await of(UNKNOWN_LMS))?.refusals['login-unknown-registration']?.count).to.equal(5)
    expect(await refusals(UNKNOWN_LMS)).to.include('malformed-request')
    expect(JSON.stringify(await all())).not.to.contain('stranger')
  })

  const aId = () => bench.app.deps.lti.registry.all()[0]!.id
})
