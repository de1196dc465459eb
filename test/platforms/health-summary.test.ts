import { expect } from 'chai'

import type { RegistrationId } from '../../src/lti/index.ts'
import { healthOf, refusedSince } from '../../src/platforms/health-summary.ts'
import { aPlatformHealth, aSeenLaunch } from '../support/a-platform-health.ts'

const NOW = new Date('2026-11-23T00:15:00.000Z')
const at = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const summary = (...records: Parameters<typeof aPlatformHealth>[0][]) =>
  healthOf(records.map(aPlatformHealth), 'registration-1', NOW)

describe('the health of a platform over all processes', () => {
  it('adds up the last seven days and no other registration', () => {
    const { launches } = summary(
      { launchesOn: { '2026-11-16': 100, '2026-11-17': 1, '2026-11-23': 2 } },
      { processId: 'other', launchesOn: { '2026-11-23': 4 } },
      { registrationId: 'another' as RegistrationId, launchesOn: { '2026-11-23': 50 } },
    )
    expect(launches).to.equal(7)
  })

  it('takes the latest launch, login and drift, whichever process saw it', () => {
    const refusals = { 'token-expired': { count: 1, lastAt: at(1), driftMs: -90_000 } }
    const { lastLaunch, lastLoginAt, drift } = summary(
      { lastLaunch: aSeenLaunch({ at: at(9), driftMs: 5 }), lastLoginAt: at(2) },
      { lastLaunch: aSeenLaunch({ at: at(3), driftMs: 7 }), lastLoginAt: at(8), refusals },
    )
    expect(lastLaunch?.at).to.deep.equal(at(3))
    expect(lastLoginAt).to.deep.equal(at(2))
    expect(drift).to.deep.equal({ ms: -90_000, at: at(1) })
  })

  it('sums refusals of a code, tells the last of them, the most recent code first', () => {
    const { refusals } = summary(
      { refusals: { a: { count: 2, lastAt: at(5), rule: 'new' }, b: { count: 1, lastAt: at(1) } } },
      { refusals: { a: { count: 3, lastAt: at(9), rule: 'old' } } },
    )
    expect(refusals).to.deep.equal([
      { code: 'b', count: 1, lastAt: at(1) },
      { code: 'a', count: 5, lastAt: at(5), rule: 'new' },
    ])
  })

  it('leaves out refusals of more than a week ago', () => {
    const old = at(8 * 24 * 60)
    expect(summary({ refusals: { a: { count: 2, lastAt: old } } }).refusals).to.deep.equal([])
  })

  it('knows whether a refusal is over: a launch went well since', () => {
    const refusals = { a: { count: 1, lastAt: at(5) } }
    const still = summary({ refusals, lastLaunch: aSeenLaunch({ at: at(6) }) })
    const over = summary({ refusals, lastLaunch: aSeenLaunch({ at: at(4) }) })
    expect(refusedSince(still, 'a')?.lastAt).to.deep.equal(at(5))
    expect(refusedSince(over, 'a')).to.equal(undefined)
    expect(refusedSince(still, 'b')).to.equal(undefined)
  })
})
