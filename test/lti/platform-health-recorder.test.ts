import { expect } from 'chai'

import {
  createHealthRecorder,
  type Launch,
  type PlatformHealth,
  type RegistrationId,
  UNKNOWN_LMS,
} from '../../src/lti/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aLogger } from '../support/a-logger.ts'
import { aPlatformHealth } from '../support/a-platform-health.ts'
import { aRegistration } from '../support/a-registration.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const { id } = aRegistration()

function aLaunch(overrides: Partial<Launch> = {}): Launch {
  return {
    message: { kind: 'resource-link', linkId: '1' },
    registration: aRegistration(),
    deploymentId: '1',
    sub: '5',
    role: 'learner',
    isTestUser: false,
    issuedAt: new Date('2026-11-23T00:15:02.000Z'),
    contextId: '2',
    custom: { schoolCode: '72000412' },
    grades: { lineItemUrl: 'https://lms.example/1' },
    personalClaims: ['name'],
    ...overrides,
  }
}

/** The recorder on a store of which each call is known. */
function aRecorder(others: readonly PlatformHealth[] = []) {
  const clock = aClock()
  const saved: PlatformHealth[] = []
  const swept: Date[] = []
  let isDown = false
  const platformHealth = {
    save(health: PlatformHealth) {
      if (isDown) return Promise.reject(new Error('down'))
      saved.push(health)
      return Promise.resolve()
    },
    list: () => Promise.resolve([...others, ...saved]),
    sweep(before: Date) {
      swept.push(before)
      return Promise.resolve(0)
    },
  }
  const { logger, lines } = aLogger()
  const recorder = createHealthRecorder({ platformHealth, clock, logger })
  return { recorder, clock, saved, swept, lines, setDown: (down: boolean) => (isDown = down) }
}

describe('the recorder of platform health', () => {
  it('notes of a launch what the self-test asks for, and no value of it', async () => {
    const { recorder, saved, clock } = aRecorder()
    recorder.noteLaunch(aLaunch())
    await recorder.flush()
    const [{ processId, since, ...noted }] = saved as [PlatformHealth]
    expect(processId).to.be.a('string')
    expect(since).to.deep.equal(clock.now())
    expect(noted).to.deep.equal({
      registrationId: id,
      updatedAt: clock.now(),
      launchesOn: { '2026-11-23': 1 },
      refusals: {},
      lastLaunch: {
        at: clock.now(),
        driftMs: 2000,
        personalClaims: ['name'],
        hasContext: true,
        schoolCodes: ['custom'],
        canScore: true,
      },
    })
  })

  it('tells a launch without course, school code and gradebook apart', async () => {
    const { recorder, saved } = aRecorder()
    const { contextId: _contextId, ...bare } = aLaunch({ custom: {}, grades: {} })
    recorder.noteLaunch({ ...bare, courseSchoolCode: '72000412' })
    await recorder.flush()
    const { lastLaunch } = saved[0]!
    expect(lastLaunch).to.include({ hasContext: false, canScore: false })
    expect(lastLaunch?.schoolCodes).to.deep.equal(['course'])
  })

  it('counts refusals by code with the last moment, rule and drift of each', async () => {
    const { recorder, saved, clock } = aRecorder()
    recorder.noteRefusal({ registrationId: id, code: 'token-expired' })
    clock.advance(1000)
    const issuedAt = new Date(clock.now().getTime() - 400_000)
    recorder.noteRefusal({
      registrationId: id,
      code: 'token-expired',
      rule: 'not-expired',
      issuedAt,
    })
    recorder.noteRefusal({ registrationId: UNKNOWN_LMS, code: 'login-unknown-registration' })
    await recorder.flush()
    const lastAt = clock.now()
    const expired = { count: 2, lastAt, rule: 'not-expired', driftMs: -400_000 }
    expect(saved.map(({ registrationId, refusals }) => [registrationId, refusals])).to.deep.equal([
      [id, { 'token-expired': expired }],
      [UNKNOWN_LMS, { 'login-unknown-registration': { count: 1, lastAt } }],
    ])
  })

  it('writes nothing while it notes, one record for many launches, and nothing twice', async () => {
    const { recorder, saved } = aRecorder()
    for (let count = 0; count < 500; count += 1) recorder.noteLaunch(aLaunch())
    recorder.noteLogin(id)
    expect(saved).to.deep.equal([])
    await recorder.flush()
    await recorder.flush()
    expect(saved.map(({ launchesOn }) => launchesOn)).to.deep.equal([{ '2026-11-23': 500 }])
    expect(saved[0]?.lastLoginAt).to.be.an.instanceOf(Date)
  })

  it('writes later what the store did not take, and lets a process end all the same', async () => {
    const { recorder, saved, lines, setDown } = aRecorder()
    recorder.noteLogin(id)
    setDown(true)
    await recorder.close()
    expect(lines.join()).to.contain('platform health not written')
    setDown(false)
    await recorder.close()
    expect(saved).to.have.length(1)
  })

  it('shows this process as it stands now, beside what others have written', async () => {
    const other = aPlatformHealth({ processId: 'another' })
    const { recorder } = aRecorder([other])
    recorder.noteLogin(id)
    await recorder.flush()
    recorder.noteLaunch(aLaunch())
    const [first, own, ...more] = await recorder.list()
    expect(more).to.deep.equal([])
    expect(first).to.deep.equal(other)
    expect(own?.launchesOn).to.deep.equal({ '2026-11-23': 1 })
  })

  it('forgets days and refusals of more than a week ago', async () => {
    const { recorder, clock } = aRecorder()
    recorder.noteLaunch(aLaunch())
    recorder.noteRefusal({ registrationId: id, code: 'cookie-missing' })
    clock.advance(6 * DAY_MS)
    recorder.noteLaunch(aLaunch())
    const [within] = await recorder.list()
    expect(within?.launchesOn).to.deep.equal({ '2026-11-23': 1, '2026-11-29': 1 })
    expect(within?.refusals).to.have.property('cookie-missing')
    clock.advance(2 * DAY_MS)
    recorder.noteLogin(id)
    const [after] = await recorder.list()
    expect(after?.launchesOn).to.deep.equal({ '2026-11-29': 1 })
    expect(after?.refusals).to.deep.equal({})
  })

  it('sweeps what no process has touched for a week', async () => {
    const { recorder, clock, swept } = aRecorder()
    await recorder.sweep(clock.now())
    expect(swept).to.deep.equal([new Date(clock.now().getTime() - 7 * DAY_MS)])
  })

  it('leaves room for the launches of a thousand registrations that begin at once', async () => {
    const { recorder, saved } = aRecorder()
    for (let count = 0; count < 1000; count += 1) recorder.noteLogin(`r${count}` as RegistrationId)
    recorder.start()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(saved).to.have.length(100)
    await recorder.close()
    expect(saved).to.have.length(1000)
  })
})
