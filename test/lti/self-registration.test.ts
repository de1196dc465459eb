import { expect } from 'chai'

import { mayBeAudienceAt } from '../../src/lti/assertion-audience.ts'
import { aBrowser } from '../support/a-browser.ts'
import { aClock } from '../support/a-clock.ts'
import {
  AGS,
  json,
  PLATFORM,
  type RegistrationBench,
  startRegistrationBench,
  TOOL,
} from '../support/a-registration-bench.ts'

const BRIGHTSPACE = 'https://auth.brightspace.com/core/connect/token'
const DAY_MS = 24 * 60 * 60 * 1000

describe('an LMS that registers itself', () => {
  let bench: RegistrationBench
  let clock: ReturnType<typeof aClock>
  beforeEach(async () => {
    clock = aClock()
    bench = await startRegistrationBench({ clock })
  })
  afterEach(() => bench.stop())

  const registered = () => bench.app.deps.lti.registry.all()
  const live = () => bench.app.deps.lti.invitations.list()
  const asked = () => bench.heard.at(-1)?.body as Record<string, never>

  describe('with a live invitation', () => {
    it('6.registration.5: is kept as pending, with what it granted', async () => {
      const page = await bench.open(await bench.invite())
      expect([page.status, page.errorCode]).to.deep.equal([200, undefined])
      const { url } = bench.platform
      const [{ id, platformId, ...kept } = expect.fail()] = registered()
      expect([id, platformId].every((one) => /^\w{12}$/.test(one))).to.equal(true)
      expect(kept).to.deep.equal({
        name: new URL(url).host,
        issuer: url,
        clientId: 'client-1',
        authUrl: `${url}/auth`,
        tokenUrl: `${url}/token`,
        jwksUrl: `${url}/jwks`,
        state: 'pending',
        deployments: [],
        trust: [],
        frameOrigins: [],
        countsMembers: false,
        invited: true,
        grantedScopes: [`${AGS}/lineitem`, `${AGS}/score`],
      })
    })

    it('gets school and trust from the invitation, which it has no say in', async () => {
      bench.grant({ client_id: 'c', school_code: 'X', custom_parameters: { school_code: 'X' } })
      await bench.open(await bench.invite({ schoolCode: '72000412', trust: ['custom'] }))
      expect(registered()[0]).to.deep.include({ schoolCode: '72000412', trust: ['custom'] })
    })

    it('keeps a deployment that the answer names, for whoever approves the whole', async () => {
      bench.grant({ client_id: 'c', [TOOL]: { deployment_id: '7' } })
      await bench.open(await bench.invite())
      expect(registered()[0]?.deployments).to.deep.equal([{ id: '7', state: 'allowed' }])
      expect(registered()[0]).not.to.have.property('grantedScopes')
    })

    it('keeps for whom assertions are, where the platform says so', async () => {
      const authorization_server = `${bench.platform.url}/authorization`
      bench.configure({ authorization_server })
      await bench.open(await bench.invite())
      expect(registered()[0]?.authorizationServer).to.equal(authorization_server)
    })

    it('signs for nobody else: an assertion for another LMS would open that one', async () => {
      for (const [index, authorization_server] of [
        'https://other-lms.example/token',
        'http://127.0.0.1/token',
        'other-lms',
        'https://api.brightspace.com/auth/token',
      ].entries()) {
        bench.grant({ client_id: `client-${index}` })
        bench.configure({ authorization_server })
        await bench.open(await bench.invite())
        expect(registered()[index]).not.to.have.property('authorizationServer')
      }
      expect(mayBeAudienceAt(BRIGHTSPACE, 'https://api.brightspace.com/auth/token')).to.equal(true)
      expect(mayBeAudienceAt(BRIGHTSPACE, 'https://api.brightspace.com/other')).to.equal(false)
    })

    it('may be framed from the address where it was registered, as a cloud LMS’s customer is', async () => {
      const customer = bench.platform.url.replace('127.0.0.1', 'localhost')
      bench.configure({ registration_endpoint: `${customer}/register` })
      const { headers } = await bench.open(await bench.invite())
      expect(registered()[0]?.frameOrigins).to.deep.equal([customer])
      expect(headers.get('content-security-policy')).to.contain(customer)
    })

    it('is asked what the specification names, and no more services than are used', async () => {
      await bench.open(await bench.invite())
      const { url } = bench.app
      const { logo_uri, ...rest } = asked() as Record<string, unknown>
      expect(logo_uri).to.match(new RegExp(`^${url}/assets/\\w+/shield\\.svg$`))
      const { [TOOL]: tool, ...client } = rest
      expect(client).to.deep.equal({
        application_type: 'web',
        response_types: ['id_token'],
        grant_types: ['implicit', 'client_credentials'],
        initiate_login_uri: `${url}/lti/login`,
        redirect_uris: [`${url}/lti/launch`],
        client_name: 'Lá Chắn',
        jwks_uri: `${url}/lti/jwks`,
        token_endpoint_auth_method: 'private_key_jwt',
        scope: `${AGS}/lineitem ${AGS}/lineitem.readonly ${AGS}/score`,
      })
      expect(tool).to.deep.include({
        domain: new URL(url).host,
        target_link_uri: `${url}/lti/launch`,
        claims: ['iss', 'sub'],
      })
    })

    it('is asked for deep linking where it has a place for it', async () => {
      await bench.open(await bench.invite())
      const { messages } = asked()[TOOL] as unknown as { messages: Record<string, unknown>[] }
      expect(messages.map(({ type }) => type)).to.deep.equal([
        'LtiResourceLinkRequest',
        'LtiDeepLinkingRequest',
      ])
      expect(messages[1]).to.deep.include({ placements: ['ContentArea'] })
    })

    it('is asked for submission review only where it lists it, and for deep linking not otherwise', async () => {
      const messages_supported = [{ type: 'LtiSubmissionReviewRequest' }]
      bench.configure({ [PLATFORM]: { messages_supported } })
      await bench.open(await bench.invite())
      const { messages } = asked()[TOOL] as unknown as { messages: Record<string, unknown>[] }
      expect(messages.map(({ type }) => type)).to.deep.equal([
        'LtiResourceLinkRequest',
        'LtiSubmissionReviewRequest',
      ])
    })

    it('is not asked for a scope that it does not know', async () => {
      bench.configure({ scopes_supported: [`${AGS}/score`] })
      await bench.open(await bench.invite())
      expect(asked()['scope']).to.equal(`${AGS}/score`)
    })

    it('6.registration.3: shows every address on a page that says who must approve and how to close', async () => {
      const { text } = await bench.open(await bench.invite())
      const [{ id, authUrl, tokenUrl, jwksUrl, issuer } = expect.fail()] = registered()
      for (const value of [id, authUrl, tokenUrl, jwksUrl, issuer, 'client-1']) {
        expect(text).to.contain(`>${value}<`)
      }
      expect(text).to.contain('chờ duyệt').and.to.contain('data-close-frame')
      expect(text).to.match(/<script src="\/assets\/\w+\/lti-close\.js" defer>/)
    })

    it('may be framed by the LMS before it is active, on this page only', async () => {
      const { headers } = await bench.open(await bench.invite())
      const frames = /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')
      expect(frames?.[1]?.split(' ')).to.include(bench.platform.url)
      const other = await aBrowser(bench.app.url).send('/exit')
      expect(other.headers.get('content-security-policy')).not.to.contain(bench.platform.url)
    })

    it('cannot launch before it is approved, and can afterwards', async () => {
      await bench.open(await bench.invite())
      const [{ id } = expect.fail()] = registered()
      const login = () =>
        aBrowser(bench.app.url).send('/lti/login', {
          form: { iss: bench.platform.url, login_hint: '5', target_link_uri: bench.app.url },
        })
      expect((await login()).errorCode).to.equal('login-blocked-registration')
      await bench.app.deps.lti.invitations.approve(id)
      expect((await login()).status).to.equal(303)
    })
  })

  describe('is known to be a cloud LMS', () => {
    const canvas = {
      issuer: 'https://canvas.instructure.com',
      authorization_server: 'sso.canvaslms.com',
      [PLATFORM]: {
        product_family_code: 'canvas',
        messages_supported: [
          {
            type: 'LtiDeepLinkingRequest',
            placements: ['assignment_selection', 'editor_button', 'link_selection'],
          },
        ],
        variables: ['Canvas.account.sisSourceId'],
      },
    }

    it('only where its configuration lies at one of the listed addresses', async () => {
      bench.configure(canvas)
      const page = await bench.open(await bench.invite())
      expect(page.errorCode).to.equal('registration-issuer-foreign')
    })

    it('Canvas gets no personal data asked, two placements, and the school code of its account', async () => {
      bench.configure({ ...canvas, issuer: bench.platform.url })
      await bench.open(await bench.invite())
      const tool = asked()[TOOL] as unknown as Record<string, unknown>
      expect(tool).to.deep.include({
        'https://canvas.instructure.com/lti/privacy_level': 'anonymous',
        custom_parameters: { school_code: '$Canvas.account.sisSourceId' },
      })
      const [, pick] = tool['messages'] as Record<string, unknown>[]
      expect(pick?.['placements']).to.deep.equal(['assignment_selection', 'link_selection'])
      // Canvas takes its token address only.
      expect(registered()[0]).not.to.have.property('authorizationServer')
    })
  })

  describe('without a live invitation', () => {
    const wrong: Readonly<Record<string, () => Promise<string>>> = {
      wrong: () => Promise.resolve(`${bench.app.url}/lti/register?invite=${'x'.repeat(43)}`),
      missing: () => Promise.resolve(`${bench.app.url}/lti/register`),
      malformed: () => Promise.resolve(`${bench.app.url}/lti/register?invite=../etc`),
      async used() {
        const url = await bench.invite()
        await bench.open(url)
        bench.heard.length = 0
        return url
      },
      async expired() {
        const url = await bench.invite({ days: 1 })
        clock.advance(DAY_MS)
        return url
      },
      async withdrawn() {
        const url = await bench.invite()
        const [{ id } = expect.fail()] = await live()
        await bench.app.deps.lti.invitations.withdraw(id)
        return url
      },
    }
    for (const [name, makeUrl] of Object.entries(wrong)) {
      it(`gets the same page and asks no platform anything: ${name}`, async () => {
        const page = await bench.open(await makeUrl())
        expect([page.status, page.errorCode]).to.deep.equal([403, 'invitation-invalid'])
        expect(bench.heard).to.deep.equal([])
      })
    }
  })

  it('registers once where one invitation is used 20 times at once', async () => {
    const url = await bench.invite()
    let count = 0
    bench.platform.answer('/register', () => json({ client_id: `client-${(count += 1)}` }))
    const pages = await Promise.all(Array.from({ length: 20 }, () => bench.open(url)))
    expect(pages.filter(({ status }) => status === 200)).to.have.length(1)
    const refused = pages.filter(({ status }) => status !== 200).map(({ errorCode }) => errorCode)
    expect(refused).to.have.length(19)
    for (const code of refused)
      expect(code).to.be.oneOf(['invitation-in-use', 'invitation-invalid'])
    expect([registered().length, count, await live()]).to.deep.equal([1, 1, []])
  })
})
