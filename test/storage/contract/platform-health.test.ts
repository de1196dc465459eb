import { expect } from 'chai'

import type { RegistrationId } from '../../../src/lti/index.ts'
import { aPlatformHealth, aSeenLaunch } from '../../support/a-platform-health.ts'
import { onEveryEngine } from '../../support/engines.ts'

onEveryEngine('PlatformHealthRepository', (opened) => {
  it('gives back what was saved, whole', async () => {
    const { platformHealth } = opened().storage.lti
    const at = new Date('2026-11-23T00:04:00.000Z')
    const full = aPlatformHealth({
      launchesOn: { '2026-11-22': 4, '2026-11-23': 3 },
      lastLaunch: aSeenLaunch({ at, personalClaims: ['name', 'lis.person_sourcedid'] }),
      lastLoginAt: at,
      refusals: {
        'cookie-missing': { count: 2, lastAt: at },
        'token-expired': { count: 1, lastAt: at, rule: 'issued-recently', driftMs: -400_000 },
      },
    })
    await platformHealth.save(full)
    expect(await platformHealth.list()).to.deep.equal([full])
  })

  it('replaces what a process said of a registration and leaves what others said', async () => {
    const { platformHealth } = opened().storage.lti
    const elsewhere = aPlatformHealth({ processId: 'process-2' })
    const another = aPlatformHealth({ registrationId: 'registration-2' as RegistrationId })
    for (const one of [aPlatformHealth(), elsewhere, another]) await platformHealth.save(one)
    await platformHealth.save(aPlatformHealth({ launchesOn: { '2026-11-23': 9 } }))
    const expected = [aPlatformHealth({ launchesOn: { '2026-11-23': 9 } }), elsewhere, another]
    expect(await platformHealth.list()).to.deep.equal(expected)
  })

  it('sweeps what nobody has said for long', async () => {
    const { platformHealth } = opened().storage.lti
    const { updatedAt } = aPlatformHealth()
    const later = aPlatformHealth({
      processId: 'process-2',
      updatedAt: new Date(updatedAt.getTime() + 1),
    })
    for (const one of [aPlatformHealth(), later]) await platformHealth.save(one)
    expect(await platformHealth.sweep(updatedAt)).to.equal(1)
    expect(await platformHealth.list()).to.deep.equal([later])
  })
})
