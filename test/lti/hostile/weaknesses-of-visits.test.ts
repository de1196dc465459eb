import { expect } from 'chai'
import { load } from 'cheerio'

import type { PlatformId, RegistrationId } from '../../../src/lti/index.ts'
import { hashOf } from '../../../src/runtime/index.ts'
import { contextKeyOf } from '../../../src/web/index.ts'
import type { Browser } from '../../support/a-browser.ts'
import { aClock, MORNING, type TestClock } from '../../support/a-clock.ts'
import { launch, type LaunchBench, login, startLaunchBench } from '../../support/a-launch.ts'
import { aSample, LTI } from '../../support/a-sample.ts'
import { expectNothingNew, storedRows } from '../../support/stored-rows.ts'

const COOKIE = 'lachan-visit'
const QUESTION = '/modules/B5/quiz/trung-dien-thoai'
const HOUR_MS = 60 * 60 * 1000

describe('weaknesses of ltijs after the launch', () => {
  let bench: LaunchBench
  let clock: TestClock
  beforeEach(async () => {
    clock = aClock(MORNING)
    bench = await startLaunchBench({ clock })
  })
  afterEach(() => bench.stop())

  const launchNow = (options: Parameters<typeof launch>[1] = {}) =>
    launch(bench, { atS: Math.floor(clock.now().getTime() / 1000), ...options })

  const asPupil = (sub: string) => ({
    ...{ sub, [`${LTI}/custom`]: { module: 'B5' } },
    [`${LTI}/roles`]: ['Learner'],
  })

  const visitRows = () =>
    [...storedRows(bench.app.folder)]
      .filter((row) => row.startsWith('visits: '))
      .map((row) => JSON.parse(row.slice('visits: '.length)) as Record<string, unknown>)

  /** The form of a question, as one pupil's page has it. */
  async function questionOf(browser: Browser) {
    const page = await browser.send(QUESTION)
    const $ = load(page.text)
    const option = $('form[data-question] [name]:not([name=_visit])').first()
    const token = $('form[data-question] [name=_visit]').val()
    expect(token, 'a form token').to.be.a('string')
    return { [option.attr('name')!]: String(option.val()), _visit: String(token) }
  }

  it('W13: pupil 5 of one LMS is nobody at another, whatever the cookie is called', async () => {
    const { registry } = bench.app.deps.lti
    const [first] = registry.all()
    const second = { id: 'second' as RegistrationId, clientId: 'client-2' }
    await registry.add({ ...first!, ...second, platformId: 'platform-2' as PlatformId })
    const sample = {
      ...aSample(),
      loginRequest: { ...aSample().loginRequest, client_id: 'client-2' },
    }
    const [here, there] = [bench.newBrowser(), bench.newBrowser()]
    await launchNow({ browser: here, claims: asPupil('5') })
    await launchNow({ browser: there, sample, claims: { ...asPupil('5'), aud: 'client-2' } })
    const keys = visitRows().map((row) => row['learner_key'])
    expect(new Set(keys).size).to.equal(2)
    const token = here.cookies.get(COOKIE)!
    for (const name of [
      'lachan-browser',
      'lachan-door',
      'lachan-run',
      'lachan-notes',
      'ltik',
      'client-2',
      '__Host-lachan-visit',
    ]) {
      const thief = bench.newBrowser()
      thief.cookies.set(name, token)
      expect((await thief.send('/modules')).status, name).to.equal(401)
    }
  })

  it('W13: a visit’s cookie is no id of its row, and a row’s id is no cookie', async () => {
    const browser = bench.newBrowser()
    await launchNow({ browser })
    const [{ id } = { id: '' }] = visitRows()
    expect(id).not.to.equal(browser.cookies.get(COOKIE))
    const thief = bench.newBrowser()
    thief.cookies.set(COOKIE, String(id))
    expect((await thief.send('/modules')).errorCode).to.equal('visit-expired')
  })

  it('W13: the cookie from before a launch does not become that launch’s', async () => {
    const browser = bench.newBrowser()
    const planted = 'A'.repeat(43)
    browser.cookies.set(COOKIE, planted)
    await launchNow({ browser })
    expect(browser.cookies.get(COOKIE)).not.to.equal(planted)
    const thief = bench.newBrowser()
    thief.cookies.set(COOKIE, planted)
    expect((await thief.send('/modules')).status).to.equal(401)
  })

  it('W14: no address holds a token, and the log holds none of what came in', async () => {
    const browser = bench.newBrowser()
    const asked = await login(browser)
    let token = ''
    const { location } = await launchNow({
      ...{ browser, asked },
      token: async (claims) => (token = await bench.platform.sign(claims)),
    })
    expect(location).to.match(/^\/modules(\/\w+)?$/)
    await browser.send(location!)
    await browser.send('/lti/launch', { form: { id_token: token, state: asked.state } })
    const { claims, loginRequest } = aSample()
    const log = bench.app.logLines.join('\n')
    const secrets = [
      ...[token, token.split('.')[1]!, asked.state, asked.nonce, ...browser.cookies.values()],
      ...[loginRequest['lti_message_hint']!, String(claims['name']), String(claims['email'])],
    ]
    for (const secret of secrets) expect(log).not.to.contain(secret)
    expect(log).to.contain('"status":303')
  })

  it('W26: no answer lets another site read it, asked or asked beforehand', async () => {
    const browser = bench.newBrowser()
    await launchNow({ browser })
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    }
    for (const path of [
      '/lti/login',
      '/lti/launch',
      '/lti/proof',
      '/lti/jwks',
      '/modules',
      '/api/v1/coverage',
    ]) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const page = await browser.send(path, { method, headers })
        const allowing = [...page.headers.keys()].filter((name) =>
          name.startsWith('access-control'),
        )
        expect(allowing, `${method} ${path}`).to.deep.equal([])
      }
    }
  })

  it('W26: a form from another site, or without its proof, writes nothing', async () => {
    const browser = bench.newBrowser()
    await launchNow({ browser, claims: asPupil('5') })
    const form = await questionOf(browser)
    const rows = storedRows(bench.app.folder)
    const forged: readonly [object, Record<string, string>][] = [
      [{ origin: 'https://evil.example' }, form],
      [{ origin: 'null' }, form],
      [{ authorization: `Bearer ${browser.cookies.get(COOKIE)!}` }, { ...form, _visit: '' }],
      [{}, { ...form, _visit: '', ltik: browser.cookies.get(COOKIE)! }],
      [{}, { ...form, _visit: `${form._visit.slice(0, -2)}xx` }],
    ]
    for (const [headers, body] of forged) {
      const page = await browser.send(QUESTION, {
        form: body,
        headers: { ...headers },
      })
      expect(page.errorCode).to.equal('form-not-proven')
    }
    expectNothingNew(bench.app.folder, rows)
    expect((await browser.send(QUESTION, { form })).status).to.equal(303)
  })

  it('W29: names that read alike together are not alike apart', () => {
    expect(hashOf('ab', 'c')).not.to.equal(hashOf('a', 'bc'))
    expect(hashOf('a', '')).not.to.equal(hashOf('', 'a'))
    expect(hashOf('1:a')).not.to.equal(hashOf('a'))
    const base = { registrationId: 'r' }
    const one = { ...base, platformId: 'p', deploymentId: '1', contextId: '11' }
    const other = { ...base, platformId: 'p', deploymentId: '11', contextId: '1' }
    expect(contextKeyOf(one)).not.to.equal(contextKeyOf(other))
    const { pseudonymise } = bench.app.deps
    expect(pseudonymise('p', '15')).not.to.equal(pseudonymise('p1', '5'))
    expect(pseudonymise('p', 'a')).not.to.equal(pseudonymise('p', 'A'))
  })

  it('5.17: a second pupil at the same machine: the page of the first writes for neither', async () => {
    const machine = bench.newBrowser()
    await launchNow({ browser: machine, claims: asPupil('5') })
    const ofTheFirst = await questionOf(machine)
    await launchNow({ browser: machine, claims: asPupil('6') })
    const rows = storedRows(bench.app.folder)
    const page = await machine.send(QUESTION, { form: ofTheFirst })
    expect([page.status, page.errorCode]).to.deep.equal([409, 'visit-changed'])
    expectNothingNew(bench.app.folder, rows)
  })

  it('5.17: back and reload: the same launch again is told to open the activity again', async () => {
    const browser = bench.newBrowser()
    const asked = await login(browser)
    const first = await launchNow({ browser, asked })
    const again = await launchNow({ browser, asked })
    expect([again.status, again.errorCode]).to.deep.equal([401, 'state-unknown'])
    expect(load(again.text)('main').text()).to.contain('mở lại bài')
    expect((await browser.send(first.location!)).status).to.equal(200)
  })

  it('5.17: an expired visit is told to open the activity again', async () => {
    const browser = bench.newBrowser()
    const { location } = await launchNow({ browser, claims: asPupil('5') })
    const form = await questionOf(browser)
    clock.advance(2 * HOUR_MS + 1000)
    const rows = storedRows(bench.app.folder)
    for (const page of [await browser.send(location!), await browser.send(QUESTION, { form })]) {
      expect([page.status, page.errorCode]).to.deep.equal([401, 'visit-expired'])
    }
    expectNothingNew(bench.app.folder, rows)
  })
})
