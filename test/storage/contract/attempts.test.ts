import { expect } from 'chai'

import type { ModuleId } from '../../../src/catalogue/index.ts'
import { type Attempt, attemptIdOf } from '../../../src/learning/index.ts'
import type { LearnerKey } from '../../../src/web/index.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const moduleId = 'B5' as ModuleId
const id = attemptIdOf({
  learnerKey: 'learner-1' as LearnerKey,
  moduleId,
  version: '1',
  schoolYear: '2026-2027',
})
const expiresAt = new Date('2027-01-20T00:00:00.000Z')
const now = new Date('2026-11-23T00:00:00.000Z')

function aStoredAttempt(overrides: Partial<Attempt> = {}): Attempt {
  const answers = { q1: { first: false, latest: true } }
  return {
    id,
    moduleId,
    moduleVersion: '1',
    doneSteps: ['a'],
    answers,
    revision: 1,
    expiresAt,
    ...overrides,
  }
}

onEveryEngine('AttemptRepository', (opened) => {
  it('keeps revision after revision', async () => {
    const { attempts } = opened().storage
    await attempts.save(aStoredAttempt())
    const second = aStoredAttempt({ revision: 2, doneSteps: ['a', 'b'], answers: {} })
    await attempts.save(second)
    expect(await attempts.find(id, now)).to.deep.equal(second)
  })

  it('refuses a second first revision and a revision that skips or repeats', async () => {
    const { attempts } = opened().storage
    await attempts.save(aStoredAttempt())
    expect(await codeOf(attempts.save(aStoredAttempt()))).to.equal('attempt-changed')
    expect(await codeOf(attempts.save(aStoredAttempt({ revision: 3 })))).to.equal('attempt-changed')
    await attempts.save(aStoredAttempt({ revision: 2 }))
    expect(await codeOf(attempts.save(aStoredAttempt({ revision: 2 })))).to.equal('attempt-changed')
  })

  it('lets one of two writers of the same revision win, in two processes', async () => {
    const { storage, reopen } = opened()
    await storage.attempts.save(aStoredAttempt())
    const next = aStoredAttempt({ revision: 2 })
    const writes = [storage, reopen()].map(({ attempts }) => attempts.save(next))
    const settled = await Promise.allSettled(writes)
    expect(settled.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
  })

  it('ignores and sweeps what has expired', async () => {
    const { attempts } = opened().storage
    await attempts.save(aStoredAttempt())
    expect(await attempts.find(id, expiresAt)).to.equal(undefined)
    expect(await attempts.sweep(expiresAt)).to.equal(1)
    await attempts.save(aStoredAttempt())
  })

  it('removes', async () => {
    const { attempts } = opened().storage
    await attempts.save(aStoredAttempt())
    await attempts.remove(id)
    expect(await attempts.find(id, now)).to.equal(undefined)
  })
})
