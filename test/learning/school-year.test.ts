import { expect } from 'chai'

import { schoolYearOf } from '../../src/learning/school-year.ts'

describe('schoolYearOf', () => {
  const cases = [
    ['2026-07-31T16:59:59.999Z', '2025-2026', 'the last moment of July in Việt Nam'],
    ['2026-07-31T17:00:00.000Z', '2026-2027', 'the first of August in Việt Nam, still July in UTC'],
    ['2026-12-31T16:59:59.999Z', '2026-2027', 'the last moment of December'],
    ['2026-12-31T17:00:00.000Z', '2026-2027', 'New Year'],
  ] as const
  for (const [moment, year, what] of cases) {
    it(`is ${year} at ${what}`, () => {
      expect(schoolYearOf(new Date(moment))).to.equal(year)
    })
  }
})
