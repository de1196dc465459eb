import { expect } from 'chai'

import {
  json,
  type RegistrationBench,
  startRegistrationBench,
  TOKEN,
} from '../support/a-registration-bench.ts'

describe('a registration that fails', () => {
  let bench: RegistrationBench
  beforeEach(async () => {
    bench = await startRegistrationBench()
  })
  afterEach(() => bench.stop())

  const registered = () => bench.app.deps.lti.registry.all()
  const live = () => bench.app.deps.lti.invitations.list()

  describe('keeps its invitation', () => {
    const bad: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      'registration-opened-directly': { openid_configuration: '' },
      'registration-address-refused': { openid_configuration: 'file:///etc/passwd' },
      'malformed-request': { registration_token: 'a b' },
    }
    for (const [code, params] of Object.entries(bad)) {
      it(`after ${code}`, async () => {
        const url = await bench.invite()
        const page = await bench.open(url, params)
        expect(page.errorCode).to.equal(code)
        expect([bench.heard, (await live()).length]).to.deep.equal([[], 1])
      })
    }

    type Break = () => void
    const failures: Readonly<Record<string, readonly (readonly [string, Break])[]>> = {
      'registration-configuration-unreadable': [
        ['500', () => bench.answer('/config', { status: 500 })],
        ['a redirect', () => bench.answer('/config', { status: 302, headers: { location: '/' } })],
        ['no JSON type', () => bench.answer('/config', { status: 200, body: '{}' })],
        ['no JSON', () => bench.answer('/config', { ...json({}), body: '<html>' })],
      ],
      'registration-configuration-incomplete': [
        ['null', () => bench.answer('/config', json(null))],
        ...['issuer', 'jwks_uri', 'token_endpoint', 'authorization_endpoint'].map(
          (name) => [`no ${name}`, () => bench.configure({ [name]: undefined })] as const,
        ),
        ['a list', () => bench.configure({ registration_endpoint: ['https://lms.example'] })],
        ['no address', () => bench.configure({ registration_endpoint: 'nowhere' })],
      ],
      'registration-address-refused': [
        ['file', () => bench.configure({ jwks_uri: 'file:///etc/passwd' })],
        ['userinfo', () => bench.configure({ token_endpoint: 'https://a:b@lms.example/' })],
        ['metadata', () => bench.configure({ registration_endpoint: 'http://169.254.169.254/' })],
      ],
      'registration-algorithm-refused': [
        ['HS256 only', () => bench.configure({ id_token_signing_alg_values_supported: ['HS256'] })],
        [
          'RS512 tokens only',
          () => bench.configure({ token_endpoint_auth_signing_alg_values_supported: ['RS512'] }),
        ],
      ],
      'registration-refused-by-platform': [
        ['401', () => bench.answer('/register', { status: 401, body: 'token_already_used' })],
        ['500', () => bench.answer('/register', { status: 500 })],
        ['307', () => bench.answer('/register', { status: 307, headers: { location: '/' } })],
      ],
      'registration-answer-unreadable': [
        ['no client id', () => bench.grant({ scope: '' })],
        ['an odd client id', () => bench.grant({ client_id: 'a b' })],
        ['no JSON', () => bench.answer('/register', { status: 200, body: 'ok' })],
      ],
    }
    for (const [code, cases] of Object.entries(failures)) {
      for (const [name, breakIt] of cases) {
        it(`after ${code}: ${name}; and registers once that is mended`, async () => {
          const url = await bench.invite()
          breakIt()
          const page = await bench.open(url)
          expect(page.errorCode).to.equal(code)
          expect([registered(), (await live()).length]).to.deep.equal([[], 1])
        })
      }
    }

    it('after a failure, and registers at the next try', async () => {
      const url = await bench.invite()
      bench.answer('/register', { status: 503 })
      await bench.open(url)
      bench.answer('/register', undefined)
      expect((await bench.open(url)).status).to.equal(200)
      expect([registered().length, await live()]).to.deep.equal([1, []])
    })

    it('where issuer and client id are registered already, and is told so', async () => {
      await bench.open(await bench.invite())
      const second = await bench.invite()
      expect((await bench.open(second)).errorCode).to.equal('registration-exists')
      expect([registered().length, (await live()).length]).to.deep.equal([1, 1])
    })
  })

  it('says why to the LMS’s administrator in the frame, once the invitation is proven', async () => {
    bench.answer('/register', { status: 401 })
    const { headers } = await bench.open(await bench.invite())
    expect(headers.get('content-security-policy')).to.contain(bench.platform.url)
    const stranger = await bench.open(`${bench.app.url}/lti/register?invite=${'x'.repeat(43)}`)
    expect(stranger.headers.get('content-security-policy')).not.to.contain(bench.platform.url)
  })

  it('reflects and logs nothing of what the platform or the network says', async () => {
    const secret = '<script>alert("bí mật")</script>'
    const url = await bench.invite()
    const texts: string[] = []
    bench.answer('/register', { status: 400, body: secret })
    texts.push((await bench.open(url)).text)
    bench.answer('/register', undefined)
    bench.configure({ issuer: secret })
    texts.push((await bench.open(url)).text)
    bench.answer('/config', { ...json({}), body: secret })
    texts.push((await bench.open(url)).text)
    const written = [...texts, ...bench.app.logLines].join('\n')
    for (const word of ['alert', 'bí mật', TOKEN]) expect(written).not.to.contain(word)
    expect(written).not.to.contain(new URL(url).searchParams.get('invite'))
  })

  it('logs the host and the reason', async () => {
    bench.answer('/register', { status: 418 })
    await bench.open(await bench.invite())
    const line = bench.app.logLines.find((one) => one.includes('did not register')) ?? '{}'
    const { host, reason } = JSON.parse(line) as Record<string, string>
    expect([host, reason]).to.deep.equal([new URL(bench.platform.url).host, 'answered:418'])
  })
})
