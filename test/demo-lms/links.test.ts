import { randomUUID } from 'node:crypto'

import { expect } from 'chai'
import { load } from 'cheerio'
import { decodeJwt, type JWTPayload } from 'jose'

import {
  aBrowser,
  authenticationRequest,
  aWorld,
  type Browser,
  readForm,
  signAsTool,
  type World,
} from './world.ts'

const lti = 'https://purl.imsglobal.org/spec/lti/claim'
const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim'

interface Settings {
  readonly deep_link_return_url: string
  readonly data?: string
}

describe('demo LMS: links that a tool places', () => {
  let world: World
  beforeEach(async () => {
    world = await aWorld()
  })
  afterEach(() => world.stop())

  const read = async (response: Response) => load(await response.text())
  const signedInAs = async (username: string) => {
    const browser = aBrowser()
    await browser.visit(world.lms.personLink(username))
    return browser
  }

  /** From the click to the id_token, as an honest tool goes. */
  async function launch(browser: Browser, path: string): Promise<JWTPayload> {
    const login = (await readForm(await browser.visit(`${world.lms.url}${path}`))).fields
    const query = new URLSearchParams(authenticationRequest(world, login)).toString()
    const answer = await browser.visit(`${world.lms.endpoints.authUrl}?${query}`)
    return decodeJwt((await readForm(answer)).fields['id_token'] ?? '')
  }

  async function askForLinks(browser: Browser): Promise<Settings> {
    const claims = await launch(browser, '/mod/lti/contentitem.php')
    return claims[`${dl}/deep_linking_settings`] as Settings
  }

  const anItem = (overrides: object = {}) => ({
    type: 'ltiResourceLink',
    title: 'Bài B',
    url: world.tool.targetLinkUri,
    custom: { module: 'B5', mode: 'learn' },
    lineItem: { label: 'Bài B', scoreMaximum: 100, resourceId: 'B5', tag: 't' },
    iframe: {},
    ...overrides,
  })

  const anAnswer = (items: unknown = [anItem()], overrides: JWTPayload = {}): JWTPayload => {
    const now = Math.floor(world.clock.now().getTime() / 1000)
    return {
      iss: world.tool.clientId,
      aud: world.lms.url,
      iat: now,
      exp: now + 60,
      nonce: randomUUID(),
      [`${lti}/deployment_id`]: '1',
      [`${lti}/message_type`]: 'LtiDeepLinkingResponse',
      [`${lti}/version`]: '1.3.0',
      [`${dl}/content_items`]: items,
      ...overrides,
    }
  }

  async function send(browser: Browser, url: string, jwt: string): Promise<Response> {
    return browser.visit(url, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) })
  }

  async function answerWith(answer: JWTPayload, settings?: Settings): Promise<Response> {
    const browser = await signedInAs('gv.lan')
    const { deep_link_return_url: url } = settings ?? (await askForLinks(browser))
    return send(browser, url, await signAsTool(answer))
  }

  it('asks as a Moodle does: no link, no data, no way back but with the answer', async () => {
    const claims = await launch(await signedInAs('gv.lan'), '/mod/lti/contentitem.php')
    expect(claims[`${lti}/message_type`]).to.equal('LtiDeepLinkingRequest')
    expect(claims).not.to.have.any.keys(`${lti}/resource_link`, `${lti}/for_user`)
    expect(claims[`${lti}/launch_presentation`]).to.deep.equal({ locale: 'vi' })
    expect(claims[`${dl}/deep_linking_settings`]).to.include({
      accept_multiple: true,
      auto_create: false,
      text: '',
    })
    expect(claims[`${dl}/deep_linking_settings`]).not.to.have.any.keys('data', 'accept_lineitem')
  })

  it('offers it to teachers and to nobody else', async () => {
    const teacher = await read(await (await signedInAs('gv.lan')).visit(`${world.lms.url}/course`))
    expect(teacher('[data-add-links]').attr('href')).to.equal('/course/add')
    const pupil = await signedInAs('hs.an')
    expect(
      (await read(await pupil.visit(`${world.lms.url}/course`)))('[data-add-links]'),
    ).to.have.length(0)
    expect((await pupil.visit(`${world.lms.url}/mod/lti/contentitem.php`)).status).to.equal(404)
  })

  it('places several links, each with its line item, and launches them with their values', async () => {
    const wanted = [
      anItem(),
      anItem({ title: 'Bài C', custom: { module: 'C1' }, lineItem: undefined }),
    ]
    const page = await read(await answerWith(anAnswer(wanted)))
    expect(page('[data-placed]').toArray()).to.have.length(2)
    expect(world.lms.activityIds()).to.deep.equal(['1', '2', '3', '4', '5', '6'])
    const claims = await launch(await signedInAs('hs.an'), '/mod/lti/launch.php?id=6')
    expect(claims[`${lti}/custom`]).to.include({ module: 'B5', mode: 'learn' })
    expect(claims[`${lti}/resource_link`]).to.include({ id: '5', title: 'Bài B' })
    const ags = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
    expect(claims[ags]).to.have.property('lineitem')
    const item = world.lms.state.lineItems.find((one) => one.resourceLinkId === '5')
    expect(item).to.include({ maximum: 100, resourceId: 'B5', tag: 't', label: 'Bài B' })
    const ungraded = await launch(await signedInAs('hs.an'), '/mod/lti/launch.php?id=7')
    expect(ungraded[ags]).not.to.have.property('lineitem')
  })

  it('lets the browser post once more where its cookie did not come along', async () => {
    const browser = await signedInAs('gv.lan')
    const { deep_link_return_url: url } = await askForLinks(browser)
    const again = await readForm(await send(aBrowser(), url, await signAsTool(anAnswer())))
    expect(again.fields).to.include.keys('JWT', 'repost')
    const body = new URLSearchParams(again.fields)
    const taken = await browser.visit(new URL(again.action ?? '', url).href, {
      method: 'POST',
      body,
    })
    expect((await read(taken))('[data-placed]')).to.have.length(1)
    const nobody = await aBrowser().visit(url, { method: 'POST', body })
    expect(nobody.headers.get('location')).to.equal('/')
  })

  it('takes an answer with nothing in it', async () => {
    const page = await read(await answerWith(anAnswer([])))
    expect(page('h1').text()).to.equal('Không thêm bài nào')
    expect(world.lms.activityIds()).to.have.length(4)
  })

  it('takes an answer once', async () => {
    const answer = anAnswer()
    expect((await answerWith(answer)).status).to.equal(200)
    expect((await answerWith(answer)).status).to.equal(400)
    expect(world.lms.state.refusedAnswers).to.deep.equal(['nonce used before'])
    expect(world.lms.activityIds()).to.have.length(5)
  })

  it('wants data back to the letter, once, where it sent some', async () => {
    world.lms.setLinkSettings({ data: true })
    const browser = await signedInAs('gv.lan')
    const { deep_link_return_url: url, data } = await askForLinks(browser)
    const sendWith = async (given: JWTPayload) =>
      (await send(browser, url, await signAsTool(anAnswer([], given)))).status
    expect(await sendWith({})).to.equal(400)
    expect(await sendWith({ [`${dl}/data`]: `${data} ` })).to.equal(400)
    expect(await sendWith({ [`${dl}/data`]: data })).to.equal(200)
    expect(await sendWith({ [`${dl}/data`]: data })).to.equal(400)
  })

  const refused: readonly (readonly [string, string, () => JWTPayload])[] = [
    ['of another issuer', 'iss', () => anAnswer([], { iss: 'stranger' })],
    ['for another platform', 'aud', () => anAnswer([], { aud: 'http://lms.example' })],
    [
      'that is over',
      'exp',
      () => anAnswer([], { exp: Math.floor(world.clock.now().getTime() / 1000) - 1 }),
    ],
    [
      'that lives long',
      'exp is far',
      () => anAnswer([], { exp: Math.floor(world.clock.now().getTime() / 1000) + 3600 }),
    ],
    ['without a nonce', 'nonce', () => anAnswer([], { nonce: undefined })],
    ['of another deployment', 'deployment', () => anAnswer([], { [`${lti}/deployment_id`]: '2' })],
    [
      'of another message type',
      'message type',
      () => anAnswer([], { [`${lti}/message_type`]: 'LtiResourceLinkRequest' }),
    ],
    ['of another version', 'version', () => anAnswer([], { [`${lti}/version`]: '1.1' })],
    ['with data that nobody sent', 'data that nobody', () => anAnswer([], { [`${dl}/data`]: 'x' })],
    ['with items that are no list', 'no list', () => anAnswer({})],
    ['with an item that is no object', 'item is no object', () => anAnswer(['x'])],
    [
      'with a type that is not taken',
      'type that is not',
      () => anAnswer([anItem({ type: 'link' })]),
    ],
    [
      'with an address of another host',
      'another host',
      () => anAnswer([anItem({ url: 'https://evil.example/' })]),
    ],
    [
      'with custom values that are no text',
      'custom values',
      () => anAnswer([anItem({ custom: { a: 1 } })]),
    ],
    [
      'with a line item out of nothing',
      'maximum',
      () => anAnswer([anItem({ lineItem: { scoreMaximum: 0 } })]),
    ],
    [
      'with a document target that is not taken',
      'document target',
      () => anAnswer([anItem({ embed: {} })]),
    ],
  ]
  for (const [what, reason, answer] of refused) {
    it(`refuses an answer ${what}`, async () => {
      expect((await answerWith(answer())).status).to.equal(400)
      expect(world.lms.state.refusedAnswers.join()).to.include(reason)
      expect(world.lms.activityIds()).to.have.length(4)
    })
  }

  it('refuses several items and line items where it said so', async () => {
    world.lms.setLinkSettings({ multiple: false, lineItems: false })
    expect((await answerWith(anAnswer([anItem(), anItem()]))).status).to.equal(400)
    expect((await answerWith(anAnswer([anItem()]))).status).to.equal(400)
    expect((await answerWith(anAnswer([anItem({ lineItem: undefined })]))).status).to.equal(200)
  })

  it('refuses an answer that a stranger signed, and one for another session', async () => {
    const browser = await signedInAs('gv.lan')
    const { deep_link_return_url: url } = await askForLinks(browser)
    const forged = await signAsTool(anAnswer(), { stranger: true })
    expect((await send(browser, url, forged)).status).to.equal(400)
    const other = await signedInAs('gv.lan')
    expect((await send(other, url, await signAsTool(anAnswer()))).status).to.equal(404)
  })

  it('opens in a window of its own what wants one', async () => {
    await answerWith(anAnswer([anItem({ iframe: undefined, window: { targetName: '_blank' } })]))
    const teacher = await signedInAs('gv.lan')
    const page = await read(await teacher.visit(`${world.lms.url}/activities/5`))
    expect(page('iframe')).to.have.length(0)
    expect(page('a[target=_blank]').attr('href')).to.include('target=window')
  })
})

describe('demo LMS: a grade that a teacher opens', () => {
  let world: World
  beforeEach(async () => {
    world = await aWorld()
  })
  afterEach(() => world.stop())

  it('asks for a review of that pupil’s work by user id alone', async () => {
    const browser = aBrowser()
    await browser.visit(world.lms.personLink('gv.lan'))
    const book = load(await (await browser.visit(`${world.lms.url}/gradebook`)).text())
    const href = book('tr[data-username="hs.an"] td[data-activity="1"] [data-review]').attr('href')
    const page = load(await (await browser.visit(`${world.lms.url}${href}`)).text())
    const frame = await browser.visit(`${world.lms.url}${page('iframe').attr('src')}`)
    const request = authenticationRequest(world, (await readForm(frame)).fields)
    const query = new URLSearchParams(request).toString()
    const answer = await readForm(await browser.visit(`${world.lms.endpoints.authUrl}?${query}`))
    const claims = decodeJwt(answer.fields['id_token'] ?? '')
    expect(claims).to.deep.include({
      [`${lti}/message_type`]: 'LtiSubmissionReviewRequest',
      [`${lti}/for_user`]: { user_id: '5' },
      sub: '3',
    })
    expect(claims[`${lti}/resource_link`]).to.include({ id: '1' })
  })

  it('is nothing that a pupil can open, and no cell that is not there', async () => {
    const pupil = aBrowser()
    await pupil.visit(world.lms.personLink('hs.an'))
    const book = load(await (await pupil.visit(`${world.lms.url}/gradebook`)).text())
    expect(book('[data-review]')).to.have.length(0)
    const path = '/mod/lti/launch.php?id=2&action=gradeReport&user=5'
    expect((await pupil.visit(`${world.lms.url}${path}`)).status).to.equal(404)
    const none = await pupil.visit(`${world.lms.url}/activities/1/review/nobody`)
    expect(none.status).to.equal(404)
  })
})
