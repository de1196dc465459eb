import { expect } from 'chai'
import fc from 'fast-check'

import { parseFilters, searchOf, statusesOf } from '../../src/coverage/filters.ts'
import { MalformedRequestError } from '../../src/errors/index.ts'
import { STAGE_STATUSES } from '../../src/requirements/index.ts'
import { STAGES } from '../../src/schools/index.ts'

describe('the filters in an address', () => {
  it('come back from it as they were', () => {
    const text = fc.string({ minLength: 1, maxLength: 100 })
    const filters = fc.record(
      {
        period: text,
        area: text,
        stage: fc.constantFrom(...STAGES),
        status: fc.constantFrom('not-yet' as const, ...STAGE_STATUSES),
        after: fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(filters, (given) => {
        const read = parseFilters(Object.fromEntries(new URLSearchParams(searchOf(given))))
        const none = { period: undefined, area: undefined, stage: undefined }
        expect(read).to.deep.equal({ ...none, status: undefined, after: undefined, ...given })
      }),
    )
  })

  it('leave the address bare where nothing is asked', () => {
    expect(searchOf({ stage: undefined })).to.equal('')
  })

  it('are refused where no link of ours has them', () => {
    expect(() => parseFilters({ stage: 'mn' })).to.throw(MalformedRequestError)
    expect(() => parseFilters({ status: 'late' })).to.throw(MalformedRequestError)
    expect(() => parseFilters({ period: ['a', 'b'] })).to.throw(MalformedRequestError)
  })

  it('know what is not yet met', () => {
    expect(statusesOf({ status: 'not-yet' })).to.deep.equal([
      'overdue',
      'returned',
      'no-plan',
      'planned',
      'held-unconfirmed',
    ])
    expect(statusesOf({ status: 'met' })).to.deep.equal(['met'])
    expect(statusesOf({})).to.equal(undefined)
  })
})
