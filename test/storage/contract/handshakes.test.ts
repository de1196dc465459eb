import { expect } from 'chai'

import type { Handshake, HandshakeId, RegistrationId } from '../../../src/lti/index.ts'
import { onEveryEngine } from '../../support/engines.ts'

function aHandshake(overrides: Partial<Handshake> = {}): Handshake {
  return {
    id: 'handshake-1' as HandshakeId,
    nonceHash: 'nonce',
    browserHash: 'browser',
    proof: 'cookie',
    registrationId: 'registration-1' as RegistrationId,
    expiresAt: new Date('2026-11-23T01:10:00.000Z'),
    ...overrides,
  }
}

onEveryEngine('HandshakeRepository', (opened) => {
  it('gives back what was added', async () => {
    const { handshakes } = opened().storage.lti
    await handshakes.add(aHandshake())
    expect(await handshakes.take(aHandshake().id)).to.deep.equal(aHandshake())
  })

  it('gives one handshake to exactly one of many takers, other processes included', async () => {
    const { storage, reopen } = opened()
    await storage.lti.handshakes.add(aHandshake())
    const other = reopen()
    const takers = Array.from({ length: 50 }, (_, index) => (index % 2 ? storage : other))
    const taken = await Promise.all(takers.map(({ lti }) => lti.handshakes.take(aHandshake().id)))
    expect(taken.filter(Boolean)).to.have.length(1)
  })

  it('has nothing for an unknown id', async () => {
    const { handshakes } = opened().storage.lti
    expect(await handshakes.take('unknown' as HandshakeId)).to.equal(undefined)
  })

  it('sweeps what has expired and keeps the rest', async () => {
    const { handshakes } = opened().storage.lti
    const later = aHandshake({
      id: 'handshake-2' as HandshakeId,
      expiresAt: new Date('2026-11-23T01:10:00.001Z'),
    })
    await handshakes.add(aHandshake())
    await handshakes.add(later)
    expect(await handshakes.sweep(aHandshake().expiresAt)).to.equal(1)
    expect(await handshakes.take(later.id)).to.deep.equal(later)
  })
})
