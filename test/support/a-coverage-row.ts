import type { RowFacts, RowSeed } from '../../src/coverage/index.ts'
import { cellOf, computeRow, type CoverageRow, nextRow } from '../../src/coverage/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import { anObligation, aPeriod } from './a-period.ts'
import { aHeldSession, MODULES } from './a-province.ts'

/** Facts of aSchool() in aPeriod(): one confirmed session, two of its 60 pupils completed B5. */
export function someFacts(overrides: Partial<RowFacts> = {}): RowFacts {
  return {
    obligation: anObligation(),
    period: aPeriod(),
    sessions: [aHeldSession()],
    modules: MODULES.filter(({ id }) => id === 'B5'),
    completions: new Map([['B5', 2]]),
    trained: [],
    today: '2026-11-23' as Day,
    ...overrides,
  }
}

/** The first version of a row: met. */
export function aRow(facts: Partial<RowFacts> = {}, version = 1): CoverageRow {
  const at = new Date('2026-11-23T00:15:00.250Z')
  return nextRow(undefined, computeRow(someFacts(facts)), { version, at })
}

export function seedFor(row: CoverageRow): RowSeed {
  const { periodId, schoolId, code } = row
  return { periodId, schoolId, code, cell: cellOf(row) }
}
