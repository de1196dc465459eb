import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'

import { expect } from 'chai'

import { startDemoLms } from '../../scripts/demo-lms/index.ts'
import {
  aBrowser,
  aScore,
  askToken,
  aToken,
  authenticate,
  aWorld,
  openActivity,
  readForm,
  sendScore,
  urlOf,
  type World,
} from './world.ts'

describe('demo LMS: outages, stopping and coming back', () => {
  let world: World

  beforeEach(async () => {
    world = await aWorld()
  })
  afterEach(() => world.stop())

  describe('faults', () => {
    it('make /scores answer as told, and the attempts are written down', async () => {
      world.lms.fault.set('scores', { status: 503 })
      expect((await sendScore(world, aScore())).status).to.equal(503)
      expect(world.lms.scorePosts()[0]).to.include({ status: 503 })
      expect(world.lms.gradebook()[0]).to.include({ score: null })
    })

    it('end when they are lifted', async () => {
      world.lms.fault.set('scores', { status: 500 })
      await sendScore(world, aScore())
      world.lms.fault.set('scores', null)
      expect((await sendScore(world, aScore())).status).to.equal(200)
    })

    it('reach the token, key and authentication endpoints', async () => {
      const { tokenUrl, jwksUrl, authUrl } = world.lms.endpoints
      world.lms.fault.set('token', { status: 500 })
      world.lms.fault.set('jwks', { status: 502 })
      world.lms.fault.set('auth', { status: 503 })
      const answers = await Promise.all([tokenUrl, jwksUrl, authUrl].map((url) => fetch(url)))
      expect(answers.map((answer) => answer.status)).to.deep.equal([500, 502, 503])
    })

    it('may leave a request hanging, which is written down as never answered', async () => {
      const token = await aToken(world)
      world.lms.fault.set('scores', 'hang')
      const pending = sendScore(world, aScore(), { token }).catch((error: unknown) => error)
      while (world.lms.scorePosts().length === 0) await new Promise(setImmediate)
      expect(world.lms.scorePosts()[0]).to.include({ status: 0 })
      await world.lms.stop()
      expect(await pending).to.be.instanceOf(TypeError)
    })
  })

  describe('stopping', () => {
    it('closes connections that are kept alive', async () => {
      const { port } = new URL(world.lms.url)
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write('GET / HTTP/1.1\r\nHost: lms\r\n\r\n')
      await once(socket, 'data')
      const closed = once(socket, 'close')
      await world.lms.stop()
      await closed
      expect(socket.destroyed).to.be.true
    })

    it('does not wait for the key set of a tool that hangs', async () => {
      const silent = createServer()
      silent.listen(0, '127.0.0.1')
      await once(silent, 'listening')
      world.lms.registerTool({ ...world.tool, jwksUrl: urlOf(silent) })
      const pending = askToken(world).catch((error: unknown) => error)
      await once(silent, 'request')
      await world.lms.stop()
      expect(await pending).to.be.instanceOf(TypeError)
      silent.closeAllConnections()
      silent.close()
    })

    it('may be asked for twice', async () => {
      await world.lms.stop()
      await world.lms.stop()
      expect(await fetch(world.lms.url).catch(() => 'nobody there')).to.equal('nobody there')
    })
  })

  describe('coming back on the same port with the same state', () => {
    it('keeps address, keys, tool and grades', async () => {
      await sendScore(world, aScore())
      const keys = await (await fetch(world.lms.endpoints.jwksUrl)).json()
      const { url } = world.lms
      await world.lms.stop()
      await world.restart()
      expect(world.lms.url).to.equal(url)
      expect(await (await fetch(world.lms.endpoints.jwksUrl)).json()).to.deep.equal(keys)
      expect(world.lms.gradebook()[0]).to.include({ username: 'hs.an', score: 10 })
      expect((await askToken(world)).status).to.equal(200)
    })

    it('still honours a token and a session from before', async () => {
      const token = await aToken(world)
      const attempt = await openActivity(world)
      await world.lms.stop()
      await world.restart()
      expect((await sendScore(world, aScore(), { token })).status).to.equal(200)
      const form = await readForm(await authenticate(world, attempt))
      expect(form.fields).to.have.property('id_token')
    })

    it('forgets the faults', async () => {
      world.lms.fault.set('token', { status: 500 })
      await world.lms.stop()
      await world.restart()
      expect((await askToken(world)).status).to.equal(200)
    })

    it('without the state is a new LMS with other keys', async () => {
      const { url, state } = world.lms
      await world.lms.stop()
      const fresh = await startDemoLms({ host: '127.0.0.1', port: Number(new URL(url).port) })
      expect(fresh.state.key.kid).not.to.equal(state.key.kid)
      await fresh.stop()
    })
  })

  it('is its public address when it has one', async () => {
    const options = { host: '127.0.0.1', port: 0, publicUrl: 'https://lms.school.example/' }
    const lms = await startDemoLms(options)
    expect(lms.url).to.equal('https://lms.school.example')
    expect(lms.endpoints.tokenUrl).to.equal('https://lms.school.example/mod/lti/token.php')
    await lms.stop()
  })

  it('refuses a port that is taken', async () => {
    const port = Number(new URL(world.lms.url).port)
    const second = startDemoLms({ host: '127.0.0.1', port, state: world.lms.state })
    expect(await second.catch((error: unknown) => error)).to.have.property('code', 'EADDRINUSE')
  })

  describe('malformed requests', () => {
    it('are answered with 4xx and leave the LMS up', async () => {
      const { url, endpoints } = world.lms
      const services = `${url}/mod/lti/services.php/2/lineitems`
      const form = 'application/x-www-form-urlencoded'
      const post = (type: string, body: string) => ({
        method: 'POST',
        body,
        headers: { 'Content-Type': type },
      })
      const statuses = await Promise.all(
        [
          fetch(`${url}/%E0%A4%A`),
          fetch(`${url}/activities/%00`),
          fetch(`${services}/%FF/lineitem`),
          fetch(`${services}?limit=-1&limit=x&from[a]=1`),
          fetch(endpoints.authUrl, post(form, 'repost=1&repost=2&state[$ne]=x&%')),
          fetch(endpoints.tokenUrl, post(form, 'grant_type[$ne]=x')),
          fetch(endpoints.tokenUrl, post(form, `scope=${'x'.repeat(100_000)}`)),
          fetch(services, post('text/plain\u00e9', '{')),
          fetch(services, { method: 'PATCH' }),
        ].map(async (answer) => (await answer).status),
      )
      expect(statuses.filter((status) => status >= 500)).to.deep.equal([])
      expect((await fetch(url)).status).to.equal(200)
    })

    it('with a broken cookie meet a person who is not signed in', async () => {
      const headers = { cookie: 'DemoLmsSession; ==; DemoLmsSession1=%' }
      const answer = await fetch(`${world.lms.url}/course`, { headers, redirect: 'manual' })
      expect(answer.status).to.equal(303)
    })

    it('that are not HTTP at all are cut off', async () => {
      const socket = connect(Number(new URL(world.lms.url).port), '127.0.0.1')
      socket.write('\u0000\u0001 nonsense\r\n\r\n')
      const [answer] = (await once(socket, 'data')) as [Buffer]
      expect(answer.toString()).to.match(/^HTTP\/1\.1 400/)
      socket.destroy()
    })

    it('of a signed-in person for an unknown launch end on a page that says so', async () => {
      const browser = aBrowser()
      await browser.visit(world.lms.personLink('hs.an'))
      const answer = await browser.visit(
        `${world.lms.endpoints.authUrl}?lti_message_hint={"launchid":{}}`,
      )
      expect(answer.status).to.equal(404)
    })
  })
})
