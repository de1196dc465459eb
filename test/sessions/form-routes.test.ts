import { expect } from 'chai'

import { schoolIdOf } from '../../src/schools/index.ts'
import { runIdOf } from '../../src/sessions/index.ts'
import { contextKeyOf } from '../../src/web/index.ts'
import { anOrigin } from '../support/a-binding.ts'
import { aRun } from '../support/a-run.ts'
import { aSchool } from '../support/a-school.ts'
import { aBigSchool, aPlan } from '../support/a-session.ts'
import { type SessionsApp, startSessionsApp } from '../support/a-sessions-app.ts'
import type { Walked, Walker } from '../support/a-walker.ts'

const FORM = 'form[data-form]'
const DAY_MS = 24 * 60 * 60 * 1000

const stateOf = ({ $ }: Walked) => $('section[data-session]').attr('data-status')
const factOf = ({ $ }: Walked, name: string) => $(`[data-fact=${name}]`).text()
const valueOf = ({ $ }: Walked, name: string) => $(`${FORM} [name="${name}"]`).val()
const textOf = ({ $ }: Walked, selector: string) =>
  $(selector).text().replaceAll(/\s+/g, ' ').trim()

describe('the form', () => {
  let app: SessionsApp
  let hoa: Walker
  beforeEach(async () => {
    app = await startSessionsApp({ schools: [aSchool(), aBigSchool()] })
    hoa = await app.enter('Lê Thị Hoa', { role: 'teacher', schoolId: aSchool().id })
  })
  afterEach(() => app.stop())

  const openNew = (search = '') => hoa.open(`${app.url}/sessions/new${search}`)

  it('opens with today’s day, and says that it filled it in', async () => {
    const page = await openNew()
    expect(valueOf(page, 'heldOn')).to.equal('23/11/2026')
    expect(page.$('.said').text()).to.include('Đã điền sẵn ngày hôm nay')
    expect(page.$('main h1 + p').text()).to.equal(aSchool().name)
  })

  it('offers every way to say who was there: all, a stage, a grade, a class', async () => {
    const { id } = aBigSchool()
    const minh = await app.enter('Trần Văn Minh', { role: 'coordinator', schoolId: id })
    const page = await minh.open(`${app.url}/sessions/new`)
    const linesIn = (selector: string) =>
      page
        .$(selector)
        .toArray()
        .map((one) => page.$(one).attr('data-line')!)
    const seen = linesIn('#lines > [data-line]')
    expect(seen.slice(0, 4)).to.deep.equal(['whole', 'stage:th', 'stage:thcs', 'grade:1'])
    expect(seen).to.have.lengthOf(12)
    expect(linesIn('#lines details [data-line^="class:"]')).to.have.lengthOf(27)
  })

  it('does not guess for which of several schools it is', async () => {
    const both = [aSchool().id, aBigSchool().id].map((schoolId) => ({
      role: 'teacher' as const,
      schoolId,
    }))
    const an = await app.enter('Phạm Thị An', ...both)
    const choice = await an.open(`${app.url}/sessions/new`)
    expect(choice.$('main ul a')).to.have.lengthOf(2)
    const page = await an.follow(choice, 'main ul li:last-child a')
    expect(page.$('main h1 + p').text()).to.equal(aBigSchool().name)
    const plan = await an.open(`${app.url}/sessions/new?plan=1`)
    expect((await an.follow(plan, 'main ul a')).$('h1').text()).to.equal('Lập kế hoạch buổi học')
  })

  describe('of a plan', () => {
    const PLAN = { heldOn: '07/12/2026', form: 'flag-ceremony', presenter: 'police' }

    it('asks for no number of minutes and pupils', async () => {
      const form = await openNew('?plan=1')
      expect(valueOf(form, 'heldOn')).to.equal('')
      expect(form.$(FORM).hasClass('is-plan')).to.equal(true)
      const page = await hoa.press(form, FORM, { ...PLAN, line: 'whole' })
      expect(stateOf(page)).to.equal('planned')
      expect(factOf(page, 'lines')).to.equal('Toàn trường · 60 em')
      expect(textOf(page, 'ol.lines')).to.include('Lê Thị Hoa lập kế hoạch')
      expect(page.$('form[action$="/confirm"]')).to.have.lengthOf(0)
    })

    it('is what any form with a day ahead is', async () => {
      expect(stateOf(await hoa.press(await openNew(), FORM, PLAN))).to.equal('planned')
    })

    it('can be asked for by its button, of today too', async () => {
      const plan = { ...PLAN, heldOn: '23/11/2026', intent: 'plan' }
      expect(stateOf(await hoa.press(await openNew(), FORM, plan))).to.equal('planned')
    })

    it('throws away nothing that was counted for a slip in the day', async () => {
      const typed = { ...PLAN, minutes: '30', 'present:whole': '58' }
      const page = await hoa.press(await openNew(), FORM, typed)
      expect([page.status, valueOf(page, 'present:whole')]).to.deep.equal([422, '58'])
      expect(page.$('#heldOn-problem').text()).to.include('Lưu kế hoạch')
    })

    it('can be changed while it is one', async () => {
      await app.storage.sessions.add(aPlan())
      const page = await hoa.open(`${app.url}/sessions/${aPlan().id}`)
      expect(page.$('main a[rel=next]')).to.have.lengthOf(0)
      const form = await hoa.follow(page, 'main a.button')
      expect(form.$('h1').text()).to.equal('Lập kế hoạch buổi học')
      const moved = await hoa.press(form, FORM, { heldOn: '14/12/2026' })
      expect([stateOf(moved), factOf(moved, 'heldOn')]).to.deep.equal(['planned', '14/12/2026'])
      expect(app.told.map(([, day]) => day)).to.have.members(['2026-12-07', '2026-12-14'])
    })

    it('is to be reported as held once its day has come', async () => {
      await app.storage.sessions.add(aPlan())
      app.clock.advance(14 * DAY_MS)
      hoa = await app.enter('Lê Thị Hoa')
      const page = await hoa.open(`${app.url}/sessions/${aPlan().id}`)
      const form = await hoa.follow(page, 'main a[rel=next]')
      expect(form.$('h1').text()).to.equal('Ghi nhận đã tổ chức')
      expect(
        ['heldOn', 'minutes', 'present:class:4A'].map((name) => valueOf(form, name)),
      ).to.deep.equal(['07/12/2026', '', ''])
      const typed = { minutes: '30', 'present:class:4A': '30' }
      const held = await hoa.press(form, FORM, typed)
      expect([stateOf(held), factOf(held, 'lines')]).to.deep.equal(['held', '4A: 30/31'])
    })
  })

  describe('of a run', () => {
    const id = runIdOf('code-1')
    const run = aRun({
      id,
      polls: [{ blockId: 'quan-ca-phe', counts: { a: 20, b: 7 } }],
      lastSeenAt: new Date('2026-11-23T00:52:00.000Z'),
    })
    const typed = { form: 'class-hour', 'present:class:4A': '27' }
    const openRun = (who = hoa) => who.open(`${app.url}/sessions/new?run=${id}`)

    it('is filled in with what the run knows, and keeps its log as evidence', async () => {
      await app.storage.runs.add(run)
      const form = await openRun()
      expect(['heldOn', 'minutes', 'module'].map((name) => valueOf(form, name))).to.deep.equal([
        ...['23/11/2026', '37', 'B5'],
      ])
      expect(form.$('.said').text()).to.include('07:15–07:52').and.to.include('27')
      expect(form.$('[data-plan]')).to.have.lengthOf(0)
      const page = await hoa.press(form, FORM, typed)
      expect(stateOf(page)).to.equal('held')
      const [session] = await app.stored()
      expect(session).to.deep.include({
        startedAt: run.startedAt,
        evidence: [{ kind: 'run-log', runId: id }],
      })
      expect((await app.storage.runs.find(id))!.sessionId).to.equal(session!.id)
    })

    it('is one session, whoever records it and however often', async () => {
      await app.storage.runs.add(run)
      const form = await openRun()
      await hoa.press(form, FORM, typed)
      await hoa.press(form, FORM, typed)
      const lan = await app.enter('Nguyễn Thị Lan', { role: 'principal', schoolId: aSchool().id })
      expect(stateOf(await openRun(lan))).to.equal('held')
      expect(await app.stored()).to.have.lengthOf(1)
    })

    it('may be opened at the school of the run and nowhere else', async () => {
      await app.storage.runs.add({ ...run, schoolId: aBigSchool().id })
      expect((await openRun()).status).to.equal(403)
      await app.storage.runs.add({ ...run, id: runIdOf('gone'), schoolId: schoolIdOf('72000999') })
      const gone = await hoa.open(`${app.url}/sessions/new?run=${runIdOf('gone')}`)
      expect(gone.status).to.equal(404)
      expect((await hoa.open(`${app.url}/sessions/new?run=unknown`)).status).to.equal(404)
    })

    it('that nobody gave a school is for its course and who started it', async () => {
      const { schoolId: _none, ...lost } = run
      const contextKey = contextKeyOf(anOrigin())
      await app.storage.runs.add({ ...lost, contextKey })
      const colleague = await app.launch({ learnerKey: 'teacher-2' as never })
      const elsewhere = await app.launch({
        learnerKey: 'teacher-3' as never,
        origin: anOrigin({ contextId: '3' }),
      })
      const starter = await app.launch({ origin: anOrigin({ contextId: '3' }) })
      expect((await openRun(colleague)).status).to.equal(200)
      expect((await openRun(elsewhere)).status).to.equal(403)
      expect((await openRun(starter)).status).to.equal(200)
      expect((await openRun()).status).to.equal(403)
    })

    it('goes on by the session that its course recorded before it got a school', async () => {
      const { schoolId: _none, ...lost } = run
      await app.storage.runs.add({ ...lost, contextKey: contextKeyOf(anOrigin()) })
      const teacher = await app.launch()
      const counted = { 'enrolled:whole': '60', 'present:whole': '58', form: 'lesson' }
      await teacher.press(await openRun(teacher), FORM, counted)
      await app.assign(aSchool())
      const page = await openRun(await app.launch())
      expect(stateOf(page)).to.equal('held')
      expect(await app.stored()).to.have.lengthOf(1)
    })
  })
})
