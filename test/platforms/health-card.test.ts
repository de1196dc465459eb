import { expect } from 'chai'

import { aPlatformHealth, aSeenLaunch } from '../support/a-platform-health.ts'
import { aRegistration } from '../support/a-registration.ts'
import type { Walked } from '../support/a-walker.ts'
import { type PlatformsWorld, startPlatformsWorld } from './a-platforms-world.ts'

describe('the health card of a connection', () => {
  let world: PlatformsWorld
  beforeEach(async () => {
    world = await startPlatformsWorld()
  })
  afterEach(() => world.stop())

  async function openIt(): Promise<Walked> {
    await world.app.deps.lti.registry.add(aRegistration())
    const administrator = await world.enter('administrator')
    return administrator.open(`${world.app.url}/platforms/registration-1`)
  }

  const figure = ({ $ }: Walked, name: string) => $(`[data-health] [data-figure="${name}"]`)

  it('shows launches, drift, keys and refusals, each with its moment', async () => {
    const at = new Date(world.clock.now().getTime() - 60_000)
    const { lti } = world.app.deps.storage
    await lti.platformHealth.save(
      aPlatformHealth({
        launchesOn: { '2026-11-23': 12 },
        lastLaunch: aSeenLaunch({ at, driftMs: 45_000, personalClaims: ['name'] }),
        refusals: { 'cookie-missing': { count: 3, lastAt: at } },
      }),
    )
    await lti.keySets.save({ url: aRegistration().jwksUrl, keys: [], fetchedAt: at })
    const page = await openIt()
    expect(figure(page, 'launches').attr('data-value')).to.equal('12')
    expect(figure(page, 'drift').text()).to.contain('nhanh hơn 45 giây')
    expect(figure(page, 'drift').find('.warned')).to.have.length(1)
    expect(figure(page, 'keySet').text()).to.contain('chưa đầy một giờ')
    expect(figure(page, 'lastLaunch').text()).to.contain('07:14 ngày 23/11/2026')
    const refusal = page.$('[data-refusal="cookie-missing"]').text()
    expect(refusal).to.contain('3 lần').and.to.contain('cửa sổ mới')
    expect(page.$('[data-check="personal"]').attr('data-state')).to.equal('warn')
    expect(page.$('[data-self-test]').attr('data-self-test')).to.equal('warn')
  })

  it('warns of keys that could not be had again', async () => {
    const { lti } = world.app.deps.storage
    const fetchedAt = new Date(world.clock.now().getTime() - 3 * 3_600_000)
    await lti.keySets.save({ url: aRegistration().jwksUrl, keys: [], fetchedAt })
    const lastLaunch = aSeenLaunch({ at: world.clock.now() })
    await lti.platformHealth.save(aPlatformHealth({ lastLaunch }))
    const page = await openIt()
    expect(figure(page, 'keySet').text()).to.contain('bộ khoá cũ, lấy 3 giờ trước')
  })
})
