import { expect } from 'chai'
import { load } from 'cheerio'

import type { Module } from '../../../src/catalogue/index.ts'
import type { SchoolId } from '../../../src/schools/index.ts'
import { runIdOf } from '../../../src/sessions/index.ts'
import { runTokenOf } from '../../../src/sessions/present/run-token.ts'
import type { LearnerKey } from '../../../src/web/index.ts'
import { aBrowser, type Browser, type Page } from '../../support/a-browser.ts'
import { aModule } from '../../support/a-module.ts'
import { aPlannedPeriod } from '../../support/a-period.ts'
import { type PresentApp, type StartedRun, startPresentApp } from '../../support/a-present-app.ts'
import { aSchool } from '../../support/a-school.ts'
import { aVisit } from '../../support/a-visit.ts'
import { A_DAY } from '../../support/an-account.ts'

const HOUR_MS = 60 * 60 * 1000

describe('the page that starts a presentation', () => {
  let app: PresentApp
  before(async () => {
    app = await startPresentApp()
  })
  after(() => app.stop())

  const open = async (path: string, visit = {}) =>
    aBrowser(app.url).send(path, { headers: { cookie: await app.cookieOf(visit) } })

  it('offers one button, which opens a window of its own', async () => {
    const page = await open('/present/B5')
    const $ = load(page.text)
    expect(page.status).to.equal(200)
    expect($('button[data-next]')).to.have.lengthOf(1)
    const form = $('form[data-present="B5"]')
    expect(form.attr()).to.include({ action: '/present/start', method: 'post', target: '_blank' })
    expect(form.attr('rel')).to.equal('noopener')
    expect($('main').text()).to.include(aSchool().name)
  })

  it('has another code each time', async () => {
    const codeOf = ({ text }: Page) => load(text)('input[name="code"]').attr('value')
    const codes = [codeOf(await open('/present/B5')), codeOf(await open('/present/B5'))]
    expect(new Set(codes).size).to.equal(2)
  })

  it('is not for learners', async () => {
    expect(await open('/present/B5', { role: 'learner' })).to.include({
      status: 403,
      errorCode: 'not-allowed',
    })
  })

  it('is not for somebody without a visit', async () => {
    const { status, location } = await aBrowser(app.url).send('/present/B5')
    expect(status).to.equal(303)
    expect(location).to.match(/^\/sign-in/)
  })

  it('is not there for a module that nobody has', async () => {
    expect(await open('/present/B99')).to.include({ status: 404, errorCode: 'module-not-found' })
  })

  it('asks whoever works at several schools for which of them', async () => {
    const { deps } = app
    const other = aSchool({ code: '72000413', name: 'Trường Tiểu học Lê Lợi' })
    await deps.storage.schools.saveAll([other])
    await deps.directory.reload()
    const grant = (schoolId: SchoolId) => ({ role: 'teacher', schoolId, from: A_DAY }) as const
    const person = { email: 'hoa@truong.example', name: 'Lê Thị Hoa', grant: grant(other.id) }
    const account = await deps.staff.service.add(person)
    const openAs = (path: string) => open(path, { accountId: account.id })
    expect(load((await openAs('/present/B5')).text)('main').text()).to.include(other.name)
    await deps.requirements.service.add(aPlannedPeriod({ modules: ['B5'] }))
    await deps.requirements.service.open(aPlannedPeriod().id)
    const inOnePress = async () =>
      load((await openAs('/modules')).text)('[data-ahead] form[data-present="B5"]').length
    expect(await inOnePress(), 'from the list, where one school alone can be meant').to.equal(1)
    await deps.staff.service.addGrant(account, grant(aSchool().id))
    expect(await inOnePress(), 'from the list').to.equal(0)
    const choose = load((await openAs('/present/B5')).text)
    expect(choose('form[data-present]')).to.have.lengthOf(0)
    const chosen = await openAs(choose(`a[href$="${other.code}"]`).attr('href')!)
    expect(load(chosen.text)('form[data-present]')).to.have.lengthOf(1)
    expect((await openAs('/present/B5?school=99999999')).status).to.equal(404)
  })

  it('is passed by for no sensitive module, whose notes come first', async () => {
    const res = { locals: { visit: aVisit({ role: 'staff' }) } } as never
    expect(await app.deps.offerRun(res, aModule())).to.have.property('code')
    expect(await app.deps.offerRun(res, aModule({ sensitive: true }))).to.equal(undefined)
  })

  it('is there for a course that has no school yet', async () => {
    const origin = {
      platformId: 'platform-2',
      registrationId: 'registration-2',
      deploymentId: '1',
      contextId: 'course-9',
    }
    const page = await open('/present/B5', { origin, learnerKey: 'teacher-9' as LearnerKey })
    expect(page.status).to.equal(200)
    expect(load(page.text)('main').text()).to.include('chưa gán trường')
  })
})

describe('the press that opens a run', () => {
  let app: PresentApp
  beforeEach(async () => {
    app = await startPresentApp()
  })
  afterEach(() => app.stop())

  const press = (window: Browser, code: string, origin = app.url) =>
    window.send('/present/start', { form: { code }, headers: { origin } })

  it('opens this one run with a cookie that goes nowhere else', async () => {
    const { window, path, page, code } = await app.startRun()
    expect(page.status).to.equal(200)
    const again = await press(aBrowser(app.url), code)
    expect(again.headers.getSetCookie()).to.deep.equal([])
    const run = await app.deps.storage.runs.find(runIdOf(code))
    expect(run).to.include({ moduleId: 'B5', version: '1', schoolId: aSchool().id })
    expect(window.cookies.get('lachan-run')).to.match(new RegExp(`^${path.split('/').at(-1)}\\.`))
  })

  it('writes the cookie for its own path only, out of reach of scripts', async () => {
    const page = await app.send('/present/B5')
    const code = load(page.text)('input[name="code"]').attr('value') ?? ''
    const [cookie = ''] = (await press(aBrowser(app.url), code)).headers.getSetCookie()
    expect(cookie).to.include(`Path=/present/runs/${runIdOf(code)};`)
    for (const mark of ['HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).to.include(mark)
  })

  it('is in no frame of an LMS, as the page with the button may be', async () => {
    const framers = ({ headers }: Page) =>
      /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1]
    expect(framers((await app.startRun()).page)).to.equal("'self'")
    expect(framers(await app.send('/present/B5'))).to.include('http://127.0.0.1:8899')
  })

  it('leads the same browser to the run that is open, and makes no second one', async () => {
    const { window, code, path } = await app.startRun()
    const again = await press(window, code)
    expect(again.location).to.equal(`${path}?again=1`)
    expect((await window.send(again.location!)).status).to.equal(200)
    const search = { personKey: 'lti:teacher-1', since: new Date(0) }
    expect(await app.deps.storage.runs.listUnrecorded(search)).to.have.lengthOf(1)
  })

  it('tells another browser that the button was pressed', async () => {
    const { code } = await app.startRun()
    const stranger = aBrowser(app.url)
    const again = await press(stranger, code)
    const page = await stranger.send(again.location!)
    expect(page).to.include({ status: 409, errorCode: 'run-code-used' })
  })

  it('makes one run of two presses at once', async () => {
    const page = await app.send('/present/B5')
    const code = load(page.text)('input[name="code"]').attr('value') ?? ''
    const both = await Promise.all([press(aBrowser(app.url), code), press(aBrowser(app.url), code)])
    const admitted = both.filter(({ headers }) => headers.getSetCookie().length > 0)
    expect(admitted).to.have.lengthOf(1)
  })

  it('is refused to another site', async () => {
    const page = await app.send('/present/B5')
    const code = load(page.text)('input[name="code"]').attr('value') ?? ''
    const refused = await press(aBrowser(app.url), code, 'https://evil.example')
    expect(refused).to.include({ status: 403, errorCode: 'form-not-proven' })
    expect((await press(aBrowser(app.url), code)).status).to.equal(303)
  })

  it('is refused with a code that is none, and with one that is over', async () => {
    const malformed = await press(aBrowser(app.url), 'x')
    expect(malformed.status).to.equal(400)
    const page = await app.send('/present/B5')
    const code = load(page.text)('input[name="code"]').attr('value') ?? ''
    app.clock.advance(2 * HOUR_MS)
    const late = await press(aBrowser(app.url), code)
    expect(late.headers.getSetCookie()).to.deep.equal([])
    expect(await app.deps.storage.runs.find(runIdOf(code))).to.equal(undefined)
  })
})

describe('a run', () => {
  let app: PresentApp
  let run: StartedRun
  beforeEach(async () => {
    app = await startPresentApp()
    run = await app.startRun()
  })
  afterEach(() => app.stop())

  const stored = () => app.deps.storage.runs.find(runIdOf(run.code))
  const bare = (path: string, headers: Record<string, string> = {}) =>
    aBrowser(app.url).send(path, { headers })
  const report = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    run.window.send(`${run.path}/report`, {
      form: { _visit: run.proof, ...form },
      headers: { origin: app.url, ...headers },
    })

  for (const part of ['', '/record', '/done']) {
    it(`is closed to whoever has no cookie of it: ${part || '/'}`, async () => {
      expect(await bare(run.path + part)).to.include({ status: 401, errorCode: 'run-expired' })
    })
  }

  it('is closed to the cookie of another run', async () => {
    const other = await app.startRun()
    expect((await bare(run.path, { cookie: other.cookie })).status).to.equal(401)
    expect((await bare(run.path, { cookie: run.cookie })).status).to.equal(200)
  })

  it('is no visit: its cookie opens no other page', async () => {
    for (const path of ['/present/B5', '/sessions', '/modules/B5']) {
      const [ours, nobodys] = [await bare(path, { cookie: run.cookie }), await bare(path)]
      expect(ours.status, path).to.be.oneOf([303, 401])
      expect([ours.status, ours.location]).to.deep.equal([nobodys.status, nobodys.location])
    }
  })

  it('outlives the visit that it was started from, and ends after a school day', async () => {
    app.clock.advance(11 * HOUR_MS)
    expect((await run.window.send(run.path)).status).to.equal(200)
    app.clock.advance(HOUR_MS)
    expect((await run.window.send(run.path)).status).to.equal(401)
  })

  it('keeps what the projector reports', async () => {
    app.clock.advance(20 * 60_000)
    const answer = await report({ slide: '33', after: '900', poll: 'binh-chon a=3 b=20' })
    expect(answer.status).to.equal(204)
    expect(await stored()).to.deep.include({
      slideReached: 33,
      polls: [{ blockId: 'binh-chon', counts: { a: 3, b: 20 } }],
      lastSeenAt: new Date('2026-11-23T00:30:00.000Z'),
    })
  })

  it('says the same when a report comes twice', async () => {
    await report({ slide: '33', after: '0', poll: 'binh-chon a=3' })
    const once = await stored()
    await report({ slide: '33', after: '0', poll: 'binh-chon a=3' })
    expect(await stored()).to.deep.equal(once)
  })

  it('loses none of many reports at once', async () => {
    const rows = ['a', 'b', 'c', 'd']
    const reports = rows.map((row, index) =>
      report({ slide: String(index + 2), poll: `binh-chon ${row}=${index + 1}` }),
    )
    const answers = await Promise.all(reports)
    expect(answers.map(({ status }) => status)).to.deep.equal([204, 204, 204, 204])
    const { slideReached, polls } = (await stored())!
    expect(slideReached).to.equal(5)
    expect(polls[0]!.counts).to.deep.equal({ a: 1, b: 2, c: 3, d: 4 })
  })

  it('takes no report without its proof, of another run, or from another site', async () => {
    const other = await app.startRun()
    const refused = [
      await report({ _visit: '', slide: '9' }),
      await report({ _visit: other.proof, slide: '9' }),
      await report({ slide: '9' }, { origin: 'https://evil.example' }),
    ]
    expect(refused.map(({ status }) => status)).to.deep.equal([403, 403, 403])
    expect((await stored())!.slideReached).to.equal(1)
  })

  it('takes no report that is too large', async () => {
    expect((await report({ poll: 'x'.repeat(70_000) })).status).to.equal(413)
  })

  it('says so where its version is gone, and still takes what is reported', async () => {
    const gone = { ...(await stored())!, version: '0', revision: 2 }
    await app.deps.storage.runs.replace(gone)
    expect(await run.window.send(run.path)).to.include({
      status: 404,
      errorCode: 'run-version-gone',
    })
    expect((await report({ slide: '7', poll: 'binh-chon a=3' })).status).to.equal(204)
    expect(await stored()).to.deep.include({ slideReached: 7, polls: [] })
  })

  it('is not found where its record is gone', async () => {
    const gone = runIdOf('gone')
    const { clock, formMac } = app.deps
    const cookie = `lachan-run=${runTokenOf('wall', { id: gone, now: clock.now(), mac: formMac })}`
    expect(await bare(`/present/runs/${gone}`, { cookie })).to.include({
      status: 404,
      errorCode: 'run-not-found',
    })
  })

  it('has nothing to show of a session before it is recorded', async () => {
    const { status, location } = await run.window.send(`${run.path}/done`)
    expect([status, location]).to.deep.equal([303, `${run.path}/record`])
  })

  it('passes over a hand for a row that the module does not have', async () => {
    const form = { _visit: run.proof, ballot: 'binh-chon', step: 'z+', slide: '5' }
    const answer = await run.window.send(`${run.path}/count`, { form })
    expect(answer.location).to.equal(`${run.path}?slide=5`)
    expect((await stored())!.polls).to.deep.equal([])
  })

  it('holds all its slides in one page, one of them shown', () => {
    const $ = load(run.page.text)
    const module: Module = app.deps.catalogue.get('B5')
    const slides = new Set($('.screen').map((_, element) => $(element).attr('data-slide')))
    expect(slides.size).to.equal(Number($('[data-slides]').attr('data-slides')))
    expect($('.screen:not([hidden])').text()).to.include(module.title.vi)
    expect($('[data-exit]').attr('href')).to.equal('/exit')
    expect($('a[href="tel:111"]').length).to.be.greaterThan(0)
  })
})
