import { expect } from 'chai'

import { type SchoolFacts, schoolPage } from '../../src/coverage/school-page.ts'
import { STAGE_STATUSES } from '../../src/requirements/index.ts'
import type { Session } from '../../src/sessions/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { MORNING } from '../support/a-clock.ts'
import { aRow } from '../support/a-coverage-row.ts'
import { anObligation, aPeriod, aPlannedPeriod } from '../support/a-period.ts'
import { aHeldSession } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'

const PERIOD = aPeriod()
const ONLY_LOOKING = { mayConfirm: false, mayEdit: false, mayRecord: false, mayManage: false }
const OFFICER = { ...ONLY_LOOKING, mayManage: true }
const TEACHER = { ...ONLY_LOOKING, mayEdit: true, mayRecord: true }

function pageOf(facts: Partial<SchoolFacts> = {}) {
  return schoolPage(
    {
      period: PERIOD,
      periods: [PERIOD],
      school: aSchool(),
      commune: anArea().name,
      obligation: anObligation(),
      row: aRow(),
      sessions: [aHeldSession()],
      trained: { count: 0, schoolYear: '2026-2027' },
      powers: ONLY_LOOKING,
      mayReadSchool: false,
      now: new Date(MORNING),
      ...facts,
    },
    createTexts(),
  )
}

/** With nothing held yet. */
const UNMET = { row: aRow({ sessions: [] }), sessions: [] }

describe('a school’s page', () => {
  it('says which school it is, by name, commune and code', () => {
    const { title, place } = pageOf()
    expect([title, place]).to.deep.equal(['Trường Tiểu học Nguyễn Trãi', 'Xã Tân Lập · 72000412'])
  })

  it('keeps the name of the day on which the period opened', () => {
    const school = aSchool({ name: 'Trường Tiểu học Tân Lập' })
    expect(pageOf({ school }).title).to.equal('Trường Tiểu học Nguyễn Trãi')
  })

  it('says what is owed, by when, and in which days', () => {
    const { stages, due, span } = pageOf(UNMET)
    expect(stages.map(({ label, owed }) => [label, owed])).to.deep.equal([
      ['Tiểu học', 'Còn thiếu 1 buổi, chưa có kế hoạch.'],
    ])
    expect(due).to.equal('Hạn 30/11/2026, còn 7 ngày')
    expect(span).to.contain('07/09/2026').and.to.contain('09/01/2027')
  })

  it('has its own words for every status', () => {
    const words = STAGE_STATUSES.map((status) => {
      const row = aRow()
      const stages = row.stages.map((stage) => ({ ...stage, status }))
      return pageOf({ row: { ...row, stages } }).stages[0]?.owed
    })
    expect(new Set(words).size).to.equal(STAGE_STATUSES.length)
  })

  it('gives sessions, estimated reach and completions of a stage', () => {
    const [stage] = pageOf().stages
    expect([stage?.sessions, stage?.reach, stage?.completions]).to.deep.equal([
      'Buổi được tính: 1/1',
      'Học sinh được tiếp cận (ước tính): 30/60 (50%)',
      'Lượt hoàn thành bài học: 2',
    ])
  })

  it('has one next step with its address', () => {
    const step = pageOf({ ...UNMET, powers: TEACHER }).next
    expect(step).to.deep.equal({
      step: 'record',
      label: 'Ghi nhận một buổi học',
      url: '/sessions/new?school=72000412',
    })
    const held: Session = { ...aHeldSession(), state: 'held' }
    const facts = { sessions: [held], row: aRow({ sessions: [held] }) }
    const confirm = pageOf({ ...facts, powers: { ...TEACHER, mayConfirm: true } }).next
    expect(confirm?.label).to.equal('Xác nhận 1 buổi đang chờ')
    expect(confirm?.url).to.equal('/sessions?school=72000412')
  })

  it('says how things stand where there is nothing to press', () => {
    expect(pageOf().rest).to.deep.equal({
      words: 'Đơn vị đã đạt yêu cầu của kỳ này.',
      isGood: true,
    })
    expect(pageOf(UNMET).rest?.isGood).to.equal(false)
    expect(pageOf({ ...UNMET, period: aPeriod({ state: 'closed' }) }).rest?.words).to.contain(
      'chốt',
    )
    expect(pageOf({ row: undefined }).rest?.words).to.contain('đang được tính')
    const held: Session = { ...aHeldSession(), state: 'held' }
    const waiting = { sessions: [held], row: aRow({ sessions: [held] }) }
    expect(pageOf(waiting).rest?.words).to.contain('chờ hiệu trưởng')
  })

  it('says of a session what it counts for', () => {
    expect(pageOf().sessions[0]).to.deep.include({
      title: '09/11/2026 · Sinh hoạt lớp',
      audience: '4A · có mặt 30/31 em',
      verdict: 'Được tính cho TH',
      counts: true,
      reasons: [],
    })
  })

  it('says of a session every reason why it does not count', () => {
    const audience = [{ label: '6A', grade: 6, enrolled: 30, present: 30 }]
    const [session] = pageOf({
      sessions: [{ ...aHeldSession(), state: 'held', audience }],
    }).sessions
    expect(session).to.deep.include({ verdict: 'Chưa được tính', counts: false })
    expect(session?.reasons).to.deep.equal([
      'Hiệu trưởng chưa xác nhận.',
      'Các lớp tham dự không thuộc cấp học mà đơn vị phải tổ chức.',
    ])
  })

  it('counts many classes instead of naming them, and says of a plan that it is one', () => {
    const audience = Array.from({ length: 7 }, (_, at) => ({
      label: `4/${at}`,
      grade: 4,
      enrolled: 30,
      present: 0,
    }))
    const words = (changes: Partial<Session>) =>
      pageOf({ sessions: [{ ...aHeldSession(), ...changes }] }).sessions[0]?.audience
    expect(words({ audience })).to.equal('7 lớp · có mặt 0/210 em')
    expect(words({ audience, state: 'planned' })).to.equal('7 lớp · dự kiến 210 em')
    expect(words({ audience: [], state: 'planned' })).to.equal('Chưa chọn lớp')
    expect(words({ audience: [] })).to.equal('Không có lớp hay nhóm học sinh nào')
  })

  it('shows the latest session first', () => {
    const later: Session = { ...aHeldSession(), heldOn: '2026-11-16' as Session['heldOn'] }
    const titles = pageOf({ sessions: [aHeldSession(), later] }).sessions.map(({ title }) => title)
    expect(titles[0]).to.contain('16/11/2026')
  })

  it('says that a school outside the obligated set owes nothing', () => {
    const page = pageOf({ obligation: undefined, row: undefined })
    expect(page.outside).to.contain('không thuộc diện phải tổ chức')
    expect(page.sessions[0]?.reasons).to.deep.equal([
      'Đơn vị không thuộc diện phải tổ chức trong kỳ này.',
    ])
    expect(page).not.to.have.any.keys('status', 'rest', 'next')
  })

  it('says that nobody owes anything in a period that is not open', () => {
    const page = pageOf({ period: aPlannedPeriod(), obligation: undefined, row: undefined })
    expect(page.outside).to.contain('chưa mở')
  })

  it('leads back only where the department’s page may be looked at', () => {
    expect(pageOf().backUrl).to.equal(undefined)
    expect(pageOf({ backTo: 'department' }).backUrl).to.equal(`/coverage?period=${PERIOD.id}`)
    expect(pageOf({ backTo: 'commune' }).backUrl).to.contain(`area=${anArea().id}`)
  })
})

describe('late changes of a school', () => {
  const exempt = anObligation({
    exempt: { reason: 'Trường đang sửa chữa' },
    changes: [{ kind: 'exempted', reason: 'Trường đang sửa chữa', at: new Date(MORNING) }],
  })
  const kindOf = (facts: Partial<SchoolFacts>) =>
    pageOf({ powers: OFFICER, ...facts }).lateForm?.kind

  it('stand on its page with day and reason', () => {
    const page = pageOf({ obligation: exempt })
    expect(page.exempt).to.equal('Được miễn trừ trong kỳ này. Lý do: Trường đang sửa chữa')
    expect(page.changes).to.deep.equal([
      { at: '23/11/2026', words: 'Miễn trừ. Lý do: Trường đang sửa chữa' },
    ])
  })

  it('are an officer’s: exempting it, taking that back, adding it', () => {
    expect(kindOf({})).to.equal('exempted')
    expect(kindOf({ obligation: exempt })).to.equal('restored')
    expect(kindOf({ obligation: undefined, row: undefined })).to.equal('included')
  })

  it('are not possible in a closed period, nor for a school that nobody obliges', () => {
    const outside = aSchool({ kind: 'MN', stages: [] })
    expect(kindOf({ period: aPeriod({ state: 'closed' }) })).to.equal(undefined)
    expect(kindOf({ school: outside, obligation: undefined, row: undefined })).to.equal(undefined)
    expect(kindOf({ powers: TEACHER })).to.equal(undefined)
  })
})
