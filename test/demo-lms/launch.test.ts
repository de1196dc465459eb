import { expect } from 'chai'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'

import {
  authenticate,
  authenticationRequest,
  aWorld,
  callService,
  itemType,
  openActivity,
  readForm,
  type World,
} from './world.ts'

const lti = 'https://purl.imsglobal.org/spec/lti/claim'

describe('demo LMS: a launch', () => {
  let world: World

  beforeEach(async () => {
    world = await aWorld()
  })
  afterEach(() => world.stop())

  async function launch(username = 'hs.an', courseModuleId = 2) {
    const attempt = await openActivity(world, username, courseModuleId)
    const form = await readForm(await authenticate(world, attempt))
    const token = form.fields['id_token'] ?? ''
    return { form, token, claims: decodeJwt<Record<string, unknown>>(token) }
  }

  describe('the login request', () => {
    it('is a form that posts the six parameters of Moodle and has a button of its own', async () => {
      const { browser } = await openActivity(world)
      const page = await browser.visit(`${world.lms.url}/mod/lti/launch.php?id=2`)
      const form = await readForm(page)
      expect(form).to.include({ method: 'post', action: world.tool.loginUrl, button: 'Tiếp tục' })
      expect(form.fields).to.include({
        iss: world.lms.url,
        target_link_uri: world.tool.targetLinkUri,
        login_hint: '5',
        client_id: 'fake-tool-1',
        lti_deployment_id: '1',
      })
      expect(Object.keys(form.fields)).to.have.length(6)
    })

    it('carries a JSON message hint with the course module and a launch id', async () => {
      const { login } = await openActivity(world)
      expect(login['lti_message_hint']).to.match(/^\{"cmid":2,"launchid":"ltilaunch1_\d+"\}$/)
    })

    it('sends nobody to the tool who is not signed in', async () => {
      const answer = await fetch(`${world.lms.url}/mod/lti/launch.php?id=2`, { redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/'])
    })
  })

  describe('the answer to an honest request', () => {
    it('posts id_token and the untouched state to the redirect address', async () => {
      const { form } = await launch()
      expect(form).to.include({
        method: 'post',
        action: world.tool.redirectUris[0],
        button: 'Tiếp tục',
      })
      expect(Object.keys(form.fields)).to.have.members(['id_token', 'state'])
      expect(form.fields['state']).to.equal('af0ifjsldkj')
    })

    it('is signed with RS256 by a key of the published set', async () => {
      const { token } = await launch()
      const keys = createRemoteJWKSet(new URL(world.lms.endpoints.jwksUrl))
      const currentDate = world.clock.now()
      await jwtVerify(token, keys, { currentDate, issuer: world.lms.url, audience: 'fake-tool-1' })
      expect(decodeProtectedHeader(token)).to.have.keys('typ', 'alg', 'kid')
      expect(world.lms.counters().jwksFetches).to.equal(1)
    })

    it('lives for sixty seconds and echoes the nonce', async () => {
      const { claims } = await launch()
      expect(Number(claims.exp) - Number(claims.iat)).to.equal(60)
      expect(claims['nonce']).to.equal('n-0S6_WzA2Mj')
    })

    it('names the person by the row number and by everything else Moodle tells', async () => {
      const { claims } = await launch()
      expect(claims).to.deep.include({
        sub: '5',
        given_name: 'An',
        family_name: 'Nguyễn Hải',
        name: 'An Nguyễn Hải',
        email: 'hs-an@school.example',
        [`${lti}/ext`]: { user_username: 'hs.an', lms: 'moodle-2' },
        [`${lti}/lis`]: {
          person_sourcedid: 'HS0001',
          course_section_sourcedid: '72000412-4A',
        },
      })
      const outcome = claims['https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome'] as {
        lis_result_sourcedid: string
      }
      expect(outcome.lis_result_sourcedid).to.match(/^\{"data":\{"instanceid":"1","userid":"5"/)
    })

    it('sends an empty ID number where none was filled in', async () => {
      const { claims } = await launch('hs.binh')
      expect(claims[`${lti}/lis`]).to.deep.include({ person_sourcedid: '' })
    })

    it('makes teacher and manager plain instructors', async () => {
      const role = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'
      for (const username of ['gv.lan', 'ql.hung']) {
        const { claims } = await launch(username)
        expect(claims[`${lti}/roles`], username).to.deep.equal([role])
      }
    })

    it('gives the course by its number and the short type', async () => {
      const { claims } = await launch()
      expect(claims[`${lti}/context`]).to.deep.equal({
        id: '2',
        label: 'HDTN4A',
        title: 'Hoạt động trải nghiệm 4A',
        type: ['CourseSection'],
      })
    })

    it("gives each activity its own custom parameters beside Moodle's four", async () => {
      const module = async (courseModuleId: number) => {
        const { claims } = await launch('gv.lan', courseModuleId)
        const custom = claims[`${lti}/custom`] as Record<string, string>
        const added = Object.keys(custom).filter((key) => key.endsWith('_url'))
        return { module: custom['module'], mode: custom['mode'], added: added.length }
      }
      expect(await module(2)).to.deep.equal({ module: 'B5', mode: undefined, added: 4 })
      expect(await module(3)).to.deep.equal({ module: 'B5', mode: 'present', added: 4 })
      expect(await module(4)).to.deep.equal({ module: undefined, mode: undefined, added: 4 })
    })

    it('names the services by addresses with type_id', async () => {
      const { claims } = await launch()
      const services = `${world.lms.url}/mod/lti/services.php`
      const endpoint = claims['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint']
      expect(endpoint).to.deep.include({
        lineitems: `${services}/2/lineitems?type_id=1`,
        lineitem: `${services}/2/lineitems/2/lineitem?type_id=1`,
      })
      const members = claims['https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice']
      expect(members).to.deep.equal({
        context_memberships_url: `${services}/CourseSection/2/bindings/1/memberships`,
        service_versions: ['1.0', '2.0'],
      })
    })

    it('names no line item once the activity has two', async () => {
      const items = `${world.lms.url}/mod/lti/services.php/2/lineitems?type_id=1`
      const body = JSON.stringify({ label: 'Thêm', scoreMaximum: 5, resourceLinkId: '1' })
      await callService(world, items, {
        method: 'POST',
        headers: { 'Content-Type': itemType },
        body,
      })
      const { claims } = await launch()
      const endpoint = claims['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint']
      expect(endpoint).not.to.have.property('lineitem')
    })

    it('says when it was opened in a window of its own', async () => {
      const { browser } = await openActivity(world)
      const url = `${world.lms.url}/mod/lti/launch.php?id=2&target=window`
      const login = (await readForm(await browser.visit(url))).fields
      const attempt = { browser, login, request: authenticationRequest(world, login) }
      const { fields } = await readForm(await authenticate(world, attempt))
      const claims = decodeJwt<Record<string, unknown>>(fields['id_token'] ?? '')
      expect(claims[`${lti}/launch_presentation`]).to.include({ document_target: 'window' })
    })

    it('tells the language and an address to return to', async () => {
      const { claims } = await launch()
      const presentation = claims[`${lti}/launch_presentation`] as Record<string, string>
      expect(presentation).to.include({ locale: 'vi', document_target: 'iframe' })
      expect(presentation['return_url']).to.match(/return\.php\?course=2&.*&sesskey=[0-9a-f]+$/)
    })
  })

  describe('strictness of the authentication endpoint', () => {
    async function statusOf(overrides: Record<string, string>): Promise<number> {
      return (await authenticate(world, await openActivity(world), overrides)).status
    }

    async function errorOf(overrides: Record<string, string>) {
      const attempt = await openActivity(world)
      const { action, fields } = await readForm(await authenticate(world, attempt, overrides))
      expect(action).to.equal(world.tool.redirectUris[0])
      expect(fields['state']).to.equal('af0ifjsldkj')
      return fields['error']
    }

    it('takes the request by POST too', async () => {
      const { browser, request } = await openActivity(world)
      const body = new URLSearchParams(request)
      const page = await browser.visit(world.lms.endpoints.authUrl, { method: 'POST', body })
      expect((await readForm(page)).fields).to.have.keys('id_token', 'state')
    })

    it('compares the redirect address character by character', async () => {
      const [known = ''] = world.tool.redirectUris
      const almost = [`${known}/`, `${known}?`, known.toUpperCase(), known.slice(0, -1)]
      for (const redirect of almost) {
        expect(await statusOf({ redirect_uri: redirect }), redirect).to.equal(404)
      }
    })

    it('refuses a request in which one parameter is missing', async () => {
      const names = ['scope', 'response_type', 'client_id', 'redirect_uri', 'login_hint', 'nonce']
      for (const name of names) expect(await statusOf({ [name]: '' }), name).to.equal(404)
    })

    it('wants exactly the scope openid and the response type id_token', async () => {
      expect(await statusOf({ scope: 'openid profile' })).to.equal(404)
      expect(await statusOf({ response_type: 'code id_token' })).to.equal(404)
    })

    it('refuses a message hint that did not come back unchanged', async () => {
      const attempt = await openActivity(world)
      const spaced = attempt.request['lti_message_hint']!.replace(',', ', ')
      const answer = await authenticate(world, attempt, { lti_message_hint: spaced })
      expect(answer.status).to.equal(404)
    })

    it('lets a launch id work once', async () => {
      const attempt = await openActivity(world)
      expect((await authenticate(world, attempt)).status).to.equal(200)
      const second = await authenticate(world, attempt)
      expect(second.status).to.equal(404)
      expect(await second.text()).to.include('Invalid request')
    })

    it('refuses the launch of another session', async () => {
      const { login } = await openActivity(world, 'gv.lan')
      const other = await openActivity(world, 'hs.an')
      const request = authenticationRequest(world, login)
      expect((await authenticate(world, { ...other, request })).status).to.equal(404)
    })

    it('reports what it may report to the tool as an OAuth error with the state', async () => {
      expect(await errorOf({ client_id: 'somebody-else' })).to.equal('unauthorized_client')
      expect(await errorOf({ login_hint: '6' })).to.equal('access_denied')
      expect(await errorOf({ response_mode: 'query' })).to.equal('invalid_request')
      expect(await errorOf({ prompt: 'login' })).to.equal('invalid_request')
    })

    it('lets the browser post once more when the session cookie did not come along', async () => {
      const attempt = await openActivity(world)
      const body = new URLSearchParams(attempt.request)
      const { authUrl } = world.lms.endpoints
      const bare = await readForm(await fetch(authUrl, { method: 'POST', body }))
      expect(bare.action).to.equal(new URL(authUrl).pathname)
      expect(bare.fields).to.deep.equal({ ...attempt.request, repost: '1' })
      const again = { method: 'POST', body: new URLSearchParams(bare.fields) }
      const answer = await readForm(await attempt.browser.visit(authUrl, again))
      expect(answer.fields).to.have.keys('id_token', 'state')
    })

    it('sends the browser to the sign-in page when the second post has no cookie either', async () => {
      const { request } = await openActivity(world)
      const body = new URLSearchParams({ ...request, repost: '1' })
      const { authUrl } = world.lms.endpoints
      const answer = await fetch(authUrl, { method: 'POST', body, redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/'])
    })
  })
})
