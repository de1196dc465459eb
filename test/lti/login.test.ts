import { expect } from 'chai'
import { load } from 'cheerio'

import type { RegistrationId } from '../../src/lti/index.ts'
import { type LaunchBench, login, startLaunchBench } from '../support/a-launch.ts'
import { aRegistration } from '../support/a-registration.ts'
import { aSample } from '../support/a-sample.ts'

const { loginRequest } = aSample()
const query = (params: Record<string, string>) =>
  `/lti/login?${new URLSearchParams(params).toString()}`

describe('login initiation', () => {
  let bench: LaunchBench
  beforeEach(async () => {
    bench = await startLaunchBench()
  })
  afterEach(() => bench.stop())

  it('tests its cookie before the platform is asked', async () => {
    const browser = bench.newBrowser()
    const first = await browser.send('/lti/login', { form: loginRequest })
    expect(first.status).to.equal(303)
    expect(first.location).to.match(/\/lti\/login\?.*checked=1/)
    const [cookie = ''] = first.headers.getSetCookie()
    expect(cookie).to.match(/^lachan-browser=[\w-]{43};/)
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/']) {
      expect(cookie.split('; ')).to.include(attribute)
    }
    const second = await browser.send(first.location!)
    expect(second.status).to.equal(303)
    expect(second.location).to.match(new RegExp(`^${bench.platform.url}/auth\\?`))
  })

  for (const method of ['GET', 'POST']) {
    it(`by ${method} asks the platform exactly what Moodle wants, hints unchanged`, async () => {
      const browser = bench.newBrowser()
      const first = await (method === 'GET'
        ? browser.send(query(loginRequest))
        : browser.send('/lti/login', { form: loginRequest }))
      const { location } = await browser.send(first.location!)
      const asked = Object.fromEntries(new URL(location!).searchParams)
      expect(asked).to.include({
        scope: 'openid',
        response_type: 'id_token',
        response_mode: 'form_post',
        prompt: 'none',
        client_id: 'stub-client-1',
        redirect_uri: `${bench.app.url}/lti/launch`,
        login_hint: '5',
        lti_message_hint: loginRequest['lti_message_hint'],
      })
      expect(asked['state']).to.match(/^[\w-]{43}\.[\w-]+\.[0-9a-z]{8}\.\.[\w-]{43}$/)
      expect(asked['nonce']).to.match(/^[\w-]{43}$/)
    })
  }

  it('keeps a query that the platform’s address already has', async () => {
    const { registry } = bench.app.deps.lti
    const [one] = registry.all()
    const id = 'second' as RegistrationId
    await registry.add({ ...one!, id, clientId: 'second', authUrl: `${one!.authUrl}?tenant=7` })
    const asked = await login(bench.newBrowser(), { ...loginRequest, client_id: 'second' })
    expect(asked.url.searchParams.get('tenant')).to.equal('7')
  })

  it('asks at once where the cookie is there already', async () => {
    const browser = bench.newBrowser()
    await login(browser)
    const again = await browser.send('/lti/login', { form: loginRequest })
    expect(again.location).to.match(/\/auth\?/)
  })

  it('gives every login its own state and nonce', async () => {
    const browser = bench.newBrowser()
    const logins = [await login(browser), await login(browser)]
    expect(new Set(logins.flatMap(({ state, nonce }) => [state, nonce]))).to.have.property(
      'size',
      4,
    )
  })

  it('offers a new window, with the same parameters, where the cookie does not come back', async () => {
    const page = await bench.newBrowser().send(query({ ...loginRequest, checked: '1' }), {
      headers: { 'sec-fetch-dest': 'iframe' },
    })
    expect(page.status).to.equal(200)
    const $ = load(page.text)
    const form = $('form')
    expect(form.attr()).to.include({
      method: 'post',
      target: '_blank',
      action: `${bench.app.url}/lti/login`,
    })
    const fields = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]))
    expect(fields).to.deep.equal({ ...loginRequest, window: '1' })
    expect($('button')).to.have.length(1)
    expect(page.headers.get('content-security-policy')).to.contain(
      `form-action 'self' ${bench.platform.url}`,
    )
  })

  for (const host of ['[2001:db8::1]', 'lms_of_a_school.example']) {
    it(`offers it for a platform at ${host} too, which no header can name`, async () => {
      const other = { ...loginRequest, client_id: host }
      await bench.app.deps.lti.registry.add(
        aRegistration({
          id: 'other' as RegistrationId,
          clientId: host,
          authUrl: `https://${host}/auth`,
        }),
      )
      const page = await bench.newBrowser().send(query({ ...other, checked: '1' }))
      expect([page.status, load(page.text)('form').length]).to.deep.equal([200, 1])
      expect(page.headers.get('content-security-policy')).to.match(/form-action 'self'(;|$)/)
    })
  }

  for (const [how, params, headers] of [
    ['as the browser says', {}, { 'sec-fetch-dest': 'document' }],
    ['as our own button said, where the browser says nothing', { window: '1' }, {}],
    ['with storage signalled as well', { window: '1', lti_storage_target: '_parent' }, {}],
  ] as const) {
    it(`does not offer a window where it already is one, ${how}`, async () => {
      const url = query({ ...loginRequest, ...params, checked: '1' })
      const page = await bench.newBrowser().send(url, { headers })
      expect([page.status, page.errorCode]).to.deep.equal([401, 'cookies-blocked'])
    })
  }

  it('without a client id is served where the issuer has one registration', async () => {
    const { client_id, ...without } = loginRequest
    const asked = await login(bench.newBrowser(), without)
    expect(asked.url.searchParams.get('client_id')).to.equal(client_id)
  })

  it('without a client id is refused where there are two', async () => {
    const { registry } = bench.app.deps.lti
    const [one] = registry.all()
    await registry.add({ ...one!, id: 'second' as RegistrationId, clientId: 'second' })
    const { client_id, ...without } = loginRequest
    const page = await bench.newBrowser().send(query(without))
    expect([page.status, page.errorCode]).to.deep.equal([403, 'login-unknown-registration'])
    expect(client_id).to.equal('stub-client-1')
  })

  it('of an unknown issuer or client is refused', async () => {
    for (const change of [{ iss: 'http://unknown.example' }, { client_id: 'unknown' }]) {
      const page = await bench.newBrowser().send(query({ ...loginRequest, ...change }))
      expect([page.status, page.errorCode]).to.deep.equal([403, 'login-unknown-registration'])
    }
  })

  it('of a disabled registration is refused', async () => {
    const { registry } = bench.app.deps.lti
    await registry.setState(registry.all()[0]!.id, 'disabled')
    const page = await bench.newBrowser().send(query(loginRequest))
    expect([page.status, page.errorCode]).to.deep.equal([403, 'login-blocked-registration'])
  })

  const malformed: readonly [string, string][] = [
    ['W3: an operator for the issuer', '/lti/login?iss[$ne]=x&login_hint=5&target_link_uri=x'],
    ['a repeated issuer', '/lti/login?iss=a&iss=b&login_hint=5&target_link_uri=x'],
    ['no hint', query({ iss: loginRequest['iss']!, target_link_uri: 'x' })],
    ['no target', query({ iss: loginRequest['iss']!, login_hint: '5' })],
    ['an issuer of 300 characters', query({ ...loginRequest, iss: 'x'.repeat(300) })],
    ['nothing', '/lti/login'],
  ]
  for (const [what, url] of malformed) {
    it(`with ${what} is a page of ours`, async () => {
      const page = await bench.newBrowser().send(url)
      expect([page.status, page.errorCode]).to.deep.equal([400, 'malformed-request'])
    })
  }

  it('ignores a browser cookie that is not of our making', async () => {
    const browser = bench.newBrowser()
    browser.cookies.set('lachan-browser', 'chosen-by-somebody')
    const page = await browser.send(query(loginRequest))
    expect(page.location).to.contain('checked=1')
  })

  it('serves its public keys, cacheable, without the private half', async () => {
    const page = await bench.newBrowser().send('/lti/jwks')
    const { keys } = JSON.parse(page.text) as { keys: Record<string, string>[] }
    expect(Object.keys(keys[0]!).toSorted()).to.deep.equal(['alg', 'e', 'kid', 'kty', 'n', 'use'])
    expect(page.headers.get('cache-control')).to.equal('public, max-age=3600')
  })
})
