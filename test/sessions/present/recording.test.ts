import { expect } from 'chai'
import { load } from 'cheerio'

import { flagsOf, runIdOf, type Session } from '../../../src/sessions/index.ts'
import type { Account } from '../../../src/staff/index.ts'
import { contextKeyOf } from '../../../src/web/index.ts'
import { aBrowser } from '../../support/a-browser.ts'
import { type PresentApp, type StartedRun, startPresentApp } from '../../support/a-present-app.ts'
import { aSchool } from '../../support/a-school.ts'
import { aVisit } from '../../support/a-visit.ts'
import { aWalker, type Walked, type Walker } from '../../support/a-walker.ts'
import { aGrant } from '../../support/an-account.ts'
import { type B5Slides, b5Slides } from '../../support/b5-slides.ts'

const MINUTE_MS = 60_000

/** One class of the grades that B5 is for. */
const smallSchool = aSchool({
  classes: [
    { label: '1A', grade: 1, enrolled: 25 },
    { label: '4A', grade: 4, enrolled: 31 },
  ],
  gradeSizes: [
    { grade: 1, enrolled: 25 },
    { grade: 4, enrolled: 31 },
  ],
})

async function sessionsOf(app: PresentApp): Promise<readonly Session[]> {
  const { sessions } = app.deps.storage
  return sessions.listWaiting(aSchool().id)
}

describe('recording a run', () => {
  let app: PresentApp
  let run: StartedRun

  async function begin(options: Parameters<typeof startPresentApp>[0] = {}): Promise<void> {
    app = await startPresentApp(options)
    run = await app.startRun()
  }
  afterEach(() => app.stop())

  const headers = () => ({ origin: app.url })
  const report = (form: Record<string, string>) =>
    run.window.send(`${run.path}/report`, {
      form: { _visit: run.proof, ...form },
      headers: headers(),
    })
  const openForm = async () => load((await run.window.send(`${run.path}/record`)).text)

  /** The form as it stands, but for what is typed. */
  async function record(typed: Record<string, string> = {}) {
    const form = (await openForm())('form[data-form]')
    const fields = new URLSearchParams()
    const offered = form.serializeArray()
    for (const { name, value } of offered) if (!(name in typed)) fields.append(name, value)
    for (const [name, value] of Object.entries(typed)) fields.append(name, value)
    return run.window.send(form.attr('action')!, { form: fields.toString(), headers: headers() })
  }

  it('is filled in with all that the run knows, and says so', async () => {
    await begin({ school: smallSchool })
    app.clock.advance(37 * MINUTE_MS)
    await report({ slide: '52', after: String(37 * 60), end: '1', poll: 'binh-chon a=3 b=24' })
    const $ = await openForm()
    const valueOf = (name: string) => $(`[name="${name}"]`).val()
    expect([valueOf('heldOn'), valueOf('minutes')]).to.deep.equal(['23/11/2026', '37'])
    expect([valueOf('module'), valueOf('form')]).to.deep.equal(['B5', 'class-hour'])
    expect(valueOf('present:class:4A')).to.equal('27')
    expect($('.said').text()).to.include('07:15–07:52').and.to.include('4A').and.to.include('27')
  })

  it('takes one press where the class is known, and keeps the run as evidence', async () => {
    await begin({ school: smallSchool })
    app.clock.advance(37 * MINUTE_MS)
    await report({ slide: '52', after: String(37 * 60), poll: 'binh-chon b=27' })
    const answer = await record()
    expect(answer).to.include({ status: 303, location: `${run.path}/done` })
    const [session, ...more] = await sessionsOf(app)
    expect(more).to.deep.equal([])
    expect(session).to.deep.include({
      startedAt: new Date('2026-11-23T00:15:00.000Z'),
      minutes: 37,
      modules: [{ id: 'B5', version: '1' }],
      evidence: [{ kind: 'run-log', runId: runIdOf(run.code) }],
      state: 'held',
    })
    expect(session!.audience).to.deep.equal([{ label: '4A', grade: 4, enrolled: 31, present: 27 }])
    expect(session!.enteredBy).to.deep.equal({ kind: 'lti', personKey: 'teacher-1' })
  })

  it('ends on the ideas that the class missed, each with its slides to open again', async () => {
    await begin({ school: smallSchool })
    await report({ poll: 'one:goi-111 dung=20 sai=7' })
    await record()
    const $ = load((await run.window.send(`${run.path}/done`)).text)
    expect($('[data-missed]').text()).to.include('7/27').and.to.include('26%')
    const again = $('[data-missed] a').attr('href') ?? ''
    expect(again).to.match(new RegExp(`^${run.path}\\?slide=\\d+$`))
    expect((await run.window.send(again)).status).to.equal(200)
  })

  it('marks a run that somebody leafed through, for whoever confirms it', async () => {
    await begin({ school: smallSchool })
    app.clock.advance(30 * MINUTE_MS)
    await report({
      slide: '52',
      seen: '2',
      after: String(30 * 60),
      end: '1',
      poll: 'binh-chon b=27',
    })
    await record()
    const [session] = await sessionsOf(app)
    expect(flagsOf(session!)).to.deep.equal(['run-skimmed'])
  })

  it('never says that more were there than the class has', async () => {
    await begin({ school: smallSchool })
    await report({ poll: 'binh-chon a=40 b=40' })
    expect((await openForm())('[name="present:class:4A"]').val()).to.equal('31')
  })

  it('leaves to the teacher what nobody counted, and which of two classes it was', async () => {
    await begin({ school: smallSchool })
    expect((await openForm())('[name="present:class:4A"]').val()).to.equal('')
    expect((await record()).status).to.equal(422)
    await app.stop()
    await begin()
    await report({ poll: 'binh-chon b=27' })
    const $ = await openForm()
    expect($('[name="line"]:checked')).to.have.lengthOf(0)
    expect($('.said').text()).to.include('27')
  })

  it('shows what has to be mended, and loses nothing that was typed', async () => {
    await begin()
    const answer = await record({ minutes: 'lâu', topic: 'Lừa đảo' })
    const $ = load(answer.text)
    expect(answer.status).to.equal(422)
    expect($('[name="minutes"]').val()).to.equal('lâu')
    expect($('[name="topic"]').val()).to.equal('Lừa đảo')
    expect(await sessionsOf(app)).to.deep.equal([])
  })

  it('gives one session for two presses, at once or later, and shows the first', async () => {
    await begin({ school: smallSchool })
    await report({ poll: 'binh-chon b=27' })
    const both = await Promise.all([record(), record({ 'present:class:4A': '5' })])
    expect(both.map(({ status }) => status)).to.deep.equal([303, 303])
    const [session, ...more] = await sessionsOf(app)
    expect(more).to.deep.equal([])
    const done = await run.window.send(`${run.path}/done`)
    expect(load(done.text)('[data-session]').attr('data-session')).to.equal(session!.id)
    const again = await run.window.send(`${run.path}/record`)
    expect(again.location).to.equal(`${run.path}/done`)
  })

  it('is marked in the run, so that nobody is asked again', async () => {
    await begin({ school: smallSchool })
    await report({ poll: 'binh-chon b=27' })
    await record()
    const { runs } = app.deps.storage
    const search = { personKey: 'lti:teacher-1', schoolId: aSchool().id, since: new Date(0) }
    expect(await runs.listUnrecorded(search)).to.deep.equal([])
    const [session] = await sessionsOf(app)
    expect((await runs.find(runIdOf(run.code)))?.sessionId).to.equal(session!.id)
  })

  it('is refused without the form’s proof and from another site', async () => {
    await begin({ school: smallSchool })
    const send = (form: Record<string, string>, origin: string) =>
      run.window.send(`${run.path}/record`, { form, headers: { origin } })
    const refused = [
      await send({ minutes: '30' }, app.url),
      await send({ _visit: run.proof, minutes: '30' }, 'https://evil.example'),
      await aBrowser(app.url).send(`${run.path}/record`, { form: { _visit: run.proof } }),
    ]
    expect(refused.map(({ status }) => status)).to.deep.equal([403, 403, 401])
    expect(await sessionsOf(app)).to.deep.equal([])
  })

  it('offers the size that the LMS counts in the course', async () => {
    await begin({ isUnassigned: true })
    const contextKey = contextKeyOf(aVisit().origin!)
    const countedAt = app.clock.now()
    await app.deps.storage.memberCounts.save({ contextKey, learners: 38, countedAt })
    expect((await openForm())('[name="enrolled:free:0"]').val()).to.equal('38')
    const problems = load((await record()).text)
    expect(problems('[name="enrolled:free:0"]').val()).to.equal('38')
    await record({ 'label:free:0': '4A', 'present:free:0': '30', minutes: '35' })
    const [session] = await app.deps.storage.unplacedSessions.listOfContext(contextKey)
    expect(session!.audience).to.deep.equal([{ label: '4A', grade: 4, enrolled: 38, present: 30 }])
  })

  it('waits with a course that has no school, and says so', async () => {
    await begin({ isUnassigned: true })
    await record({ 'label:free:0': '4A', 'enrolled:free:0': '31', 'present:free:0': '30' })
    const done = await run.window.send(`${run.path}/done`)
    expect(load(done.text)('.said').text()).to.include('chưa được gán trường')
    const contextKey = contextKeyOf(aVisit().origin!)
    const waiting = await app.deps.storage.unplacedSessions.listOfContext(contextKey)
    expect(waiting).to.have.lengthOf(1)
    expect(waiting[0]!.key).to.equal(runIdOf(run.code))
  })
})

describe('a run that somebody with an account started', () => {
  let app: PresentApp
  let account: Account
  let teacher: Walker
  beforeEach(async () => {
    app = await startPresentApp({ school: smallSchool })
    teacher = aWalker()
    const grant = aGrant({ role: 'teacher', schoolId: smallSchool.id })
    const { service } = app.deps.staff
    account = await service.add({ email: 'lan@truong.example', name: 'Nguyễn Thị Lan', grant })
    const link = `${app.url}/sign-in/link/${await service.createLink(account)}`
    await teacher.press(await teacher.open(link), 'form')
  })
  afterEach(() => app.stop())

  const begin = async () =>
    teacher.press(await teacher.open(`${app.url}/present/B5`), 'form[data-present]')
  const openForm = async (page: Walked) => teacher.follow(page, 'a[data-record]')
  const send = async (form: Walked) =>
    teacher.press(form, 'form[data-form]', { 'present:class:4A': '30' })

  it('is recorded in that person’s name', async () => {
    const done = await send(await openForm(await begin()))
    expect(done.url.pathname).to.match(/\/done$/)
    const [session] = await sessionsOf(app)
    expect(session!.enteredBy).to.include({ kind: 'account', id: account.id, role: 'teacher' })
  })

  it('is not recorded once the account is disabled', async () => {
    const run = await begin()
    const form = await openForm(run)
    await app.deps.staff.service.disable(account)
    expect([(await send(form)).status, (await openForm(run)).status]).to.deep.equal([403, 403])
    expect(await sessionsOf(app)).to.deep.equal([])
  })

  it('is not recorded once the grant has ended', async () => {
    const form = await openForm(await begin())
    for (const grant of account.grants) await app.deps.staff.service.endGrant(account, grant)
    expect((await send(form)).status).to.equal(403)
    expect(await sessionsOf(app)).to.deep.equal([])
  })
})

describe('a projector without JavaScript', function () {
  this.timeout(10_000) // walks through all slides

  let b5: B5Slides
  before(async () => {
    b5 = await b5Slides()
  })
  let app: PresentApp
  let teacher: Walker
  beforeEach(async () => {
    app = await startPresentApp({ school: smallSchool })
    teacher = aWalker()
  })
  afterEach(() => app.stop())

  const onTheWall = ({ $ }: Walked) => $('.screen:not([hidden])')
  const slideOf = (page: Walked) => Number(onTheWall(page).attr('data-slide'))
  const goOn = (page: Walked) => teacher.follow(page, 'a[rel="next"][data-go]')

  /** The press in the LMS's frame; the window that it opens has no visit. */
  async function begin(): Promise<Walked> {
    const { text, status } = await app.send('/present/B5')
    const start = { url: new URL('/present/B5', app.url), status, $: load(text) }
    return teacher.press(start, 'form[data-present]')
  }

  /** By address to the slide before it, and on from there. */
  async function goTo(page: Walked, slide: number): Promise<Walked> {
    const { origin, pathname } = page.url
    let here = await teacher.open(`${origin}${pathname}?slide=${slide - 1}`)
    for (let presses = 0; slideOf(here) < slide && presses < 20; presses += 1) {
      here = await goOn(here)
    }
    return here
  }

  const vote = (page: Walked, step: string) =>
    teacher.press(page, '.screen:not([hidden]) form[data-ballot]', { step })

  it('shows every slide, reveals press by press, and counts hands where it stands', async () => {
    let spot = await goTo(await begin(), b5.at('spot'))
    const marked: number[] = []
    for (; slideOf(spot) === b5.at('spot'); spot = await goOn(spot))
      marked.push(onTheWall(spot).find('.face:not([hidden]) .is-on').length)
    expect(marked.join('')).to.match(/^0+11114$/)
    const poll = await goTo(spot, b5.at('poll'))
    const counted = await vote(await vote(poll, 'b+'), 'b+')
    expect(slideOf(counted)).to.equal(b5.at('poll'))
    expect(onTheWall(counted).find('[data-row="b"] [data-count]').text()).to.equal('2')
    expect(
      onTheWall(await vote(counted, 'b-'))
        .find('[data-row="b"] [data-count]')
        .text(),
    ).to.equal('1')
  })

  it('follows the story where the class wants it to go', async () => {
    const story = await goTo(await begin(), b5.at('story'))
    const waysOn = await goOn(story)
    expect(onTheWall(waysOn).find('.face:not([hidden]) [data-ballot]')).to.have.lengthOf(1)
    const chosen = await goOn(await vote(waysOn, 'c+'))
    expect(onTheWall(chosen).attr('data-node')).to.equal('dua-me-xem')
    const way = await teacher.follow(chosen, '.screen:not([hidden]) [data-goes="di-ngu"] a')
    expect(onTheWall(way).attr('data-node')).to.equal('di-ngu')
    expect(slideOf(await goOn(way))).to.equal(b5.at('story') + 1)
  })

  it('ends in a recorded session', async () => {
    const poll = await goTo(await begin(), b5.at('poll'))
    const end = await goTo(await vote(poll, 'b+'), b5.count)
    expect(end.$('a[rel="next"][data-go]')).to.have.lengthOf(0)
    app.clock.advance(25 * MINUTE_MS)
    const form = await teacher.follow(end, 'a[data-record]')
    const done = await teacher.press(form, 'form[data-form]', { 'present:class:4A': '30' })
    expect(done.$('[data-session]')).to.have.lengthOf(1)
    const [session] = await sessionsOf(app)
    expect(session!.audience).to.deep.equal([{ label: '4A', grade: 4, enrolled: 31, present: 30 }])
  })
})
