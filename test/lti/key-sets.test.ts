import { setTimeout } from 'node:timers/promises'

import { expect } from 'chai'

import type { KeySet, KeySetRepository } from '../../src/lti/index.ts'
import { createKeySets } from '../../src/lti/key-sets.ts'
import { createOutbound, type Outbound } from '../../src/lti/outbound.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { aLogger } from '../support/a-logger.ts'
import { aPlatformKey, type FakePlatform, startFakePlatform } from '../support/fake-platform.ts'
import { codeOf } from '../support/rejection.ts'

const MINUTE = 60_000
const RSA = { kty: 'RSA', n: 'AQAB', e: 'AQAB' }

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await setTimeout(5)
}

function memoryKeySets(): KeySetRepository {
  const kept = new Map<string, KeySet>()
  return {
    find: (url) => Promise.resolve(kept.get(url)),
    save: (keySet) => Promise.resolve(void kept.set(keySet.url, keySet)),
  }
}

describe('W15, 5.3: key sets', () => {
  let platform: FakePlatform
  let outbound: Outbound
  let clock: TestClock
  let url: string
  const hits = () => platform.hits.get('/jwks') ?? 0
  const kept = memoryKeySets()
  const create = (keySets = memoryKeySets()) =>
    createKeySets({ outbound, keySets, clock, logger: aLogger().logger })

  beforeEach(async () => {
    platform = await startFakePlatform()
    outbound = createOutbound({ allowPrivate: true })
    clock = aClock()
    url = `${platform.url}/jwks`
  })
  afterEach(async () => {
    await outbound.close()
    await platform.stop()
  })

  it('asks the platform once for many launches at once', async () => {
    const keySets = create()
    const kid = platform.key.kid
    const keys = await Promise.all(Array.from({ length: 50 }, () => keySets.find(url, kid)))
    expect(keys.every(Boolean)).to.equal(true)
    expect(hits()).to.equal(1)
  })

  it('asks again for an unknown key, but not more often than every 30 s', async () => {
    const keySets = create()
    await keySets.find(url, platform.key.kid)
    for (let i = 0; i < 5; i += 1) expect(await keySets.find(url, 'unknown')).to.equal(undefined)
    expect(hits()).to.equal(1)
    clock.advance(31_000)
    await keySets.find(url, 'unknown')
    await keySets.find(url, 'other')
    expect(hits()).to.equal(2)
  })

  it('finds a rotated key after the cool-down', async () => {
    const keySets = create()
    await keySets.find(url, platform.key.kid)
    const next = await aPlatformKey()
    platform.answer('/jwks', () => ({ status: 200, body: JSON.stringify({ keys: [next.jwk] }) }))
    clock.advance(31_000)
    expect(await keySets.find(url, next.kid)).not.to.equal(undefined)
    expect(await keySets.find(url, platform.key.kid)).to.equal(undefined)
  })

  it('does not serve a set older than an hour while the platform answers', async () => {
    const keySets = create()
    await keySets.find(url, platform.key.kid)
    platform.answer('/jwks', () => ({ status: 200, body: '{"keys":[]}' }))
    clock.advance(59 * MINUTE)
    expect(await keySets.find(url, platform.key.kid)).not.to.equal(undefined)
    clock.advance(2 * MINUTE)
    expect(await keySets.find(url, platform.key.kid)).to.equal(undefined)
  })

  it('goes on with the old set while the platform is down, without asking each time', async () => {
    const keySets = create()
    await keySets.find(url, platform.key.kid)
    platform.answer('/jwks', () => ({ status: 500 }))
    clock.advance(10 * 60 * MINUTE)
    for (let i = 0; i < 5; i += 1) {
      expect(await keySets.find(url, platform.key.kid)).not.to.equal(undefined)
    }
    expect(hits()).to.equal(2)
  })

  it('starts with the last good set after a restart during an outage', async () => {
    await create(kept).find(url, platform.key.kid)
    platform.answer('/jwks', () => ({ status: 503 }))
    clock.advance(2 * 60 * MINUTE)
    expect(await create(kept).find(url, platform.key.kid)).not.to.equal(undefined)
  })

  it('uses a set that the store does not take, and still knows which keys are unknown', async () => {
    const find = () => Promise.resolve(undefined)
    const save = () => Promise.reject(new Error('disk full'))
    const keySets = create({ find, save })
    expect(await keySets.find(url, platform.key.kid)).not.to.equal(undefined)
    expect(await keySets.find(url, 'unknown')).to.equal(undefined)
  })

  it('says that keys cannot be had where none ever were, and recovers at the next launch', async () => {
    const keySets = create()
    platform.answer('/jwks', () => ({ status: 500 }))
    expect(await codeOf(keySets.find(url, platform.key.kid))).to.equal('keys-unavailable')
    platform.answer('/jwks', () => ({
      status: 200,
      body: JSON.stringify({ keys: [platform.key.jwk] }),
    }))
    expect(await keySets.find(url, platform.key.kid)).not.to.equal(undefined)
  })

  it('says so for a key that only a dead platform could name', async () => {
    const keySets = create()
    await keySets.find(url, platform.key.kid)
    platform.answer('/jwks', () => ({ status: 500 }))
    clock.advance(31_000)
    expect(await codeOf(keySets.find(url, 'rotated'))).to.equal('keys-unavailable')
  })

  const broken = {
    'is 5 MB long': () => ({ status: 200, body: `{"keys":["${'x'.repeat(5_000_000)}"]}` }),
    redirects: () => ({ status: 302, headers: { location: '/elsewhere' } }),
    'is no JSON': () => ({ status: 200, body: '<html>' }),
    'has no keys': () => ({ status: 200, body: '{}' }),
  }
  for (const [what, answer] of Object.entries(broken)) {
    it(`refuses a key set that ${what}`, async () => {
      platform.answer('/jwks', answer)
      expect(await codeOf(create().find(url, 'any'))).to.equal('keys-unavailable')
      expect(platform.hits.get('/elsewhere')).to.equal(undefined)
    })
  }

  const noKeys: Readonly<Record<string, object>> = {
    'no modulus': { kty: 'RSA', e: 'AQAB', kid: 'odd' },
    'a use of its own': { ...RSA, kid: 'odd', key_ops: ['sign'] },
  }
  for (const [what, jwk] of Object.entries(noKeys)) {
    it(`has no key where the platform publishes one with ${what}`, async () => {
      const body = JSON.stringify({ keys: [jwk, null, 5, platform.key.jwk] })
      platform.answer('/jwks', () => ({ status: 200, body }))
      const keySets = create()
      expect(await keySets.find(url, 'odd')).to.equal(undefined)
      expect(await keySets.find(url, platform.key.kid)).not.to.equal(undefined)
    })
  }

  it('lets nobody wait again for a platform that hangs, where an old key is there', async function () {
    this.timeout(6000) // waits for the real time-out once
    const keySets = create()
    await keySets.find(url, platform.key.kid)
    platform.answer('/jwks', () => 'hang')
    clock.advance(2 * 60 * MINUTE)
    await keySets.find(url, platform.key.kid)
    clock.advance(31_000)
    const startedAt = performance.now()
    expect(await keySets.find(url, platform.key.kid)).not.to.equal(undefined)
    expect(performance.now() - startedAt).to.be.lessThan(1000)
    await until(() => Promise.resolve(hits() === 3))
  })

  it('has the new set at the launch after the platform came back', async () => {
    const keySets = create()
    await keySets.find(url, platform.key.kid)
    platform.answer('/jwks', () => ({ status: 500 }))
    clock.advance(2 * 60 * MINUTE)
    await keySets.find(url, platform.key.kid)
    platform.answer('/jwks', () => ({ status: 200, body: '{"keys":[]}' }))
    clock.advance(31_000)
    await keySets.find(url, platform.key.kid)
    await until(async () => (await keySets.find(url, platform.key.kid)) === undefined)
  })

  it('gives up on a hanging platform after 3 s', async function () {
    this.timeout(6000) // waits for the real time-out
    platform.answer('/jwks', () => 'hang')
    expect(await codeOf(create().find(url, 'any'))).to.equal('keys-unavailable')
  })
})
