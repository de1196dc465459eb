import { expect } from 'chai'

import type { SignInTries, TriesKey } from '../../../src/staff/index.ts'
import { onEveryEngine } from '../../support/engines.ts'
import { codeOf } from '../../support/rejection.ts'

const now = new Date('2026-11-23T00:15:00.000Z')
const tomorrow = new Date('2026-11-24T00:15:00.000Z')

function theseTries(overrides: Partial<SignInTries> = {}): SignInTries {
  return {
    key: 'key-1' as TriesKey,
    count: 1,
    nextAt: now,
    expiresAt: tomorrow,
    revision: 1,
    ...overrides,
  }
}

onEveryEngine('SignInTriesRepository', (opened) => {
  it('keeps tries until they are forgotten', async () => {
    const { signInTries } = opened().storage
    await signInTries.save(theseTries(), now)
    expect(await signInTries.find(theseTries().key, now)).to.deep.equal(theseTries())
    expect(await signInTries.find(theseTries().key, tomorrow)).to.equal(undefined)
  })

  it('counts on from the revision before', async () => {
    const { signInTries } = opened().storage
    const second = theseTries({ count: 2, revision: 2 })
    await signInTries.save(theseTries(), now)
    await signInTries.save(second, now)
    expect(await signInTries.find(second.key, now)).to.deep.equal(second)
  })

  it('lets one of two win who count at once', async () => {
    const { signInTries } = opened().storage
    await signInTries.save(theseTries(), now)
    expect(await codeOf(signInTries.save(theseTries(), now))).to.equal('tries-changed')
    await signInTries.save(theseTries({ count: 2, revision: 2 }), now)
    const late = signInTries.save(theseTries({ count: 2, revision: 2 }), now)
    expect(await codeOf(late)).to.equal('tries-changed')
  })

  it('counts on from no record that is gone', async () => {
    const { signInTries } = opened().storage
    const second = theseTries({ count: 2, revision: 2 })
    expect(await codeOf(signInTries.save(second, now))).to.equal('tries-changed')
  })

  it('begins anew where the record has expired', async () => {
    const { signInTries } = opened().storage
    await signInTries.save(theseTries({ count: 9 }), now)
    const anew = theseTries({ expiresAt: new Date('2026-11-25T00:15:00.000Z') })
    await signInTries.save(anew, tomorrow)
    expect(await signInTries.find(anew.key, tomorrow)).to.deep.equal(anew)
  })

  it('forgets the tries of one key, and sweeps what has expired', async () => {
    const { signInTries } = opened().storage
    const other = theseTries({ key: 'key-2' as TriesKey })
    await signInTries.save(theseTries(), now)
    await signInTries.save(other, now)
    await signInTries.remove(theseTries().key)
    expect(await signInTries.find(theseTries().key, now)).to.equal(undefined)
    expect(await signInTries.sweep(now)).to.equal(0)
    expect(await signInTries.sweep(tomorrow)).to.equal(1)
  })
})
