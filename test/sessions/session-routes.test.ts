import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import { type Session, type SessionId } from '../../src/sessions/index.ts'
import { aRun } from '../support/a-run.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import {
  aContent,
  after,
  anUnplacedSession,
  aPlan,
  aSession,
  LTI_TEACHER,
  PRINCIPAL,
  TEACHER,
} from '../support/a-session.ts'
import { type SessionsApp, startSessionsApp } from '../support/a-sessions-app.ts'
import type { Walked, Walker } from '../support/a-walker.ts'

const REASON = 'Ngày 22/11/2026 không nằm trong kỳ báo cáo nào.'

const textOf = ({ $ }: Walked, selector: string) =>
  $(selector)
    .toArray()
    .map((one) => $(one).text().replaceAll(/\s+/g, ' ').trim())

describe('the page of a session', () => {
  let app: SessionsApp
  let lan: Walker
  const asked: Session[] = []
  beforeEach(async () => {
    asked.length = 0
    app = await startSessionsApp({
      whyNotCounted(session) {
        asked.push(session)
        return Promise.resolve([REASON])
      },
    })
    lan = await app.enter('Nguyễn Thị Lan', { role: 'principal', schoolId: aSchool().id })
  })
  afterEach(() => app.stop())

  const show = async (session: Session, who = lan) => {
    await app.storage.sessions.add(session)
    return who.open(`${app.url}/sessions/${session.id}`)
  }

  it('shows all that was recorded, line by line', async () => {
    const content = aContent({
      modules: [{ id: 'B5', version: '1' }],
      topics: ['Lừa đảo qua mạng', 'Giao thông'],
      adultCount: 1200,
      evidence: [
        { kind: 'run-log', runId: 'run-1' },
        { kind: 'link', url: 'https://truong.example/tin/1' },
        { kind: 'paper', note: 'Biên bản số 12' },
      ],
    })
    const page = await show(aSession({ ...content }))
    expect(textOf(page, '[data-fact]')).to.deep.equal([
      ...['22/11/2026', '35', 'Sinh hoạt lớp', 'Nhà trường', '4A: 30/31', '1.200'],
      ...['B5 Quà lạ, đường liên kết lạ', 'Lừa đảo qua mạng; Giao thông'],
      ...['Nhật ký trình chiếu', 'https://truong.example/tin/1', 'Biên bản số 12'],
    ])
    expect(page.$('[data-fact=evidence] a').attr('href')).to.equal('https://truong.example/tin/1')
  })

  it('tells those who taught it and those who confirm it what the class missed, and nobody above', async () => {
    const run = aRun({ polls: [{ blockId: 'one:q1', counts: { a: 7, b: 20 } }] })
    await app.storage.runs.add(run)
    const session = aSession({ evidence: [{ kind: 'run-log', runId: run.id }] })
    const page = await show(session)
    expect(textOf(page, '[data-missed] .idea-count')).to.deep.equal(['7/27 chọn đúng (26%)'])
    expect(page.$('[data-missed]').text()).to.include('Dạy lại trong 3 phút')
    const officer = await app.enter('Trần Văn Bình', { role: 'officer' })
    const above = await officer.open(`${app.url}/sessions/${session.id}`)
    expect([above.status, above.$('[data-ideas]').length]).to.deep.equal([200, 0])
  })

  const OF_SCHOOL = { schoolId: aSchool().id }
  const READERS: readonly [string, Parameters<SessionsApp['enter']>[1], number, number][] = [
    ['a principal of the school', { role: 'principal', ...OF_SCHOOL }, 200, 1],
    ['a coordinator of the school', { role: 'coordinator', ...OF_SCHOOL }, 200, 1],
    ['a teacher of the school', { role: 'teacher', ...OF_SCHOOL }, 200, 1],
    ['a principal of another school', { role: 'principal', schoolId: 'other' as never }, 403, 0],
    ['a teacher of another school', { role: 'teacher', schoolId: 'other' as never }, 403, 0],
    ['an official of the commune', { role: 'commune-official', areaId: anArea().id }, 200, 0],
    ['an administrator', { role: 'administrator' }, 200, 0],
    ['an auditor', { role: 'auditor' }, 200, 0],
    ['an editor', { role: 'editor' }, 403, 0],
  ]
  for (const [who, grant, status, shown] of READERS) {
    it(`tells ${who} ${shown ? 'what' : 'nothing of what'} the class missed`, async () => {
      const run = aRun({ polls: [{ blockId: 'one:q1', counts: { a: 7, b: 20 } }] })
      await app.storage.runs.add(run)
      const session = aSession({ evidence: [{ kind: 'run-log', runId: run.id }] })
      const page = await show(session, await app.enter('Vũ Thị Mai', grant))
      expect([page.status, page.$('[data-missed]').length]).to.deep.equal([status, shown])
    })
  }

  it('tells another teacher of the LMS, and a pupil, nothing of what the class missed', async () => {
    const run = aRun({ polls: [{ blockId: 'one:q1', counts: { a: 7, b: 20 } }] })
    await app.storage.runs.add(run)
    await app.assign(aSchool())
    const session = aSession({ evidence: [{ kind: 'run-log', runId: run.id }] })
    const page = await show(session, await app.launch())
    expect([page.status, page.$('[data-missed]').length]).to.deep.equal([200, 0])
    const pupil = await app.learn()
    expect((await pupil.open(`${app.url}/sessions/${session.id}`)).status).to.equal(403)
  })

  it('tells its history, with names of accounts and none of the LMS', async () => {
    const session = after(
      aSession({ entries: [{ ...aSession().entries[0]!, who: LTI_TEACHER }] }),
      ['returned', PRINCIPAL],
      ['changed', TEACHER],
      ['confirmed', PRINCIPAL],
    )
    expect(textOf(await show(session), 'ol.lines li')).to.deep.equal([
      '07:15 ngày 23/11/2026: Giáo viên (qua khoá học) ghi nhận',
      '07:16 ngày 23/11/2026: Nguyễn Thị Lan trả lại (Thiếu lớp 4B)',
      '07:17 ngày 23/11/2026: Lê Thị Hoa sửa',
      '07:18 ngày 23/11/2026: Nguyễn Thị Lan xác nhận',
    ])
  })

  it('says in words why it is not counted', async () => {
    const session = after(aSession(), ['confirmed', PRINCIPAL])
    expect(textOf(await show(session), '[data-why-not] li')).to.deep.equal([REASON])
    expect(asked).to.deep.equal([session])
  })

  it('flags what is worth a second look', async () => {
    await app.storage.sessions.add(aSession({ id: 'another' as SessionId }))
    expect(
      textOf(await show(aSession({ heldOn: '2026-11-22' as Day })), '[data-flags] li'),
    ).to.deep.equal(['Trùng ngày, hình thức và lớp với một buổi khác'])
  })

  it('has one primary button: what is to be done next by whoever looks', async () => {
    const hoa = await app.enter('Lê Thị Hoa', { role: 'teacher', schoolId: aSchool().id })
    const primary = ({ $ }: Walked) => textOf({ $ } as Walked, 'main .button:not(.quiet)')
    const held = aSession()
    const returned = after(aSession({ id: 'returned' as SessionId }), ['returned', PRINCIPAL])
    const due = aPlan({ id: 'due' as SessionId, heldOn: '2026-11-23' as Day })
    expect(primary(await show(held))).to.deep.equal(['Xác nhận'])
    expect(primary(await show(held, hoa))).to.deep.equal([])
    expect(primary(await show(returned, hoa))).to.deep.equal(['Sửa'])
    expect(primary(await show(due, hoa))).to.deep.equal(['Ghi nhận đã tổ chức'])
    expect(textOf(await show(due, hoa), 'main p').join(' ')).to.include('Đã đến ngày')
    expect(primary(await show(aPlan(), hoa))).to.deep.equal([])
  })

  it('shows a plan without numbers that nobody has', async () => {
    const page = await show(aPlan())
    expect(textOf(page, '[data-fact]')).to.deep.equal([
      ...['07/12/2026', 'Sinh hoạt lớp', 'Nhà trường', '4A · 31 em'],
    ])
    const audience = [{ label: 'Toàn trường', grade: 0, enrolled: 0, present: 0 }]
    const open = await show(aPlan({ id: 'open' as SessionId, audience }))
    expect(textOf(open, '[data-fact=lines]')).to.deep.equal(['Toàn trường'])
  })

  it('of a course without a school is its teacher’s alone, and asks nobody to confirm', async () => {
    const session = anUnplacedSession()
    await app.storage.unplacedSessions.add(session)
    const url = `${app.url}/sessions/${session.id}`
    const own = await (await app.launch()).open(url)
    expect(own.$('main h1 + p').text()).to.equal('Khoá học chưa gán trường')
    expect(textOf(own, 'main .button')).to.deep.equal(['Sửa', 'Rút lại'])
    expect(asked).to.deep.equal([])
    const other = await app.launch({ learnerKey: 'teacher-2' as never })
    expect((await other.open(url)).status).to.equal(403)
    expect((await lan.open(url)).status).to.equal(403)
  })

  it('does not exist for an id that is none', async () => {
    expect((await lan.open(`${app.url}/sessions/unknown`)).status).to.equal(404)
  })
})
