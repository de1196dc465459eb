import { expect } from 'chai'
import { calculateJwkThumbprint } from 'jose'

import { refuseUnreturnable } from '../../src/lti/deep-linking.ts'
import { toDeepLinkingSettings } from '../../src/lti/deep-linking-settings.ts'
import { createOutbound } from '../../src/lti/outbound.ts'
import { type LaunchBench, startLaunchBench, storedVisits } from '../support/a-launch.ts'
import { answerForm, DL, launchToChoose, readAnswer } from '../support/a-links-launch.ts'
import { aSample, type Claims, LTI } from '../support/a-sample.ts'
import { codeOf } from '../support/rejection.ts'

const REQUEST = aSample('deeplinking-teacher-gv.lan').claims

/** The certification suite’s points for deep linking, and https://www.imsglobal.org/spec/lti-dl/v2p0 */
describe('conformance: the deep-linking response', () => {
  let bench: LaunchBench
  beforeEach(async () => {
    bench = await startLaunchBench()
  })
  afterEach(() => bench.stop())

  async function answerTo(settings: Claims = {}, fields = { module: 'B5' }) {
    const choosing = await launchToChoose(bench, { settings })
    expect(choosing.landing.location).to.equal('/links')
    const form = answerForm(await choosing.press(fields))
    return { form, ...(await readAnswer(bench, form.jwt)) }
  }

  it('is a signed LtiDeepLinkingResponse with every required claim', async () => {
    const { payload } = await answerTo()
    expect(payload).to.include({
      iss: REQUEST['aud'],
      aud: REQUEST['iss'],
      [`${LTI}/deployment_id`]: REQUEST[`${LTI}/deployment_id`],
      [`${LTI}/message_type`]: 'LtiDeepLinkingResponse',
      [`${LTI}/version`]: '1.3.0',
    })
    expect(payload).not.to.have.any.keys('sub', 'name', 'email', `${DL}/errormsg`)
  })

  it('lives for a minute from now', async () => {
    const { iat = 0, exp = 0 } = (await answerTo()).payload
    expect(exp - iat).to.equal(60)
    expect(Math.abs(iat - Date.now() / 1000)).to.be.lessThan(5)
  })

  it('is signed RS256 by a key of our set, named by its kid', async () => {
    const { protectedHeader } = await answerTo()
    const { keys } = JSON.parse((await bench.newBrowser().send('/lti/jwks')).text) as {
      keys: Parameters<typeof calculateJwkThumbprint>[0][]
    }
    expect(protectedHeader.alg).to.equal('RS256')
    expect(await Promise.all(keys.map((key) => calculateJwkThumbprint(key)))).to.include(
      protectedHeader.kid,
    )
  })

  it('has a nonce of its own every time', async () => {
    const nonces = [(await answerTo()).payload['nonce'], (await answerTo()).payload['nonce']]
    expect(new Set(nonces).size).to.equal(2)
    for (const nonce of nonces) expect(nonce).to.be.a('string').with.length.greaterThan(20)
  })

  it('echoes data to the letter, and has none where none was sent', async () => {
    const data = '{"x":"<&> ấ \\"","y":[1]} +%20'
    expect((await answerTo({ data })).payload[`${DL}/data`]).to.equal(data)
    expect((await answerTo()).payload).not.to.have.property(`${DL}/data`)
  })

  it('W22: goes to the platform’s return address, query and all, in one field named JWT', async () => {
    const deep_link_return_url = 'http://127.0.0.1:8899/return.php?course=2&x="><script>&sesskey=…'
    const { form } = await answerTo({ deep_link_return_url })
    expect([form.method, form.action]).to.deep.equal(['post', deep_link_return_url])
    expect(form.$('form[data-return] input')).to.have.length(1)
    expect(form.$('form[data-return] button')).to.have.length(1)
    expect(form.$('script:not([src])')).to.have.length(0)
  })

  it('may be posted there and to where the platform redirects, and nowhere else', async () => {
    const { registry } = bench.app.deps.lti
    await registry.change(registry.all()[0]!.id, { frameOrigins: ['https://lop.example'] })
    const { form } = await answerTo({ deep_link_return_url: 'https://tra.example/x' })
    const [, allowed = ''] = /form-action ([^;]*)/.exec(form.policy) ?? []
    const { authUrl } = registry.all()[0]!
    expect(allowed.split(' ')).to.have.members([
      "'self'",
      'https://tra.example',
      'http://127.0.0.1:8899',
      new URL(authUrl).origin,
      'https://lop.example',
    ])
  })

  it('is not made while its registration is switched off: the visit rests', async () => {
    const choosing = await launchToChoose(bench)
    const { registry } = bench.app.deps.lti
    await registry.setState(registry.all()[0]!.id, 'disabled')
    const page = await choosing.press({ module: 'B5' })
    expect([page.status, page.errorCode]).to.deep.equal([401, 'visit-expired'])
  })

  it('is not made for a registration that is gone', async () => {
    const answer = bench.app.deps.lti.deepLinkingResponse({
      registrationId: 'nobody',
      deploymentId: '1',
      settings: {
        returnUrl: 'https://lms.example/return',
        acceptTypes: ['ltiResourceLink'],
        acceptMultiple: true,
        acceptLineItem: true,
        targets: [],
      },
      links: [],
    })
    expect(await codeOf(answer)).to.equal('login-blocked-registration')
  })
})

describe('a deep-linking request that is refused', () => {
  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench()
  })
  after(() => bench.stop())

  async function expectRefused(options: Parameters<typeof launchToChoose>[1], refusal: string) {
    const { landing } = await launchToChoose(bench, options)
    expect(`${landing.status} ${landing.errorCode}`).to.equal(refusal)
    expect(await storedVisits(bench)).to.equal(0)
  }

  it('comes from a pupil', () =>
    expectRefused({ claims: { [`${LTI}/roles`]: ['Learner'] } }, '403 links-not-for-learners'))

  it('takes no links of LTI', () =>
    expectRefused({ settings: { accept_types: ['link', 'html'] } }, '422 links-not-wanted'))

  it('has no settings', () =>
    expectRefused(
      { claims: { [`${DL}/deep_linking_settings`]: undefined } },
      '400 token-claims-invalid',
    ))

  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example/x',
    'ftp://lms.example/x',
    '',
    7,
    null,
    ['https://lms.example/x'],
  ]) {
    it(`wants the answer at ${JSON.stringify(url)}`, () =>
      expectRefused({ settings: { deep_link_return_url: url } }, '400 token-claims-invalid'))
  }

  for (const url of ['https://u:p@lms.example/x', 'https://[2001:db8::1]/x']) {
    it(`wants the answer at ${url}`, () =>
      expectRefused({ settings: { deep_link_return_url: url } }, '400 links-return-refused'))
  }
})

describe('where private platforms are not allowed, a deep-linking request', () => {
  const outbound = createOutbound({ allowPrivate: false })
  after(() => outbound.close())

  for (const returnUrl of ['http://lms.example/x', 'https://127.0.0.1/x', 'https://10.1.2.3/x']) {
    it(`is refused with its answer at ${returnUrl}`, () => {
      const settings = toDeepLinkingSettings({ deep_link_return_url: returnUrl })
      expect(() => {
        refuseUnreturnable({ kind: 'deep-linking', settings }, outbound)
      }).to.throw('links-return-refused')
    })
  }
})
