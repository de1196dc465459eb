import { performance } from 'node:perf_hooks'

import { expect } from 'chai'

import type { RegistrationId } from '../../src/lti/index.ts'
import { aBrowser } from '../support/a-browser.ts'
import { aRegistration } from '../support/a-registration.ts'
import {
  AGS,
  json,
  moodleConfiguration,
  type RegistrationBench,
  startRegistrationBench,
  TOKEN,
  TOOL,
} from '../support/a-registration-bench.ts'
import { startTestApp } from '../support/test-app.ts'

const STRICT = { ALLOW_PRIVATE_PLATFORMS: 'false' }

describe('W16, 5.16: registration is no way into the network', () => {
  let bench: RegistrationBench
  beforeEach(async () => {
    bench = await startRegistrationBench({ env: STRICT })
  })
  afterEach(() => bench.stop())

  const addresses: Readonly<Record<string, string>> = {
    'plain http': 'http://lms.example/config',
    loopback: 'https://127.0.0.1/config',
    'decimal loopback': 'https://2130706433/config',
    'octal loopback': 'https://0177.0.0.1/config',
    'all zero': 'https://0.0.0.0/config',
    'link-local': 'https://169.254.169.254/latest/meta-data',
    'IPv6 loopback': 'https://[::1]/config',
    'IPv4-mapped': 'https://[::ffff:127.0.0.1]/config',
    NAT64: 'https://[64:ff9b::7f00:1]/config',
    '6to4': 'https://[2002:7f00:1::]/config',
    userinfo: 'https://lms.example@127.0.0.1/config',
    'another scheme': 'file:///etc/passwd',
  }
  for (const [name, openid_configuration] of Object.entries(addresses)) {
    it(`refuses ${name} unread`, async () => {
      const page = await bench.open(await bench.invite(), { openid_configuration })
      expect([page.status, page.errorCode]).to.deep.equal([422, 'registration-address-refused'])
      expect(page.text).not.to.contain(new URL(openid_configuration).hostname || 'passwd')
    })
  }

  it('asks an address of IPv6 as any other, and says that it did not answer', async () => {
    const openid_configuration = 'https://[2606:4700::1111]:1/config'
    const page = await bench.open(await bench.invite(), { openid_configuration })
    expect([page.status, page.errorCode]).to.deep.equal([503, 'registration-unreachable'])
  })

  it('lets no pattern into the header that says who may frame it', async () => {
    const openid_configuration = 'https://*.example/config'
    const page = await bench.open(await bench.invite(), { openid_configuration })
    expect(page.errorCode).to.equal('registration-address-refused')
    expect(page.headers.get('content-security-policy')).not.to.contain('*')
  })

  it('is no port scanner: an open, a closed and a private port answer alike', async () => {
    const invite = await bench.invite()
    const open = `https://localhost:${new URL(bench.platform.url).port}/config`
    const closed = 'https://localhost:1/config'
    const nowhere = 'https://lms.invalid/config'
    const pages = [open, closed, nowhere].map((openid_configuration) =>
      bench.open(invite, { openid_configuration }),
    )
    const seen = []
    for (const page of pages) {
      const { status, errorCode, text } = await page
      seen.push([status, errorCode, withoutIds(text)])
    }
    // One invitation registers one at a time.
    const codes = new Set(seen.map(([, code]) => code))
    codes.delete('invitation-in-use')
    expect([...codes]).to.deep.equal(['registration-unreachable'])
    const alone = []
    for (const openid_configuration of [open, closed, nowhere]) {
      const { status, errorCode, text } = await bench.open(invite, { openid_configuration })
      alone.push([status, errorCode, withoutIds(text)])
    }
    expect(alone[1]).to.deep.equal(alone[0])
    expect(alone[2]).to.deep.equal(alone[0])
    expect(bench.platform.hits.get('/config') ?? 0).to.equal(0)
  })

  it('fetches nothing for who has no invitation', async () => {
    const url = new URL(`${bench.app.url}/lti/register`)
    url.searchParams.set('openid_configuration', `${bench.platform.url}/config`)
    for (const method of ['GET', 'POST', 'PUT']) {
      const { status } = await aBrowser(bench.app.url).send(url.href, { method })
      expect(status).to.be.within(400, 404)
    }
    expect(bench.heard).to.deep.equal([])
  })
})

describe('W16: registration blocks nobody', () => {
  let bench: RegistrationBench
  beforeEach(async () => {
    bench = await startRegistrationBench()
  })
  afterEach(() => bench.stop())

  it('makes no key, and answers others while a platform keeps it waiting', async () => {
    const kids = async () =>
      (await bench.app.deps.storage.lti.toolKeys.list()).map((key) => key.kid)
    const before = await kids()
    bench.answer('/config', 'hang')
    const slow = bench.open(await bench.invite())
    const startedAt = performance.now()
    expect((await aBrowser(bench.app.url).send('/lti/jwks')).status).to.equal(200)
    expect(performance.now() - startedAt).to.be.lessThan(1000)
    const page = await slow
    expect([page.status, page.errorCode]).to.deep.equal([503, 'registration-unreachable'])
    expect(performance.now() - startedAt).to.be.lessThan(4500)
    expect(await kids()).to.deep.equal(before)
  })

  it('follows no redirect to the inside', async () => {
    const headers = { location: `${bench.platform.url}/jwks` }
    bench.answer('/config', { status: 302, headers })
    const page = await bench.open(await bench.invite())
    expect(page.errorCode).to.equal('registration-configuration-unreadable')
    expect(bench.platform.hits.get('/jwks') ?? 0).to.equal(0)
  })

  it('takes no configuration of 5 MB', async () => {
    const body = JSON.stringify({ issuer: 'x'.repeat(5_000_000) })
    bench.answer('/config', { status: 200, headers: { 'content-type': 'application/json' }, body })
    const page = await bench.open(await bench.invite())
    expect(page.errorCode).to.equal('registration-unreachable')
  })
})

describe('W17, 6.registration.4: an issuer is where its configuration is', () => {
  let bench: RegistrationBench
  beforeEach(async () => {
    bench = await startRegistrationBench()
  })
  afterEach(() => bench.stop())

  const foreign: Readonly<Record<string, (url: string) => string>> = {
    'a cloud LMS': () => 'https://canvas.instructure.com',
    'another host': () => 'https://lms.example',
    'another port': (url) => `${url.slice(0, -1)}${url.endsWith('1') ? '2' : '1'}`,
    'another scheme': (url) => url.replace('http:', 'https:'),
    'the host as user name': (url) => `${url}@lms.example`,
  }
  for (const [name, issuerOf] of Object.entries(foreign)) {
    it(`registers nobody as ${name}`, async () => {
      bench.configure({ issuer: issuerOf(bench.platform.url) })
      const page = await bench.open(await bench.invite())
      expect([page.status, page.errorCode]).to.deep.equal([422, 'registration-issuer-foreign'])
      expect(bench.app.deps.lti.registry.all()).to.deep.equal([])
      expect(bench.heard.map(({ path }) => path)).to.deep.equal(['/config'])
    })
  }

  it('takes no token address of another LMS: our tokens would go to whoever named it', async () => {
    for (const url of ['https://lms.example/token', 'http://127.0.0.1:1/token']) {
      bench.configure({ token_endpoint: url })
      const page = await bench.open(await bench.invite())
      expect([page.status, page.errorCode]).to.deep.equal([422, 'registration-tokens-foreign'])
    }
    expect(bench.app.deps.lti.registry.all()).to.deep.equal([])
    expect(bench.heard.map(({ path }) => path)).to.deep.equal(['/config', '/config'])
  })

  for (const clientId of ['client-1', 'CLIENT-1']) {
    it(`takes no client id that we have at another LMS with the same token address: ${clientId}`, async () => {
      const { registry } = bench.app.deps.lti
      const tokenUrl = `${bench.platform.url}/other/token`
      const other = { issuer: 'https://lms.example', clientId, tokenUrl }
      await registry.add(aRegistration({ ...other, name: 'Moodle của trường bạn' }))
      const page = await bench.open(await bench.invite())
      expect([page.status, page.errorCode]).to.deep.equal([409, 'platform-tokens-of-another'])
      expect(page.text).to.contain('Moodle của trường bạn')
      expect(registry.all()).to.have.length(1)
    })
  }

  it('takes an issuer below the host from a configuration below it, and from no neighbour', async () => {
    const { platform, app } = bench
    const configuration = { ...moodleConfiguration(platform.url), issuer: `${platform.url}/moodle` }
    for (const folder of ['moodle', 'khac']) {
      platform.answer(`/${folder}/config`, () => json(configuration))
      const openid_configuration = `${platform.url}/${folder}/config`
      const { status } = await bench.open(await bench.invite(), { openid_configuration })
      expect(status, folder).to.equal(folder === 'moodle' ? 200 : 422)
    }
    expect(app.deps.lti.registry.all().map(({ issuer }) => issuer)).to.deep.equal([
      configuration.issuer,
    ])
  })
})

describe('W18: what registered itself is inactive until somebody says otherwise', () => {
  let bench: RegistrationBench
  beforeEach(async () => {
    bench = await startRegistrationBench()
  })
  afterEach(() => bench.stop())

  it('begins no login, is sent no score, frames no page', async () => {
    await bench.open(await bench.invite())
    const { registry } = bench.app.deps.lti
    const [one] = registry.all()
    expect([one?.state, registry.frameOrigins()]).to.deep.equal(['pending', []])
    const form = { iss: one?.issuer ?? '', login_hint: '5', target_link_uri: bench.app.url }
    const login = await aBrowser(bench.app.url).send('/lti/login', { form })
    expect([login.status, login.errorCode]).to.deep.equal([403, 'login-blocked-registration'])
  })

  it('does not switch a login without client id to it: two of one issuer are a choice', async () => {
    const { platform, app } = bench
    await app.deps.lti.registry.add(aRegistration({ issuer: platform.url, clientId: 'by-hand' }))
    await bench.open(await bench.invite())
    const form = { iss: platform.url, login_hint: '5', target_link_uri: app.url }
    const login = await aBrowser(app.url).send('/lti/login', { form })
    expect(login.errorCode).to.equal('login-unknown-registration')
  })
})

describe('W19: the platform’s token goes along', () => {
  let bench: RegistrationBench
  beforeEach(async () => {
    bench = await startRegistrationBench()
  })
  afterEach(() => bench.stop())

  it('6.registration.1, 6.registration.2: as Bearer with the configuration and with the registration', async () => {
    await bench.open(await bench.invite())
    const bearer = `Bearer ${TOKEN}`
    expect(bench.heard.map(({ path, authorization }) => [path, authorization])).to.deep.equal([
      ['/config', bearer],
      ['/register', bearer],
    ])
  })

  it('and is left out where the platform gave none', async () => {
    await bench.open(await bench.invite(), { registration_token: '' })
    expect(bench.heard.map(({ authorization }) => authorization)).to.deep.equal([
      undefined,
      undefined,
    ])
  })
})

describe('W20: no personal data is asked for', () => {
  let bench: RegistrationBench
  beforeEach(async () => {
    bench = await startRegistrationBench()
  })
  afterEach(() => bench.stop())

  it('claims are iss and sub, members are not among the services, no variable of a person', async () => {
    await bench.open(await bench.invite())
    const { body } = bench.heard.at(-1) ?? {}
    expect(body?.[TOOL]).to.deep.include({ claims: ['iss', 'sub'] })
    const sent = JSON.stringify(body)
    for (const word of ['name"', 'given', 'family', 'email', 'picture', '$Person', '$User']) {
      expect(sent.replace('client_name"', ''), word).not.to.contain(word)
    }
    expect(sent).not.to.contain('contextmembership')
    expect(sent).not.to.contain(`${AGS}/result.readonly`)
  })

  it('nor in the configuration for Canvas', async () => {
    const { text } = await aBrowser(bench.app.url).send('/lti/canvas.json')
    const { extensions, scopes, ...rest } = JSON.parse(text) as {
      extensions: Record<string, unknown>[]
      scopes: string[]
    }
    expect(extensions.map((one) => one['privacy_level'])).to.deep.equal(['anonymous'])
    expect(scopes.some((scope) => scope.includes('contextmembership'))).to.equal(false)
    expect(JSON.stringify([extensions, rest])).not.to.match(/\$(Person|User|Canvas\.user)/)
  })
})

describe('W21: a rolling deploy registers nothing and breaks nothing', () => {
  it('two processes that start on one store sign with one key and keep every platform', async () => {
    const first = await startTestApp()
    const keep = aRegistration({ id: 'kept' as RegistrationId })
    await first.deps.lti.registry.add(keep)
    const others = await Promise.all(
      Array.from({ length: 3 }, () => startTestApp({ folder: first.folder })),
    )
    const sets = await Promise.all(
      [first, ...others].map(async ({ url }) => (await fetch(`${url}/lti/jwks`)).text()),
    )
    expect(new Set(sets).size).to.equal(1)
    for (const { deps } of others) expect(deps.lti.registry.all()).to.deep.equal([keep])
    for (const app of others) await app.stop()
    await first.stop()
  })

  it('two processes that use one invitation register one platform', async () => {
    const bench = await startRegistrationBench()
    const other = await startTestApp({ folder: bench.app.folder })
    const invite = new URL(await bench.invite())
    let count = 0
    bench.platform.answer('/register', () => ({
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: `client-${(count += 1)}` }),
    }))
    const there = `${other.url}${invite.pathname}${invite.search}`
    const pages = await Promise.all([invite.href, there].map((url) => bench.open(url)))
    expect(pages.filter(({ status }) => status === 200)).to.have.length(1)
    await other.deps.lti.registry.reload()
    expect([count, other.deps.lti.registry.all().length]).to.deep.equal([1, 1])
    await other.stop()
    await bench.stop()
  })
})

function withoutIds(text: string): string {
  return text.replace(/<code>[a-z2-9]{10}<\/code>/, '')
}
