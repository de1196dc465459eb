import { expect } from 'chai'

import type { Registration } from '../../src/lti/index.ts'
import { findingLine } from '../../src/platforms/finding-lines.ts'
import type { HealthSummary, Refused } from '../../src/platforms/health-summary.ts'
import {
  CHECK_NAMES,
  type CheckName,
  type Finding,
  lightOf,
  selfTest,
  type SelfTestFacts,
} from '../../src/platforms/self-test.ts'
import { createTexts } from '../../src/web/index.ts'
import { aSeenLaunch } from '../support/a-platform-health.ts'
import { aRegistration } from '../support/a-registration.ts'

const NOW = new Date('2026-11-23T00:15:00.000Z')
const BEFORE = new Date('2026-11-23T00:00:00.000Z')

function facts(
  health: Partial<HealthSummary> = {},
  registration: Partial<Registration> = {},
): SelfTestFacts {
  return {
    registration: aRegistration({ trust: ['custom'], ...registration }),
    health: { launches: 0, refusals: [], ...health },
    isSchoolKnown: (code) => code === '72000412',
    now: NOW,
  }
}

function launched(seen: Parameters<typeof aSeenLaunch>[0] = {}): Partial<HealthSummary> {
  const lastLaunch = aSeenLaunch(seen)
  return { launches: 1, lastLaunch, drift: { ms: lastLaunch.driftMs, at: lastLaunch.at } }
}

function refused(code: string, overrides: Partial<Refused> = {}): Refused {
  return { code, count: 1, lastAt: NOW, ...overrides }
}

const everything: Finding[] = []

function lineOf(given: SelfTestFacts, check: CheckName): string {
  const findings = selfTest(given)
  everything.push(...findings)
  const finding = findings.find((one) => one.check === check)
  return `${finding?.state ?? ''} ${finding?.found ?? ''}`
}

describe('the self-test of a connection', () => {
  it('is green where a launch showed nothing amiss', () => {
    const findings = selfTest(facts(launched()))
    expect(findings.map(({ check, state }) => `${check} ${state}`)).to.deep.equal(
      CHECK_NAMES.map((check) => `${check} ok`),
    )
    expect(lightOf(findings)).to.equal('ok')
  })

  it('lists before the first launch what is still to come', () => {
    const findings = selfTest(facts({}, { deployments: [] }))
    expect(findings.map(({ check, state }) => `${check} ${state}`)).to.deep.equal([
      'state ok',
      ...CHECK_NAMES.slice(1).map((check) => `${check} todo`),
    ])
    expect(lightOf(findings)).to.equal('todo')
  })

  type Row = readonly [name: string, check: CheckName, facts: SelfTestFacts, expected: string]
  const waiting = { deployments: [{ id: '7', state: 'waiting' as const }] }
  const blocked = { deployments: [{ id: '7', state: 'blocked' as const }] }
  const justNow = new Date(NOW.getTime() - 3000)
  const table: readonly Row[] = [
    ['waits for approval', 'state', facts({}, { state: 'pending' }), 'bad pending'],
    ['is switched off', 'state', facts({}, { state: 'disabled' }), 'bad disabled'],
    ['a login never came back', 'launch', facts({ lastLoginAt: BEFORE }), 'bad stuck'],
    ['a login is under way', 'launch', facts({ lastLoginAt: justNow }), 'todo underWay'],
    [
      'all launches are refused',
      'launch',
      facts({ lastLoginAt: BEFORE, refusals: [refused('token-expired')] }),
      'bad refused',
    ],
    ['a deployment waits', 'deployment', facts(launched(), waiting), 'bad waiting'],
    ['all deployments are blocked', 'deployment', facts({}, blocked), 'warn blocked'],
    [
      'a blocked deployment was opened',
      'deployment',
      facts({ refusals: [refused('deployment-blocked')] }),
      'warn blocked',
    ],
    [
      'keys cannot be had',
      'keys',
      facts({ refusals: [refused('keys-unavailable')] }),
      'bad unavailable',
    ],
    [
      'keys could not be had once, and can again',
      'keys',
      facts({
        ...launched({ at: NOW }),
        refusals: [refused('keys-unavailable', { lastAt: BEFORE })],
      }),
      'ok had',
    ],
    [
      'keys were had without a launch',
      'keys',
      { ...facts(), keySet: { fetchedAt: NOW } },
      'ok had',
    ],
    ['clock is 31 s ahead', 'clock', facts(launched({ driftMs: 31_000 })), 'warn ahead'],
    ['clock is 31 s behind', 'clock', facts(launched({ driftMs: -31_000 })), 'warn behind'],
    ['clock is 30 s ahead', 'clock', facts(launched({ driftMs: 30_000 })), 'ok right'],
    [
      'clock keeps people out',
      'clock',
      facts({ drift: { ms: -400_000, at: NOW }, refusals: [refused('token-expired')] }),
      'bad behind',
    ],
    ['a name is shared', 'personal', facts(launched({ personalClaims: ['name'] })), 'warn shared'],
    [
      'only the id number comes along',
      'personal',
      facts(launched({ personalClaims: ['lis.person_sourcedid'] })),
      'ok numberOnly',
    ],
    [
      'the connection has a school of the list',
      'school',
      facts(launched({ schoolCodes: [] }), { schoolCode: '72000412' }),
      'ok own',
    ],
    [
      'the connection has a school that no list knows',
      'school',
      facts({}, { schoolCode: '999' }),
      'bad ownUnknown',
    ],
    [
      'a code came that is not trusted',
      'school',
      facts(launched({ schoolCodes: ['course'] })),
      'warn untrusted',
    ],
    ['no code came', 'school', facts(launched({ schoolCodes: [] })), 'warn none'],
    ['no course', 'context', facts(launched({ hasContext: false })), 'warn missing'],
    ['no line item', 'scores', facts(launched({ canScore: false })), 'warn impossible'],
  ]
  for (const [name, check, given, expected] of table) {
    it(`says of "${check}" where ${name}: ${expected}`, () => {
      expect(lineOf(given, check)).to.equal(expected)
    })
  }

  it('shows the worst of all as its one light', () => {
    const light = (...states: Finding['state'][]) => lightOf(states.map((state) => ({ state })))
    expect(light('ok', 'todo', 'warn', 'bad')).to.equal('bad')
    expect(light('ok', 'todo', 'warn')).to.equal('warn')
    expect(light('ok', 'todo')).to.equal('todo')
    expect(light('ok')).to.equal('ok')
  })

  it('has a Vietnamese sentence for everything that it can find', () => {
    const texts = createTexts()
    const addresses = { launchUrl: 'https://tool.example/lti/launch', jwksUrl: '' }
    for (const finding of everything) {
      const { text, title } = findingLine(finding, addresses, texts)
      expect(text, `${finding.check} ${finding.found}`).to.match(/[à-ỹ].*\.$/i)
      expect(text).not.to.match(/\{\{|platforms\./)
      expect(title).not.to.contain('platforms.')
    }
  })

  it('names the address, the deployment and the claims that its sentence is about', () => {
    const texts = createTexts()
    const say = (given: SelfTestFacts, check: CheckName) =>
      findingLine(
        selfTest(given).find((one) => one.check === check)!,
        { launchUrl: 'https://tool.example/lti/launch', jwksUrl: '' },
        texts,
      ).text
    expect(say(facts({ lastLoginAt: BEFORE }), 'launch')).to.contain('tool.example/lti/launch')
    expect(say(facts({}, waiting), 'deployment')).to.contain('7')
    const shared = facts(launched({ personalClaims: ['name', 'email'] }))
    expect(say(shared, 'personal')).to.contain('name, email')
    expect(say(facts(launched({ driftMs: 45_000 })), 'clock')).to.contain('45 giây')
  })
})
