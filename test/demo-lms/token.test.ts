import { expect } from 'chai'

import { anAssertion, askToken, aWorld, scopes, type World } from './world.ts'

describe('demo LMS: the token endpoint', () => {
  let world: World

  beforeEach(async () => {
    world = await aWorld()
  })
  afterEach(() => world.stop())

  async function refusal(overrides: Record<string, string>) {
    const answer = await askToken(world, overrides)
    return [answer.status, await answer.json()]
  }

  const badClient = [400, { error: 'invalid_client' }]

  it('gives an hour to a tool that proves itself', async () => {
    const answer = (await (await askToken(world, { scope: scopes.score })).json()) as object
    expect(answer).to.include({ token_type: 'Bearer', expires_in: 3600, scope: scopes.score })
    expect(answer)
      .to.have.property('access_token')
      .that.matches(/^[0-9a-f]{32}$/)
  })

  it('counts what is asked of it', async () => {
    await askToken(world)
    await askToken(world, { scope: '' })
    expect(world.lms.counters().tokenRequests).to.equal(2)
  })

  it('refuses an assertion signed by a stranger', async () => {
    const client_assertion = await anAssertion(world, { stranger: true })
    expect(await refusal({ client_assertion })).to.deep.equal(badClient)
  })

  it('refuses an assertion whose signature was tampered with', async () => {
    const [head, body, signature = ''] = (await anAssertion(world)).split('.')
    const client_assertion = [head, body, signature.split('').reverse().join('')].join('.')
    expect(await refusal({ client_assertion })).to.deep.equal(badClient)
  })

  it('refuses a key id that the tool does not publish', async () => {
    const client_assertion = await anAssertion(world, { header: { alg: 'RS256', kid: 'k2' } })
    expect(await refusal({ client_assertion })).to.deep.equal(badClient)
  })

  it('wants issuer and subject to be the client id', async () => {
    const issuer = await anAssertion(world, { claims: { iss: 'http://localhost:4999' } })
    const subject = await anAssertion(world, { claims: { sub: 'somebody-else' } })
    expect(await refusal({ client_assertion: issuer })).to.deep.equal(badClient)
    expect(await refusal({ client_assertion: subject })).to.deep.equal(badClient)
  })

  it('wants its own address as the audience', async () => {
    const client_assertion = await anAssertion(world, { claims: { aud: world.lms.url } })
    expect(await refusal({ client_assertion })).to.deep.equal(badClient)
  })

  it('refuses an assertion that is past or lives longer than an hour', async () => {
    const now = Math.floor(world.clock.now().getTime() / 1000)
    for (const exp of [now - 1, now + 3601]) {
      const client_assertion = await anAssertion(world, { claims: { exp } })
      expect(await refusal({ client_assertion }), String(exp - now)).to.deep.equal(badClient)
    }
  })

  it('takes an assertion that lives for exactly an hour', async () => {
    const exp = Math.floor(world.clock.now().getTime() / 1000) + 3600
    const client_assertion = await anAssertion(world, { claims: { exp } })
    expect((await askToken(world, { client_assertion })).status).to.equal(200)
  })

  it('takes one assertion once', async () => {
    const client_assertion = await anAssertion(world)
    expect((await askToken(world, { client_assertion })).status).to.equal(200)
    expect(await refusal({ client_assertion })).to.deep.equal(badClient)
  })

  it('gives one token for one assertion sent many times at once', async () => {
    const client_assertion = await anAssertion(world)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => askToken(world, { client_assertion })),
    )
    expect(answers.filter((answer) => answer.ok)).to.have.length(1)
  })

  it('refuses an assertion without an id of its own', async () => {
    const client_assertion = await anAssertion(world, { claims: { jti: '' } })
    expect(await refusal({ client_assertion })).to.deep.equal(badClient)
  })

  it('refuses no scope, and scopes it does not know', async () => {
    expect(await refusal({ scope: '' })).to.deep.equal([400, { error: 'invalid_request' }])
    const unknown = await refusal({ scope: 'openid profile' })
    expect(unknown).to.deep.equal([400, { error: 'invalid_scope' }])
  })

  it('leaves out the scopes it does not know', async () => {
    const answer = await (await askToken(world, { scope: `${scopes.score} openid` })).json()
    expect(answer).to.include({ scope: scopes.score })
  })

  it('knows no other grant and no other kind of assertion', async () => {
    const expected = [400, { error: 'unsupported_grant_type' }]
    expect(await refusal({ grant_type: 'password' })).to.deep.equal(expected)
    expect(await refusal({ client_assertion_type: 'saml' })).to.deep.equal(expected)
  })

  it('calls a malformed assertion an invalid request', async () => {
    const expected = [400, { error: 'invalid_request' }]
    expect(await refusal({ client_assertion: 'not.a.jwt' })).to.deep.equal(expected)
    expect(await refusal({ client_assertion: 'x' })).to.deep.equal(expected)
  })

  it('takes a form, not JSON', async () => {
    const answer = await fetch(world.lms.endpoints.tokenUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credentials' }),
    })
    expect([answer.status, await answer.json()]).to.deep.equal([400, { error: 'invalid_request' }])
  })

  it('refuses the tool while its key set cannot be had', async () => {
    world.lms.registerTool({ ...world.tool, jwksUrl: 'http://127.0.0.1:9/jwks' })
    const client_assertion = await anAssertion(world)
    expect(await refusal({ client_assertion })).to.deep.equal(badClient)
  })
})
