import { expect } from 'chai'

import {
  createDemoProvince,
  createRandom,
  current,
  DEMO_SEED,
  demoPlan,
  demoSessions,
  type SessionHistory,
} from '../../scripts/demo-province/index.ts'
import { computeRow, type Figures, figuresOf, nextRow } from '../../src/coverage/index.ts'
import { obligationOf, type Period } from '../../src/requirements/index.ts'
import { addDays, type Day, dayOf, startOf } from '../../src/runtime/index.ts'
import { flagsOf } from '../../src/sessions/index.ts'

const DAYS = [
  '2026-01-01',
  '2026-02-28',
  '2026-03-31',
  '2026-05-31',
  '2026-07-15',
  '2026-08-01',
  '2026-09-05',
  '2026-10-11',
  '2026-11-24',
  '2026-12-25',
  '2026-12-31',
  '2028-02-29',
].map((day) => day as Day)

const { schools } = createDemoProvince({ seed: DEMO_SEED, today: '2026-11-24' as Day })
const modules = [{ id: 'B5', grades: [4, 5] }]

function demoOn(today: Day, hour = 9) {
  const plan = demoPlan(today)
  const now = new Date(startOf(today).getTime() + hour * 60 * 60 * 1000)
  const histories = demoSessions(schools, { plan, now }, createRandom(DEMO_SEED, 'sessions'))
  return { ...plan, now, histories }
}

type Demo = ReturnType<typeof demoOn>

/** The figures of the whole province as they would stand on a day. */
function figuresFor({ histories, now }: Demo, period: Period, on: Day): Figures {
  const bySchool = Map.groupBy(histories.map(current), ({ schoolId }) => schoolId)
  const rows = schools.flatMap((school) => {
    const obligation = obligationOf(school, period.id)
    if (!obligation) return []
    const sessions = bySchool.get(school.id) ?? []
    const others = { modules, completions: new Map(), trained: [] }
    const facts = { obligation, period, sessions, ...others, today: on }
    return nextRow(undefined, computeRow(facts), { version: 1, at: now })
  })
  return figuresOf(rows)
}

const isNews = (demo: Demo) => (history: SessionHistory) =>
  history.some(({ entries }) => dayOf(entries.at(-1)!.at) >= addDays(demo.today, -1))

for (const today of DAYS) {
  describe(`the demo begun on ${today}`, () => {
    const demo = demoOn(today)

    it('has every status that a term under way can have, in shares one could meet', () => {
      const { byStatus, obligated } = figuresFor(demo, demo.term, today)
      const percent = (status: keyof typeof byStatus) => (byStatus[status] / obligated) * 100
      expect(percent('met')).to.be.within(55, 70)
      expect(percent('held-unconfirmed')).to.be.within(7, 16)
      expect(percent('no-plan')).to.be.within(7, 16)
      expect(percent('planned')).to.be.within(6, 14)
      expect(percent('returned')).to.be.within(2, 8)
      expect(byStatus.overdue).to.equal(0)
    })

    it('has late schools in the period before', () => {
      const { byStatus, obligated } = figuresFor(demo, demo.previous, today)
      expect((byStatus.overdue / obligated) * 100).to.be.within(6, 16)
      expect(byStatus.met / obligated).to.be.within(0.75, 0.92)
      expect(byStatus['held-unconfirmed']).to.be.greaterThan(5)
    })

    it('has news of today, and a line that rose week by week', () => {
      const { metOn } = figuresFor(demo, demo.term, today)
      expect(metOn[today]).to.be.within(2, 20)
      const weeks = Map.groupBy(Object.entries(metOn), ([day]) => {
        const ms = startOf(day as Day).getTime() - startOf(demo.term.from).getTime()
        return Math.floor(ms / (7 * 24 * 60 * 60 * 1000))
      })
      expect(weeks.size).to.be.greaterThan(9)
      expect(demo.histories.filter(isNews(demo)).length).to.be.within(15, 120)
    })

    it('tells of nothing later than now, and of nothing before it was held', () => {
      for (const { heldOn, state, entries } of demo.histories.map(current)) {
        expect(entries.at(-1)!.at <= demo.now).to.equal(true)
        const moments = entries.map(({ at }) => at.getTime())
        expect(moments).to.deep.equal(moments.toSorted((one, other) => one - other))
        expect(state === 'planned' ? heldOn > today : heldOn < today).to.equal(true)
        expect(state === 'planned' || dayOf(entries[0]!.at) >= heldOn).to.equal(true)
      }
    })
  })
}

describe('the demo', () => {
  const today = '2026-11-24' as Day
  const demo = demoOn(today)
  const sessions = demo.histories.map(current)

  it('is not late on its due day, and is on the morning after', () => {
    const { due } = demo.term
    expect(figuresFor(demo, demo.term, due).byStatus.overdue).to.equal(0)
    const after = figuresFor(demo, demo.term, addDays(due, 1)).byStatus
    expect(after.overdue).to.be.greaterThan(100)
    expect(after['no-plan'] + after.planned + after.returned).to.equal(0)
  })

  it('can begin in the first minute of a day', () => {
    const night = demoOn(today, 0)
    const last = night.histories.map((history) => current(history).entries.at(-1)!.at)
    expect(last.every((at) => at <= night.now)).to.equal(true)
    expect(figuresFor(night, night.term, today).met).to.equal(
      figuresFor(demo, demo.term, today).met,
    )
  })

  it('has schools of several stages that met one and not the other', () => {
    const rows = schools
      .filter(({ stages }) => stages.length > 1)
      .map(({ id, stages }) =>
        stages.map((stage) =>
          sessions.some(
            ({ schoolId, state, heldOn, otherStages, audience }) =>
              schoolId === id &&
              state === 'confirmed' &&
              heldOn >= demo.term.from &&
              (otherStages?.includes(stage) ?? stageOf(audience[0]!.grade) === stage),
          ),
        ),
      )
    expect(rows.filter((met) => new Set(met).size > 1).length).to.be.greaterThan(5)
  })

  it('has evidence of each kind, many forms and presenters, and sessions to look at twice', () => {
    const kinds = sessions.flatMap(({ evidence }) => evidence.map(({ kind }) => kind))
    expect([...new Set(kinds)].toSorted()).to.deep.equal(['link', 'paper', 'run-log'])
    expect(new Set(sessions.map(({ form }) => form)).size).to.be.greaterThan(5)
    expect(new Set(sessions.map(({ presenter }) => presenter)).size).to.equal(4)
    const flags = new Set(sessions.flatMap((session) => flagsOf(session)))
    expect([...flags].toSorted()).to.deep.equal([
      'confirmed-by-recorder',
      'late-entry',
      'more-present-than-enrolled',
    ])
  })

  it('says how many came of a class or a group, and never who', () => {
    const lines = sessions.flatMap(({ audience }) => audience)
    const known = new Set(schools.flatMap(({ classes }) => classes.map(({ label }) => label)))
    const groups = /^(Toàn trường|Cấp (tiểu học|THCS|THPT)|Khối \d{1,2}|Trẻ của cơ sở)$/
    expect(lines.every(({ label }) => known.has(label) || groups.test(label))).to.equal(true)
    const roles = sessions.flatMap(({ entries }) =>
      entries.map(({ who }) => (who.kind === 'account' ? who.role : who.kind)),
    )
    expect([...new Set(roles)].toSorted()).to.deep.equal(['coordinator', 'principal'])
  })

  it('names its periods by their months, over New Year too', () => {
    expect(demo.term.name).to.equal('Kỳ 9–12/2026 (demo)')
    expect(demoPlan('2027-01-01' as Day).term.name).to.equal('Kỳ 10/2026–1/2027 (demo)')
  })

  it('has a calendar of the school year around the day, which nobody has confirmed', () => {
    const { calendar } = demoPlan('2026-11-24' as Day)
    expect(calendar).to.deep.include({ name: 'Năm học 2026–2027 (demo)', isConfirmed: false })
    expect(calendar.ranges.slice(2)).to.deep.equal([
      { name: 'Học kỳ I', from: '2026-09-07', to: '2027-01-09' },
      { name: 'Học kỳ II', from: '2027-01-11', to: '2027-05-29' },
    ])
    expect(demoPlan('2026-07-15' as Day).calendar.name).to.equal('Năm học 2025–2026 (demo)')
  })
})

function stageOf(grade: number): string {
  if (grade > 9) return 'thpt'
  return grade > 5 ? 'thcs' : 'th'
}
