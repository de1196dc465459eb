import type { Obligation, Period } from '../../src/requirements/index.ts'
import { obligationOf } from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import { aSchool } from './a-school.ts'

/** Open; aClock() stands on 23/11/2026, a week before it is due. */
export function aPeriod(overrides: Partial<Period> = {}): Period {
  return {
    id: '2026-2027-hk1',
    name: 'Học kỳ I 2026–2027',
    from: '2026-09-07' as Day,
    to: '2027-01-09' as Day,
    due: '2026-11-30' as Day,
    state: 'open',
    minSessions: 1,
    modules: ['B5'],
    openedAt: new Date('2026-09-07T00:00:00.000Z'),
    revision: 2,
    ...overrides,
  }
}

export function aPlannedPeriod(overrides: Partial<Period> = {}): Period {
  const { openedAt: _none, ...period } = aPeriod({ state: 'planned', revision: 1, ...overrides })
  return period
}

/** What aSchool() owes in aPeriod(). */
export function anObligation(
  overrides: Partial<Obligation> = {},
  school: School = aSchool(),
): Obligation {
  return { ...obligationOf(school, aPeriod().id)!, ...overrides }
}
