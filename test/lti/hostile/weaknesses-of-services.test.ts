import { expect } from 'chai'

import { type AccessTokens, createAccessTokens } from '../../../src/lti/access-tokens.ts'
import { createKeySets } from '../../../src/lti/key-sets.ts'
import { createLtijsServices } from '../../../src/lti/ltijs-services.ts'
import { createOutbound, type Outbound } from '../../../src/lti/outbound.ts'
import { aClock, type TestClock } from '../../support/a-clock.ts'
import { aLogger } from '../../support/a-logger.ts'
import { aRegistration } from '../../support/a-registration.ts'
import { aPlatformKey, type FakePlatform, startFakePlatform } from '../../support/fake-platform.ts'

const SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score'
const SECOND = 1000

describe('weaknesses of ltijs as a client', () => {
  let platform: FakePlatform
  let outbound: Outbound
  let clock: TestClock
  let tokens: AccessTokens
  let registration: ReturnType<typeof aRegistration>
  beforeEach(async () => {
    platform = await startFakePlatform()
    outbound = createOutbound({ allowPrivate: true })
    clock = aClock()
    const { privateKey, kid } = await aPlatformKey()
    const toolKeys = { current: () => Promise.resolve({ kid, privateKey }) }
    tokens = createAccessTokens({ outbound, toolKeys, clock } as never)
    registration = aRegistration({ tokenUrl: `${platform.url}/token` })
    answerTokens(3600)
  })
  afterEach(async () => {
    await outbound.close()
    await platform.stop()
  })

  function answerTokens(expires_in: unknown): void {
    platform.answer('/token', () => {
      const access_token = `token-${platform.hits.get('/token') ?? 0}`
      return { status: 200, body: JSON.stringify({ access_token, expires_in }) }
    })
  }
  const take = async () => (await tokens.get(registration, SCOPE)).access_token

  it('W27: an access token is used in the first 80% of its life', async () => {
    expect(await take()).to.equal('token-1')
    clock.advance(0.8 * 3600 * SECOND - 1)
    expect(await take()).to.equal('token-1')
    clock.advance(2)
    expect(await take()).to.equal('token-2')
  })

  for (const expiresIn of [undefined, null, 'soon', -5, 0]) {
    it(`W27: one that is said to live ${String(expiresIn)} lives five minutes`, async () => {
      answerTokens(expiresIn)
      await take()
      clock.advance(0.8 * 300 * SECOND - 1)
      expect(await take()).to.equal('token-1')
      clock.advance(2)
      expect(await take()).to.equal('token-2')
    })
  }

  it('W27: fifty scores at once ask for one', async () => {
    const taken = await Promise.all(Array.from({ length: 50 }, take))
    expect(new Set(taken)).to.deep.equal(new Set(['token-1']))
    expect(platform.hits.get('/token')).to.equal(1)
  })

  it('W27: one that was refused is forgotten', async () => {
    await take()
    tokens.drop(registration, SCOPE)
    expect(await take()).to.equal('token-2')
  })

  it('W28: a key is parsed once, however many launches it proves', async () => {
    const keySets = createKeySets({
      outbound,
      clock,
      logger: aLogger().logger,
      keySets: { find: () => Promise.resolve(undefined), save: () => Promise.resolve() },
    })
    const find = () => keySets.find(`${platform.url}/jwks`, platform.key.kid)
    const keys = await Promise.all(Array.from({ length: 50 }, find))
    expect(new Set([...keys, await find()]).size).to.equal(1)
  })

  const inside = [
    'http://lms.example/scores',
    'https://127.0.0.1/scores',
    'https://[::1]/scores',
    'https://169.254.169.254/scores',
    'https://localhost/scores',
    'https://[::ffff:10.0.0.1]/scores',
    'https://2130706433/scores',
    'https://0x7f.1/scores',
  ]
  for (const lineItemUrl of inside) {
    it(`5.18: no score and no token goes to ${lineItemUrl}`, async () => {
      const strict = createOutbound({ allowPrivate: false })
      const asked: string[] = []
      const services = createLtijsServices(strict, {
        get(_, scope) {
          asked.push(scope)
          return Promise.resolve({ token_type: 'Bearer', access_token: 'secret' })
        },
        drop: () => undefined,
      })
      const message = { userId: '5', lineItemUrl, completedAt: clock.now() }
      const outcome = await services.submitScore(registration, message).then(
        () => 'sent',
        (error: unknown) => (error as Error).message,
      )
      expect(outcome).to.contain('not allowed')
      expect([...platform.hits.keys()]).to.deep.equal([])
      await strict.close()
    })
  }
})
