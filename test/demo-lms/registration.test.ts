import { expect } from 'chai'
import { load } from 'cheerio'

import { aBrowser, aWorld, type World } from './world.ts'

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const tool = 'https://tool.example'

const aRegistration = (overrides: Record<string, unknown> = {}) => ({
  application_type: 'web',
  response_types: ['id_token'],
  initiate_login_uri: `${tool}/login`,
  redirect_uris: [`${tool}/launch`],
  client_name: 'Tool',
  jwks_uri: `${tool}/jwks`,
  token_endpoint_auth_method: 'private_key_jwt',
  scope: 'https://purl.imsglobal.org/spec/lti-ags/scope/score made-up',
  [TOOL]: { domain: 'tool.example', target_link_uri: `${tool}/launch`, claims: ['iss', 'sub'] },
  ...overrides,
})

describe('demo LMS: a tool registers itself', () => {
  let world: World
  beforeEach(async () => {
    world = await aWorld()
  })
  afterEach(() => world.stop())

  /** The administrator pastes an address; gives what the frame is opened with. */
  async function startRegistration() {
    const browser = aBrowser()
    await browser.visit(world.lms.personLink('ql.hung'))
    const page = load(await (await browser.visit(`${world.lms.url}/admin/tools`)).text())
    const sesskey = page('[data-register] [name=sesskey]').attr('value') ?? ''
    const body = new URLSearchParams({ sesskey, url: `${tool}/register?invite=x` })
    const response = await browser.visit(`${world.lms.url}/admin/tools/register`, {
      method: 'POST',
      body,
    })
    const source = load(await response.text())('#registration').attr('src') ?? ''
    return { browser, sesskey, asked: new URL(source) }
  }

  async function newToken(): Promise<string> {
    return (await startRegistration()).asked.searchParams.get('registration_token') ?? ''
  }

  async function register(token: string | undefined, body: object = aRegistration()) {
    const response = await fetch(`${world.lms.url}/mod/lti/openid-registration.php`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, text }
  }

  it('opens the tool’s address with its configuration and a token behind what was there', async () => {
    const { asked } = await startRegistration()
    expect(asked.searchParams.get('invite')).to.equal('x')
    const configuration = asked.searchParams.get('openid_configuration') ?? ''
    const found = (await (await fetch(configuration)).json()) as Record<string, unknown>
    expect(found['issuer']).to.equal(world.lms.url)
    expect(found['registration_endpoint']).to.contain('/mod/lti/openid-registration.php')
  })

  it('answers with client id, deployment and the scopes it knows', async () => {
    const { status, text } = await register(await newToken())
    const answer = JSON.parse(text) as Record<string, Record<string, unknown>>
    expect(status).to.equal(200)
    expect(answer['client_id']).to.be.a('string')
    expect(answer['scope']).to.equal('https://purl.imsglobal.org/spec/lti-ags/scope/score')
    expect(answer[TOOL]).to.include({ deployment_id: '2', domain: 'tool.example' })
  })

  it('takes a token once, for an hour, and none that it did not give', async () => {
    const token = await newToken()
    await register(token)
    expect(await register(token)).to.include({ status: 401, text: 'token_already_used' })
    const late = await newToken()
    world.clock.advance(3600)
    expect((await register(late)).status).to.equal(401)
    expect((await register('made-up')).status).to.equal(401)
    expect((await register(undefined)).status).to.equal(401)
  })

  const wrong: Readonly<Record<string, Record<string, unknown>>> = {
    'without id_token': { response_types: ['code'] },
    'with a secret': { token_endpoint_auth_method: 'client_secret_basic' },
    'without a name': { client_name: '' },
    'without a login address': { initiate_login_uri: undefined },
    'without a redirect address': { redirect_uris: [] },
    'without keys': { jwks_uri: undefined },
    'for another domain': { [TOOL]: { domain: 'other.example', target_link_uri: tool } },
  }
  for (const [name, fields] of Object.entries(wrong)) {
    it(`refuses one ${name}, and the token stays good`, async () => {
      const token = await newToken()
      expect((await register(token, aRegistration(fields))).status).to.equal(400)
      expect((await register(token)).status).to.equal(200)
    })
  }

  it('waits until the administrator activates it', async () => {
    const { browser, sesskey, asked } = await startRegistration()
    const { text } = await register(asked.searchParams.get('registration_token') ?? '')
    const { client_id: client = '' } = JSON.parse(text) as { client_id?: string }
    expect(world.lms.state.tool?.clientId).to.equal('fake-tool-1')
    const body = new URLSearchParams({ sesskey, client })
    await browser.visit(`${world.lms.url}/admin/tools/activate`, { method: 'POST', body })
    expect(world.lms.state.tool?.clientId).to.equal(client)
  })

  it('lets nobody but the administrator near it, and no form of another page', async () => {
    const pupil = aBrowser()
    await pupil.visit(world.lms.personLink('hs.an'))
    expect((await pupil.visit(`${world.lms.url}/admin/tools`)).status).to.equal(403)
    const { browser } = await startRegistration()
    const body = new URLSearchParams({ url: tool, sesskey: 'guessed' })
    const forged = await browser.visit(`${world.lms.url}/admin/tools/register`, {
      method: 'POST',
      body,
    })
    expect(forged.status).to.equal(400)
  })
})
