import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect } from 'chai'
import { decodeJwt, decodeProtectedHeader } from 'jose'

import { createAccessTokens } from '../../src/lti/access-tokens.ts'
import { createLtijsServices } from '../../src/lti/ltijs-services.ts'
import { createOutbound, type Outbound } from '../../src/lti/outbound.ts'
import { createScoreSender } from '../../src/lti/score-sender.ts'
import { createToolKeys } from '../../src/lti/tool-keys.ts'
import { createSealer } from '../../src/runtime/index.ts'
import { aClock, type TestClock } from '../support/a-clock.ts'
import { aRegistration } from '../support/a-registration.ts'
import { memoryToolKeys, startServiceBench } from '../support/a-service-bench.ts'
import { type FakePlatform, type Reply, startFakePlatform } from '../support/fake-platform.ts'

const message = {
  userId: '5',
  completedAt: new Date('2026-11-23T00:12:34.567Z'),
}

describe('sending a score', () => {
  let platform: FakePlatform
  let outbound: Outbound
  let clock: TestClock
  let bodies: string[]
  let tokenBodies: string[]
  const sealer = createSealer(['a secret of the test, long enough for us'], 'tool-key')
  const toolKeysRepository = memoryToolKeys()

  beforeEach(async () => {
    platform = await startFakePlatform()
    outbound = createOutbound({ allowPrivate: true })
    clock = aClock()
    bodies = []
    tokenBodies = []
    answerToken({
      status: 200,
      body: '{"access_token":"t1","token_type":"Bearer","expires_in":3600}',
    })
    answerScores(() => ({ status: 200 }))
  })
  afterEach(async () => {
    await outbound.close()
    await platform.stop()
  })

  function answerToken(reply: Reply): void {
    platform.answer('/token', ({ body }) => {
      tokenBodies.push(body)
      return reply
    })
  }
  function answerScores(reply: () => Reply | 'hang'): void {
    platform.answer('/lineitems/2/lineitem/scores', ({ body }) => {
      bodies.push(body)
      return reply()
    })
  }
  const scoreHits = () => platform.hits.get('/lineitems/2/lineitem/scores') ?? 0
  const tokenHits = () => platform.hits.get('/token') ?? 0

  function create(state: 'active' | 'disabled' = 'active', way = outbound) {
    const toolKeys = createToolKeys({ toolKeys: toolKeysRepository, sealer, clock })
    const registration = aRegistration({
      issuer: platform.url,
      tokenUrl: `${platform.url}/token`,
      state,
    })
    const tokens = createAccessTokens({ outbound: way, toolKeys, clock })
    const services = createLtijsServices(way, tokens)
    const registry = { byId: () => registration }
    const sender = createScoreSender({ registry, services, tokens })
    const lineItemUrl = `${platform.url}/lineitems/2/lineitem?type_id=1`
    return { toolKeys, send: () => sender.publishScore('r', { ...message, lineItemUrl }) }
  }

  it('says 100 of 100, completed, with the true time in whole seconds', async () => {
    expect(await create().send()).to.deep.equal({ kind: 'accepted' })
    expect(JSON.parse(bodies[0]!)).to.deep.equal({
      userId: '5',
      scoreGiven: 100,
      scoreMaximum: 100,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: '2026-11-23T00:12:34.000Z',
    })
  })

  it('proves who we are by an assertion of at most a minute', async () => {
    const { send, toolKeys } = create()
    await send()
    const assertion = new URLSearchParams(tokenBodies[0]).get('client_assertion')!
    const claims = decodeJwt(assertion)
    expect(claims).to.include({
      iss: 'stub-client-1',
      sub: 'stub-client-1',
      aud: `${platform.url}/token`,
    })
    expect(claims.exp! - claims.iat!).to.equal(60)
    expect(claims.jti).to.match(/^[\w-]{43}$/)
    const { kid } = await toolKeys.current()
    expect(decodeProtectedHeader(assertion)).to.include({ alg: 'RS256', kid })
  })

  it('asks for one token for many scores at once', async () => {
    const { send } = create()
    await Promise.all([send(), send(), send()])
    expect([tokenHits(), scoreHits()]).to.deep.equal([1, 3])
  })

  it('asks for a new token after four fifths of its life', async () => {
    const { send } = create()
    await send()
    clock.advance(0.79 * 3600_000)
    await send()
    expect(tokenHits()).to.equal(1)
    clock.advance(0.02 * 3600_000)
    await send()
    expect(tokenHits()).to.equal(2)
  })

  it('takes a token without a life for one of five minutes', async () => {
    answerToken({ status: 200, body: '{"access_token":"t1"}' })
    const { send } = create()
    await send()
    clock.advance(241_000)
    await send()
    expect(tokenHits()).to.equal(2)
  })

  it('tries once more with a new token after a 401, not twice', async () => {
    answerScores(() => ({ status: scoreHits() === 1 ? 401 : 200 }))
    expect(await create().send()).to.deep.equal({ kind: 'accepted' })
    expect([tokenHits(), scoreHits()]).to.deep.equal([2, 2])
    answerScores(() => ({ status: 401 }))
    expect(await create().send()).to.deep.equal({ kind: 'answered', status: 401 })
    expect(scoreHits()).to.equal(4)
  })

  for (const status of [400, 403, 404, 409, 429, 500, 503]) {
    it(`reports ${status} as it is, without a retry of its own`, async () => {
      answerScores(() => ({ status }))
      expect(await create().send()).to.deep.equal({ kind: 'answered', status })
      expect(scoreHits()).to.equal(1)
    })
  }

  it('hands on how long the platform asks to wait', async () => {
    answerScores(() => ({ status: 429, headers: { 'retry-after': '120' } }))
    expect(await create().send()).to.deep.equal({ kind: 'answered', status: 429, retryAfterS: 120 })
  })

  it('hands on a date to wait for, by the clock of the platform', async () => {
    const date = 'Mon, 23 Nov 2026 00:00:00 GMT'
    answerScores(() => ({
      status: 503,
      headers: { 'retry-after': 'Mon, 23 Nov 2026 00:01:30 GMT', date },
    }))
    expect(await create().send()).to.deep.equal({ kind: 'answered', status: 503, retryAfterS: 90 })
  })

  for (const value of ['soon', '', '-5', 'Sun, 22 Nov 2026 00:00:00 GMT']) {
    it(`takes “${value}” for no time to wait`, async () => {
      const date = 'Mon, 23 Nov 2026 00:00:00 GMT'
      answerScores(() => ({ status: 503, headers: { 'retry-after': value, date } }))
      expect(await create().send()).to.deep.equal({ kind: 'answered', status: 503 })
    })
  }

  for (const status of [400, 401, 409]) {
    it(`tells a ${status} of the token endpoint from one of the gradebook`, async () => {
      answerToken({ status })
      expect(await create().send()).to.deep.equal({ kind: 'no-token', status })
      expect([tokenHits(), scoreHits()]).to.deep.equal([1, 0])
    })
  }

  it('follows no redirect: the score would go to another host', async () => {
    answerScores(() => ({ status: 307, headers: { location: `${platform.url}/elsewhere` } }))
    expect(await create().send()).to.deep.equal({ kind: 'answered', status: 307 })
    expect(platform.hits.get('/elsewhere')).to.equal(undefined)
  })

  it('hears no answer of more than half a megabyte', async () => {
    answerScores(() => ({ status: 200, body: ' '.repeat(4 * 1024 * 1024) }))
    // Not taken for a score that arrived, nor read to its end.
    expect(await create().send()).to.deep.equal({ kind: 'answered', status: 200 })
  })

  it('unpacks no answer: a kilobyte could become a gigabyte', async () => {
    // Whoever tried to unpack this would fail.
    const headers = { 'content-encoding': 'gzip' }
    answerScores(() => ({ status: 200, headers, body: '{}' }))
    expect(await create().send()).to.deep.equal({ kind: 'accepted' })
  })

  it('gives up on a hanging platform', async function () {
    this.timeout(8000) // waits for the real time-out of 5 s
    answerScores(() => 'hang')
    expect(await create().send()).to.deep.equal({ kind: 'unreachable', reason: 'ETIMEDOUT' })
  })

  it('reports a platform that is gone, and forgets the failed token', async () => {
    answerToken({ status: 500 })
    const { send } = create()
    expect(await send()).to.deep.equal({ kind: 'no-token', status: 500 })
    answerToken({ status: 200, body: '{"access_token":"t2"}' })
    expect(await send()).to.deep.equal({ kind: 'accepted' })
    await platform.stop()
    expect(await send()).to.have.property('kind', 'unreachable')
  })

  it('sends nothing for a disabled registration', async () => {
    expect(await create('disabled').send()).to.deep.equal({ kind: 'no-registration' })
    expect(tokenHits()).to.equal(0)
  })

  it('sends neither score nor token request to a private address in production', async () => {
    const strict = createOutbound({ allowPrivate: false })
    expect(await create('active', strict).send()).to.have.property('kind', 'unreachable')
    expect([tokenHits(), scoreHits()]).to.deep.equal([0, 0])
    await strict.close()
  })

  it('sends no score to a socket of this machine, named as an address', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lachan-'))
    const socketPath = path.join(folder, 'socket')
    let heard = 0
    const server = createServer((_request, response) => {
      heard += 1
      response.end('{}')
    })
    await new Promise<void>((resolve) => server.listen(socketPath, resolve))
    const bench = await startServiceBench()
    const sender = createScoreSender(bench.partsOf())
    for (const host of ['unix', 'UNIX', 'un%69x']) {
      const lineItemUrl = `http://${host}${socketPath}:/containers/1/stop?a=`
      const outcome = await sender.publishScore('r', { ...message, lineItemUrl })
      expect(outcome).to.deep.equal({ kind: 'unreachable', reason: 'EADDRNOTALLOWED' })
    }
    expect(heard).to.equal(0)
    await bench.stop()
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true })
  })

  it('sends no score to a private address or one without TLS, though tokens are to be had', async () => {
    const bench = await startServiceBench()
    const { port } = new URL(bench.platform.url)
    const sender = createScoreSender(bench.partsOf({ isStrict: true }))
    for (const origin of [
      bench.platform.url,
      `https://localhost:${port}`,
      `https://127.0.0.1:${port}`,
    ]) {
      const lineItemUrl = `${origin}/lineitems/2/lineitem`
      const outcome = await sender.publishScore('r', { ...message, lineItemUrl })
      expect(outcome).to.deep.equal({ kind: 'unreachable', reason: 'EADDRNOTALLOWED' })
    }
    expect([...bench.platform.hits.keys()]).to.deep.equal(['/token'])
    await bench.stop()
  })
})
