import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import { type RunId, runIdOf, type SessionId, sessionIdOf } from '../../src/sessions/index.ts'
import { contextKeyOf } from '../../src/web/index.ts'
import { anOrigin } from '../support/a-binding.ts'
import { aRun } from '../support/a-run.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import {
  aBigSchool,
  after,
  aKey,
  anUnplacedSession,
  aPlan,
  aSession,
  LTI_TEACHER,
  PRINCIPAL,
  TEACHER,
} from '../support/a-session.ts'
import { type SessionsApp, startSessionsApp } from '../support/a-sessions-app.ts'
import type { Walked, Walker } from '../support/a-walker.ts'

const named = (id: string, heldOn: string) => ({ id: id as SessionId, heldOn: heldOn as Day })
const DAY_MS = 24 * 60 * 60 * 1000

/** Headings and below each the ids of its sessions. */
function groupsOf({ $ }: Walked): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    $('main section')
      .toArray()
      .map((section) => [
        $(section).find('h2').text(),
        $(section)
          .find('[data-session]')
          .toArray()
          .map((one) => $(one).attr('data-session')!),
      ]),
  )
}

const runsIn = ({ $ }: Walked) =>
  $('[data-run] a')
    .toArray()
    .map((one) => $(one).attr('href')!.replace('/sessions/new?run=', ''))

describe('the list of sessions', () => {
  const school = aSchool()
  const teacher = { role: 'teacher', schoolId: school.id } as const
  let app: SessionsApp
  beforeEach(async () => {
    app = await startSessionsApp({ schools: [school, aBigSchool()] })
  })
  afterEach(() => app.stop())

  const open = (who: Walker, search = '') => who.open(`${app.url}/sessions${search}`)

  describe('of one school', () => {
    let hoa: Walker
    let lan: Walker
    beforeEach(async () => {
      hoa = await app.enter('Lê Thị Hoa', teacher)
      lan = await app.enter('Nguyễn Thị Lan', { role: 'principal', schoolId: school.id })
    })

    it('is empty at first, and offers to record and to plan', async () => {
      const page = await open(hoa)
      expect(page.$('main').text()).to.include('Chưa có buổi nào được ghi nhận')
      expect(page.$('main a[rel=next]').attr('href')).to.equal(
        `/sessions/new?school=${school.code}`,
      )
      expect((await hoa.follow(page, 'main a[href*="plan=1"]')).status).to.equal(200)
    })

    it('puts first what waits for whoever looks, then what is planned, then the rest', async () => {
      const { sessions } = app.storage
      const older = after(aSession(named('older', '2026-11-02')), ['returned', PRINCIPAL])
      const all = [
        aSession(named('held', '2026-11-20')),
        aSession(named('held-first', '2026-11-19')),
        older,
        after(aSession(named('confirmed', '2026-11-18')), ['confirmed', PRINCIPAL]),
        after(aSession(named('withdrawn', '2026-11-17')), ['withdrawn', TEACHER]),
        { ...aPlan(), ...named('due', '2026-11-23') },
        { ...aPlan(), ...named('next', '2026-12-07') },
        { ...aPlan(), ...named('later', '2026-12-14') },
      ]
      for (const one of all) await sessions.add(one)
      expect(groupsOf(await open(hoa))).to.deep.equal({
        'Đang chờ thầy cô': ['older', 'due'],
        'Sắp tới': ['next', 'later'],
        'Các buổi khác': ['held', 'held-first', 'confirmed', 'withdrawn'],
      })
      expect(groupsOf(await open(lan))['Đang chờ thầy cô']).to.deep.equal([
        ...['held-first', 'held', 'older', 'due'],
      ])
    })

    it('leads to the next thing with one primary button', async () => {
      await app.storage.sessions.add({ ...aPlan(), ...named('due', '2026-11-23') })
      const page = await open(hoa)
      expect(page.$('main .button:not(.quiet)').text()).to.include('Ghi nhận đã tổ chức')
      const form = await hoa.follow(page, 'main a[rel=next]')
      expect(form.$('h1').text()).to.equal('Ghi nhận đã tổ chức')
    })

    it('shows each session with its day, form, classes, state and flags', async () => {
      const audience = [{ label: '4A', grade: 4, enrolled: 31, present: 32 }]
      await app.storage.sessions.add(aSession({ ...named('one', '2026-11-20'), audience }))
      const row = (await open(hoa)).$('[data-session=one]')
      const text = row.text().replaceAll(/\s+/g, ' ')
      expect(text).to.include('20/11/2026 · Sinh hoạt lớp').and.to.include('Chờ xác nhận')
      expect(text).to.include('4A · có mặt 32/31 em').and.to.include('Có mặt nhiều hơn sĩ số')
    })

    it('shows what was presented and not recorded yet, of the last 14 days, on top', async () => {
      const now = app.clock.now().getTime()
      const at = (daysAgo: number) => ({
        startedAt: new Date(now - daysAgo * DAY_MS),
        lastSeenAt: new Date(now - daysAgo * DAY_MS + 37 * 60 * 1000),
      })
      const { runs } = app.storage
      await runs.add(aRun({ id: 'old' as RunId, ...at(15) }))
      await runs.add(aRun({ id: 'fresh' as RunId, ...at(13) }))
      await runs.add(aRun({ id: 'elsewhere' as RunId, schoolId: aBigSchool().id }))
      const page = await open(hoa)
      expect(runsIn(page)).to.deep.equal(['fresh'])
      expect(page.$('[data-run]').text()).to.include('07:15 ngày 10/11/2026 · 37 phút')
      expect((await hoa.follow(page, 'main a[rel=next]')).$('form[data-form]')).to.have.lengthOf(1)
    })

    it('has a principal confirm before anything else', async () => {
      await app.storage.runs.add(aRun())
      await app.storage.sessions.add(aSession())
      const page = await open(lan)
      expect(runsIn(page)).to.have.lengthOf(1)
      expect(page.$('main .button:not(.quiet)').text()).to.include('Xác nhận')
    })

    it('asks for no run that is recorded, though the run has not heard of it', async () => {
      const id = runIdOf('code-1')
      await app.storage.runs.add(aRun({ id }))
      const sessionId = sessionIdOf(school.id, id)
      await app.storage.sessions.add(aSession({ id: sessionId }))
      expect(runsIn(await open(hoa))).to.deep.equal([])
      expect((await app.storage.runs.find(id))!.sessionId).to.equal(sessionId)
    })

    it('shows runs to nobody who could not record them', async () => {
      await app.storage.runs.add(aRun())
      const minh = await app.enter('Trần Văn Minh', { role: 'officer' })
      expect(runsIn(await open(minh, `?school=${school.code}`))).to.deep.equal([])
    })
  })

  describe('of a course in an LMS', () => {
    const key = contextKeyOf(anOrigin())

    it('without a school has what its teacher entered himself', async () => {
      const other = { ...LTI_TEACHER, personKey: 'teacher-2' }
      const { unplacedSessions } = app.storage
      await unplacedSessions.add(anUnplacedSession())
      await unplacedSessions.add(
        anUnplacedSession({ key: aKey('later'), heldOn: '2026-11-23' as Day }),
      )
      await unplacedSessions.add(anUnplacedSession({ key: aKey('other'), enteredBy: other }))
      await unplacedSessions.add(anUnplacedSession({ key: aKey('gone'), schoolId: school.id }))
      const page = await open(await app.launch())
      expect(page.$('main h1 + p').text()).to.equal('Khoá học chưa gán trường')
      const ids = [aKey('later'), aKey()].map((one) => sessionIdOf(key, one))
      expect(
        page
          .$('[data-session]')
          .toArray()
          .map((one) => page.$(one).attr('data-session')),
      ).to.deep.equal(ids)
    })

    it('with a school offers to correct only one’s own', async () => {
      await app.assign(school)
      const [own, other] = [LTI_TEACHER, TEACHER].map((enteredBy, index) =>
        after(aSession({ id: `s-${index}` as SessionId, enteredBy }), ['returned', PRINCIPAL]),
      )
      await app.storage.sessions.add(own!)
      await app.storage.sessions.add(other!)
      const page = await open(await app.launch())
      expect(groupsOf(page)).to.deep.equal({
        'Đang chờ thầy cô': ['s-0'],
        'Các buổi khác': ['s-1'],
      })
    })

    it('credits what was recorded in the moment of the assignment', async () => {
      await app.assign(school)
      await app.storage.unplacedSessions.add(anUnplacedSession())
      const page = await open(await app.launch())
      expect(page.$('[data-session]')).to.have.lengthOf(1)
      expect(await app.stored()).to.have.lengthOf(1)
    })
  })

  describe('of somebody with more than one school', () => {
    const choices = ({ $ }: Walked) =>
      $('main ul a')
        .toArray()
        .map((one) => $(one).attr('href'))
    const addresses = [school, aBigSchool()].map(({ code }) => `/sessions?school=${code}`)

    it('asks which one, and can come back to the question', async () => {
      const both = [school.id, aBigSchool().id].map((schoolId) => ({ ...teacher, schoolId }))
      const an = await app.enter('Phạm Thị An', ...both)
      const choice = await open(an)
      expect(choices(choice)).to.deep.equal(addresses)
      expect(choice.$('main form')).to.have.lengthOf(0)
      const list = await an.follow(choice, 'main ul a')
      expect(list.$('h1').text()).to.equal('Các buổi học')
      expect(choices(await an.follow(list, 'a[href="/sessions/choose"]'))).to.deep.equal(addresses)
    })

    it('asks an officer for the code, and says where no school has it', async () => {
      const area = { role: 'officer', areaId: anArea().id } as const
      const minh = await app.enter('Trần Văn Minh', area)
      const choice = await open(minh)
      const wrong = await minh.press(choice, 'main form', { school: '72000999' })
      expect([wrong.status, wrong.$('[name=school]').val()]).to.deep.equal([404, '72000999'])
      expect(wrong.$('.problem').text()).to.include('Không có trường nào mang mã này')
      const list = await minh.press(wrong, 'main form', { school: school.code })
      expect(list.$('main h1 + p').text()).to.include(school.name)
    })

    it('opens with the one school of a teacher who is an official too', async () => {
      const an = await app.enter('Phạm Thị An', teacher, {
        role: 'commune-official',
        areaId: anArea().id,
      })
      const list = await open(an)
      expect(list.$('main h1 + p').text()).to.include(school.name).and.to.include('Trường khác')
    })
  })
})
