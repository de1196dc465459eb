import { expect } from 'chai'

import { parsePeriod, type PeriodDraft, toPeriod } from '../../src/requirements/index.ts'
import { codeOf } from '../support/rejection.ts'

const DRAFT: PeriodDraft = { id: 'hk1', name: 'Học kỳ I', from: '07/09/2026', to: '2027-01-09' }

describe('planning a period', () => {
  it('takes days as people write them, and the last day as due', () => {
    expect(toPeriod(DRAFT)).to.deep.equal({
      id: 'hk1',
      name: 'Học kỳ I',
      from: '2026-09-07',
      to: '2027-01-09',
      due: '2027-01-09',
      state: 'planned',
      minSessions: 1,
      modules: [],
      revision: 1,
    })
  })

  it('takes a due day, a number of sessions and modules', () => {
    const period = toPeriod({ ...DRAFT, due: '30/11/2026', minSessions: '2', modules: ['B5'] })
    expect(period).to.include({ due: '2026-11-30', minSessions: 2 })
    expect(period.modules).to.deep.equal(['B5'])
  })

  const wrong: [string, Partial<PeriodDraft>, string, string][] = [
    ['an id with a space', { id: 'hk 1' }, 'id', 'period-id-invalid'],
    ['no name', { name: '  ' }, 'name', 'period-name-invalid'],
    ['a day that no calendar has', { from: '31/02/2026' }, 'from', 'period-day-invalid'],
    ['a year that lost its century', { from: '07/09/0026' }, 'from', 'period-day-invalid'],
    ['a year of another century', { to: '2926-01-09' }, 'to', 'period-day-invalid'],
    ['an unreadable due day', { due: 'soon' }, 'due', 'period-day-invalid'],
    ['an end before the beginning', { to: '01/09/2026' }, 'to', 'period-ends-before-it-begins'],
    ['a due day before it', { due: '01/09/2026' }, 'due', 'period-due-before-it-begins'],
    ['no session at all', { minSessions: '0' }, 'minSessions', 'period-min-sessions-invalid'],
    ['half a session', { minSessions: '0.5' }, 'minSessions', 'period-min-sessions-invalid'],
  ]
  for (const [what, change, field, code] of wrong) {
    it(`refuses ${what}, at its field`, async () => {
      const parsed = parsePeriod({ ...DRAFT, ...change })
      expect(parsed).to.deep.include({ problems: [{ field, code }] })
      const taken = Promise.resolve({ ...DRAFT, ...change }).then(toPeriod)
      expect(await codeOf(taken)).to.equal(code)
    })
  }

  it('tells all problems at once', () => {
    const parsed = parsePeriod({ id: '', name: '', from: '', to: '' })
    const fields = 'problems' in parsed ? parsed.problems.map(({ field }) => field) : []
    expect(fields).to.deep.equal(['id', 'name', 'from', 'to'])
  })
})
