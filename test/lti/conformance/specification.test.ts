import { expect } from 'chai'
import { load } from 'cheerio'
import { decodeJwt, decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose'

import { ConfigError, readConfig } from '../../../src/config/index.ts'
import { createAccessTokens } from '../../../src/lti/access-tokens.ts'
import type { Registration } from '../../../src/lti/index.ts'
import { createOutbound } from '../../../src/lti/outbound.ts'
import { createToolKeys } from '../../../src/lti/tool-keys.ts'
import { launch, type LaunchBench, login, startLaunchBench } from '../../support/a-launch.ts'
import { aSample, LTI } from '../../support/a-sample.ts'
import { launchInVain, storedRows } from '../../support/stored-rows.ts'

const { loginRequest } = aSample()
const SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score'
const MODULES = '/modules'

/** Points of the Security Framework 1.1 and of LTI Core 1.3 that bind a tool; others stand where their part is tested. */
describe('the specifications', () => {
  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench()
  })
  after(() => bench.stop())

  const learnerKeys = () =>
    [...storedRows(bench.app.folder)]
      .filter((row) => row.startsWith('visits: '))
      .map((row) => JSON.parse(row.slice('visits: '.length)) as { learner_key: string })
      .map((row) => row.learner_key)

  async function learnerKeyOf(claims: Record<string, unknown>): Promise<string | undefined> {
    await bench.app.deps.storage.visits.sweep(new Date('2100-01-01'))
    expect((await launch(bench, { claims })).status).to.equal(303)
    return learnerKeys()[0]
  }

  for (const method of ['GET', 'POST']) {
    it(`6.security.1: login by ${method} (security v1p1 §5.1.1.1)`, async () => {
      const browser = bench.newBrowser()
      await login(browser)
      const query = new URLSearchParams(loginRequest).toString()
      const page = await (method === 'GET'
        ? browser.send(`/lti/login?${query}`)
        : browser.send('/lti/login', { form: loginRequest }))
      expect(new URL(page.location!).origin).to.equal(bench.platform.url)
    })
  }

  const hints = [
    '{"cmid":2,"launchid":"ltilaunch2_1"}',
    'a+b c&d=é%20%2B',
    'Lớp 4/1 “học”',
    'x'.repeat(6000),
  ]
  for (const hint of hints) {
    it(`6.security.2: hints go back unchanged: ${hint.slice(0, 20)} (§5.1.1.2)`, async () => {
      const request = { ...loginRequest, login_hint: hint.slice(0, 2000), lti_message_hint: hint }
      const { url } = await login(bench.newBrowser(), request)
      expect(url.searchParams.get('login_hint')).to.equal(hint.slice(0, 2000))
      expect(url.searchParams.get('lti_message_hint')).to.equal(hint)
    })
  }

  it('6.security.2: a hint that was not sent is not made up', async () => {
    const { lti_message_hint, ...without } = loginRequest
    const { url } = await login(bench.newBrowser(), without)
    expect(url.searchParams.has('lti_message_hint')).to.equal(false)
    expect(lti_message_hint).to.be.a('string')
  })

  async function assertionFor(changes: Partial<Registration>): Promise<string[]> {
    const assertions: string[] = []
    bench.platform.answer('/token', ({ body }) => {
      assertions.push(new URLSearchParams(body).get('client_assertion')!)
      return { status: 200, body: '{"access_token":"t"}' }
    })
    const { deps } = bench.app
    const outbound = createOutbound({ allowPrivate: true })
    const toolKeys = createToolKeys({
      ...{ toolKeys: deps.storage.lti.toolKeys, sealer: deps.toolKeySealer, clock: deps.clock },
    })
    const tokens = createAccessTokens({ outbound, toolKeys, clock: deps.clock })
    const registration = { ...deps.lti.registry.all()[0]!, ...changes }
    await tokens.get(registration, SCOPE)
    await tokens.get(registration, `${SCOPE}s`)
    await outbound.close()
    return assertions
  }

  it('6.security.9: client credentials by an assertion of our own, RS256, once each (§4.1)', async () => {
    const [assertion = '', another = ''] = await assertionFor({})
    const { keys } = JSON.parse((await bench.newBrowser().send('/lti/jwks')).text) as {
      keys: JWK[]
    }
    const { kid, alg } = decodeProtectedHeader(assertion)
    const key = await importJWK(
      keys.find((one) => one.kid === kid)!,
      'RS256',
    )
    const { payload } = await jwtVerify(assertion, key)
    expect(alg).to.equal('RS256')
    expect(payload).to.include({ iss: 'stub-client-1', sub: 'stub-client-1' })
    expect(payload.exp! - payload.iat!).to.be.within(1, 60)
    expect(payload.jti).not.to.equal(decodeJwt(another).jti)
  })

  it('6.security.10: the assertion is for the token endpoint, or the authorization server named (§4.1)', async () => {
    const [usual = ''] = await assertionFor({})
    expect(decodeJwt(usual).aud).to.equal(`${bench.platform.url}/token`)
    const authorizationServer = 'https://as.example/oauth2'
    const [named = ''] = await assertionFor({ authorizationServer })
    expect(decodeJwt(named).aud).to.equal(authorizationServer)
  })

  it('6.security.11: our key set names its keys, RSA of 2048 bits and more, public halves only (§6.3)', async () => {
    const page = await bench.newBrowser().send('/lti/jwks')
    const { keys } = JSON.parse(page.text) as { keys: Record<string, string>[] }
    expect(keys.length).to.be.greaterThan(0)
    for (const { kid, kty, alg, use, n = '', ...rest } of keys) {
      expect({ kty, alg, use }).to.deep.equal({ kty: 'RSA', alg: 'RS256', use: 'sig' })
      expect(kid).to.be.a('string').and.not.equal('')
      expect(Buffer.from(n, 'base64url').length).to.be.at.least(256)
      expect(Object.keys(rest)).to.deep.equal(['e'])
    }
  })

  it('6.security.12: TLS: in production neither we nor a platform is reached without (§2)', async () => {
    const env = { NODE_ENV: 'production', PUBLIC_URL: 'http://tool.example' }
    expect(() => readConfig(env)).to.throw(ConfigError, 'PUBLIC_URL: must be https')
    const outbound = createOutbound({ allowPrivate: false })
    expect(() => {
      outbound.assertAllowed('http://lms.example/keys')
    }).to.throw('not allowed')
    await outbound.close()
  })

  it('6.core.1: a deployment id of 255 ASCII characters is taken (lti v1p3 §5.3.3)', async () => {
    const id = '~'.repeat(255)
    const { registry } = bench.app.deps.lti
    await registry.setDeployment(registry.all()[0]!.id, { id, state: 'allowed' })
    expect((await launch(bench, { claims: { [`${LTI}/deployment_id`]: id } })).status).to.equal(303)
  })

  it('6.core.2: subs are told apart by case, up to 255 characters (§5.3.6)', async () => {
    const long = 'x'.repeat(254)
    const subs = ['a', 'A', `${long}a`, `${long}b`, ' a', 'á', 'a\u0301']
    const keys = new Set<string | undefined>()
    for (const sub of subs) keys.add(await learnerKeyOf({ sub }))
    expect(keys.size).to.equal(subs.length)
    expect(await learnerKeyOf({ sub: 'a' })).to.equal(await learnerKeyOf({ sub: 'a' }))
  })

  it('6.core.3: unknown roles are ignored (§5.3.7)', async () => {
    const roles = ['urn:x:Wizard', 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner']
    expect((await launch(bench, { claims: { [`${LTI}/roles`]: roles } })).location).to.equal(
      MODULES,
    )
  })

  it('6.core.4: unknown claims are ignored, whatever they hold (§5.1.2)', async () => {
    const claims = {
      'https://vendor.example/claim': { deep: [{ er: null }] },
      ...{ constructor: 'x', toString: 5, [`${LTI}/unheard_of`]: ['x'] },
    }
    expect((await launch(bench, { claims })).location).to.equal(MODULES)
  })

  it('6.core.4: optional claims of odd shapes are ignored', async () => {
    for (const odd of [null, 5, 'text', [], [null], { id: {} }, true]) {
      const names = ['context', 'custom', 'lis', 'launch_presentation', 'tool_platform', 'ext']
      const claims = Object.fromEntries(names.map((name) => [`${LTI}/${name}`, odd]))
      const services = {
        'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': odd,
        'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': odd,
      }
      const page = await launch(bench, { claims: { ...claims, ...services } })
      expect(page.status, JSON.stringify(odd)).to.equal(303)
    }
  })

  it('6.core.5: the context is optional (§5.4.1)', async () => {
    expect((await launch(bench, { without: [`${LTI}/context`] })).location).to.equal(MODULES)
  })

  it('6.core.6, 5.13: an anonymous launch gets a page that says what to do (§5.3.6.1)', async () => {
    const page = await launchInVain(bench, { without: ['sub'] })
    expect([page.status, page.errorCode]).to.deep.equal([400, 'launch-anonymous'])
    expect(load(page.text)('main').text()).to.match(/Thầy cô|đăng nhập/)
  })

  it('6.groups: course groups of a launch are left alone', async () => {
    const groups = {
      context_groups_url: 'https://lms.example/groups',
      ...{ scope: ['https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly'] },
    }
    const name = 'https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice'
    expect((await launch(bench, { claims: { [name]: groups } })).location).to.equal(MODULES)
    expect([...storedRows(bench.app.folder)].join()).not.to.contain('lti-gs')
  })
})
