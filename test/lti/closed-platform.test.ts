import { expect } from 'chai'

import type { RegistrationId } from '../../src/lti/index.ts'
import type { Browser } from '../support/a-browser.ts'
import { launch, type LaunchBench, startLaunchBench } from '../support/a-launch.ts'

const ID = 'registration-1' as RegistrationId

describe('a visit', () => {
  let bench: LaunchBench
  let pupil: Browser
  beforeEach(async () => {
    bench = await startLaunchBench()
    pupil = bench.newBrowser()
    await launch(bench, { browser: pupil })
  })
  afterEach(() => bench.stop())

  const open = async () => (await pupil.send('/modules')).errorCode
  const registry = () => bench.app.deps.lti.registry

  it('rests while its platform is switched off', async () => {
    await registry().setState(ID, 'disabled')
    expect(await open()).to.equal('visit-expired')
    await registry().setState(ID, 'active')
    expect(await open()).to.equal(undefined)
  })

  it('rests while its deployment is blocked, and no other', async () => {
    await registry().setDeployment(ID, { id: '3', state: 'blocked' })
    expect(await open()).to.equal(undefined)
    for (const { id } of registry().byId(ID)?.deployments ?? []) {
      await registry().setDeployment(ID, { id, state: 'blocked' })
    }
    expect(await open()).to.equal('visit-expired')
  })
})
