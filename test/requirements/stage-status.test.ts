import { expect } from 'chai'

import {
  isSettled,
  type StageFacts,
  type StageStatus,
  stageStatusOf,
  worstOf,
} from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'

const BEFORE = '2026-11-23' as Day
const DUE = '2026-11-30' as Day
const AFTER = '2026-12-01' as Day

function facts(overrides: Partial<StageFacts>): StageFacts {
  const none = { confirmed: 0, held: 0, returned: 0, planned: 0 }
  return { exempt: false, owed: 1, ...none, due: DUE, today: BEFORE, ...overrides }
}

describe('the status of a stage', () => {
  const table: [string, Partial<StageFacts>, StageStatus][] = [
    ['nothing happened yet', {}, 'no-plan'],
    ['a session is planned', { planned: 1 }, 'planned'],
    ['a session waits for confirmation', { held: 1 }, 'held-unconfirmed'],
    ['a session was returned', { returned: 1 }, 'returned'],
    ['a session is confirmed', { confirmed: 1 }, 'met'],
    ['the school is exempt', { exempt: true }, 'exempt'],
    ['nothing happened by the due day', { today: AFTER }, 'overdue'],

    ['exempt, though a session is confirmed', { exempt: true, confirmed: 1 }, 'exempt'],
    ['exempt, though the due day is over', { exempt: true, today: AFTER }, 'exempt'],
    ['confirmed, and another one returned', { confirmed: 1, returned: 1 }, 'met'],
    ['confirmed only after the due day', { confirmed: 1, today: AFTER }, 'met'],
    ['on the due day itself nothing is late', { today: DUE }, 'no-plan'],

    ['held and returned: the held one is enough', { held: 1, returned: 1 }, 'held-unconfirmed'],
    ['held and planned', { held: 1, planned: 1 }, 'held-unconfirmed'],
    ['returned and planned', { returned: 1, planned: 1 }, 'returned'],

    ['late, but only the confirmation is missing', { held: 1, today: AFTER }, 'held-unconfirmed'],
    ['late, and returned', { returned: 1, today: AFTER }, 'overdue'],
    ['late, and only planned', { planned: 1, today: AFTER }, 'overdue'],

    ['two owed, one confirmed', { owed: 2, confirmed: 1 }, 'planned'],
    [
      'two owed, one confirmed and one held',
      { owed: 2, confirmed: 1, held: 1 },
      'held-unconfirmed',
    ],
    ['two owed, one held', { owed: 2, held: 1 }, 'held-unconfirmed'],
    ['two owed, one held, one returned', { owed: 2, held: 1, returned: 1 }, 'returned'],
    ['two owed, one held, late', { owed: 2, held: 1, today: AFTER }, 'overdue'],
    ['two owed, one confirmed, late', { owed: 2, confirmed: 1, today: AFTER }, 'overdue'],
    ['two owed, three confirmed', { owed: 2, confirmed: 3 }, 'met'],
  ]
  for (const [when, given, expected] of table) {
    it(`is ${expected}: ${when}`, () => {
      expect(stageStatusOf(facts(given))).to.equal(expected)
    })
  }
})

describe('the status of a school', () => {
  it('is that of the stage that needs most', () => {
    expect(worstOf(['met', 'planned', 'held-unconfirmed'])).to.equal('planned')
    expect(worstOf(['overdue', 'returned'])).to.equal('overdue')
    expect(worstOf(['met', 'met'])).to.equal('met')
  })

  it('owes nothing more only when it is met or exempt', () => {
    expect(isSettled('met')).to.equal(true)
    expect(isSettled('exempt')).to.equal(true)
    expect(isSettled('held-unconfirmed')).to.equal(false)
  })
})
