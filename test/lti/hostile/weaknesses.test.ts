import { expect } from 'chai'

import { parseState } from '../../../src/lti/handshake-state.ts'
import type { RegistrationId, RegistrationState } from '../../../src/lti/index.ts'
import { usedStateIdOf } from '../../../src/lti/used-state.ts'
import { launch, type LaunchBench, login, startLaunchBench } from '../../support/a-launch.ts'
import { aSample, LTI } from '../../support/a-sample.ts'
import { expectNothingNew, launchInVain, storedRows } from '../../support/stored-rows.ts'

const { loginRequest } = aSample()
const query = (params: Record<string, string>) =>
  `/lti/login?${new URLSearchParams(params).toString()}`

/** As code without types does. */
async function rejecting(reason: unknown): Promise<never> {
  await Promise.resolve()
  throw reason as Error
}

/** lti.md §2 lists what a stock ltijs does with each of these. */
describe('weaknesses of ltijs in login and launch', () => {
  let bench: LaunchBench
  let before: ReturnType<typeof storedRows>
  beforeEach(async () => {
    bench = await startLaunchBench()
    before = storedRows(bench.app.folder)
  })
  afterEach(() => bench.stop())

  const expectAlive = async () => {
    expect((await bench.newBrowser().send('/health/ready')).status).to.equal(200)
  }

  async function addSecond(changes: object = {}): Promise<void> {
    const { registry } = bench.app.deps.lti
    const [first] = registry.all()
    const second = { id: 'second' as RegistrationId, clientId: 'client-2' }
    await registry.add({ ...first!, ...second, ...changes })
    before = storedRows(bench.app.folder)
  }

  const operators = [
    'iss[$ne]=x',
    'iss[]=x',
    'iss[$gt]=',
    'iss.$ne=x',
    'iss=a&iss=b',
    '__proto__[iss]=x',
  ]
  for (const given of operators) {
    it(`W3: a login with ${given} reaches no store and no platform`, async () => {
      const rest = `login_hint=5&target_link_uri=x&client_id=stub-client-1&checked=1`
      const browser = bench.newBrowser()
      await browser.send(query(loginRequest))
      for (const send of [
        () => browser.send(`/lti/login?${given}&${rest}`),
        () => browser.send('/lti/login', { form: `${given}&${rest}` }),
      ]) {
        const page = await send()
        expect([page.status, page.errorCode]).to.deep.equal([400, 'malformed-request'])
      }
      expectNothingNew(bench.app.folder, before)
      await expectAlive()
    })
  }

  it('W3: JSON is read neither by login nor by launch', async () => {
    const headers = { 'content-type': 'application/json' }
    for (const path of ['/lti/login', '/lti/launch']) {
      const form = JSON.stringify({ ...loginRequest, iss: { $ne: null }, state: { $ne: null } })
      const page = await bench.newBrowser().send(path, { form, headers })
      expect([page.status, page.errorCode]).to.deep.equal([400, 'malformed-request'])
    }
    expectNothingNew(bench.app.folder, before)
  })

  for (const [what, fail] of [
    ['rejects with nothing', () => rejecting(undefined)],
    ['rejects with null', () => rejecting(null)],
    [
      'throws a text at once',
      () => {
        throw 'a text' as unknown as Error
      },
    ],
  ] as const) {
    it(`W4: what follows a launch ${what}: a page of ours, and the next one works`, async () => {
      const { visits } = bench.app.deps.storage
      const { add } = visits
      visits.add = fail
      // The launch was proven, so its login is used up.
      const page = await launchInVain(bench, {}, ['used_states'])
      expect([page.status, page.errorCode]).to.deep.equal([500, 'internal'])
      visits.add = add
      expect((await launch(bench)).status).to.equal(303)
    })
  }

  it('W4: a replay whose visit fails at once leaves no promise that nobody waits for', async () => {
    const unhandled: unknown[] = []
    const listener = (reason: unknown) => void unhandled.push(reason)
    process.on('unhandledRejection', listener)
    const browser = bench.newBrowser()
    const asked = await login(browser)
    await launch(bench, { browser, asked })
    bench.app.deps.storage.visits.add = () => {
      throw new Error('at once')
    }
    expect((await launch(bench, { browser, asked })).status).to.be.within(401, 500)
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', listener)
    expect(unhandled).to.deep.equal([])
  })

  it('W5: no nonce and no state comes twice in a thousand, each of 256 bits', async () => {
    const browser = bench.newBrowser()
    const seen = new Set<string>()
    for (let i = 0; i < 500; i += 1) {
      const { state, nonce } = await login(browser)
      const { id = '' } = parseState(state) ?? {}
      expect([id, nonce].every((one) => /^[\w-]{43}$/.test(one))).to.equal(true)
      seen.add(id).add(nonce)
    }
    expect(seen.size).to.equal(1000)
  })

  it('W5: the nonce of another login of the same browser is refused', async () => {
    const browser = bench.newBrowser()
    const [one, other] = [await login(browser), await login(browser)]
    const page = await launchInVain(bench, { browser, asked: { ...one, nonce: other.nonce } })
    expect([page.status, page.errorCode]).to.deep.equal([401, 'token-not-proven'])
  })

  it('W5: the store keeps neither state, nonce nor cookie, only the hash of a used login', async () => {
    const browser = bench.newBrowser()
    const before = storedRows(bench.app.folder)
    const asked = await login(browser)
    expectNothingNew(bench.app.folder, before)
    const cookie = browser.cookies.get('lachan-browser')!
    expect((await launch(bench, { browser, asked })).status).to.equal(303)
    const rows = [...storedRows(bench.app.folder)].join('\n')
    const { id, mac } = parseState(asked.state)!
    for (const secret of [id, mac, asked.nonce, cookie]) expect(rows).not.to.contain(secret)
    expect(rows).to.contain(usedStateIdOf(id))
  })

  it('W9, 5.6: a login of one client is no login of another, with the same issuer and keys', async () => {
    await addSecond()
    const page = await launchInVain(bench, { claims: { aud: 'client-2', azp: 'client-2' } })
    expect([page.status, page.errorCode]).to.deep.equal([401, 'token-not-proven'])
  })

  it('W9, 5.6: a login of one issuer is no login of another', async () => {
    await addSecond({ issuer: 'https://other.example' })
    const claims = { iss: 'https://other.example', aud: 'client-2' }
    const page = await launchInVain(bench, { claims })
    expect([page.status, page.errorCode]).to.deep.equal([401, 'token-not-proven'])
  })

  it('W9: a login without client id is served where there is one registration only', async () => {
    await addSecond()
    const { client_id, ...without } = loginRequest
    const page = await bench.newBrowser().send(query(without))
    expect([page.status, page.errorCode]).to.deep.equal([403, 'login-unknown-registration'])
    expect(client_id).to.equal('stub-client-1')
    expectNothingNew(bench.app.folder, before)
  })

  for (const path of [
    '/',
    '/lti',
    '/lti/login',
    '/lti/launch/1',
    '/modules',
    '/lti/jwks',
    '/sign-in',
  ]) {
    it(`W11: a launch posted to ${path} makes no visit`, async () => {
      const browser = bench.newBrowser()
      const { state, nonce } = await login(browser)
      const nowS = Math.floor(Date.now() / 1000)
      const claims = { ...aSample().claims, nonce, iat: nowS, exp: nowS + 60 }
      const form = { id_token: await bench.platform.sign(claims), state }
      const rows = storedRows(bench.app.folder)
      const page = await browser.send(path, { form })
      expect(page.status).to.be.within(400, 499)
      expect(browser.cookies.has('lachan-visit')).to.equal(false)
      expectNothingNew(bench.app.folder, rows)
    })
  }

  it('W11, 5.9: the deployment of another registration is unknown here', async () => {
    await addSecond({ deployments: [{ id: 'of-the-second', state: 'allowed' }] })
    const page = await launch(bench, { claims: { [`${LTI}/deployment_id`]: 'of-the-second' } })
    expect([page.status, page.errorCode]).to.deep.equal([403, 'deployment-waiting'])
    expectNothingNew(bench.app.folder, before, ['deployments', 'registrations', 'versions'])
  })

  const targets = [
    'https://evil.example',
    '//evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'http://a@evil.example',
    '/x\r\nSet-Cookie: a=b',
  ]
  for (const target of targets) {
    it(`W12, 5.10: a login for ${JSON.stringify(target)} asks for our one launch address`, async () => {
      const asked = await login(bench.newBrowser(), { ...loginRequest, target_link_uri: target })
      expect(asked.url.searchParams.get('redirect_uri')).to.equal(`${bench.app.url}/lti/launch`)
      expect(asked.url.href).not.to.contain('evil')
    })
  }

  for (const state of ['pending', 'disabled', '', 'ACTIVE'] as RegistrationState[]) {
    it(`W18: a registration of state “${state}” neither logs in nor launches`, async () => {
      const browser = bench.newBrowser()
      const asked = await login(browser)
      const { registry } = bench.app.deps.lti
      const [one] = registry.all()
      Object.assign(one!, { state })
      for (const page of [
        await launch(bench, { browser, asked }),
        await bench.newBrowser().send(query(loginRequest)),
      ]) {
        expect([page.status, page.errorCode]).to.deep.equal([403, 'login-blocked-registration'])
      }
    })
  }

  it('W23: short, unknown and no roles are a learner’s or a teacher’s as they say, with no right more', async () => {
    const roleOf = async (roles: readonly string[]) => {
      await bench.app.deps.storage.visits.sweep(new Date('2100-01-01'))
      expect((await launch(bench, { claims: { [`${LTI}/roles`]: roles } })).status).to.equal(303)
      const row = [...storedRows(bench.app.folder)].find((one) => one.startsWith('visits: '))!
      return (JSON.parse(row.slice('visits: '.length)) as { role: string }).role
    }
    expect(await roleOf(['Instructor'])).to.equal('staff')
    for (const roles of [
      [],
      [''],
      ['Learner'],
      ['Guest'],
      ['instructor'],
      ['x#Instructor'],
      ['$Role'],
    ]) {
      expect(await roleOf(roles), roles.join()).to.equal('learner')
    }
  })

  it('5.14: Canvas’s test student learns, and is not counted', async () => {
    const roles = ['Learner', 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser']
    await launch(bench, { claims: { [`${LTI}/roles`]: roles } })
    const row = [...storedRows(bench.app.folder)].find((one) => one.startsWith('visits: '))!
    expect(JSON.parse(row.slice('visits: '.length))).to.include({ counted: 0 })
  })
})
