import { expect } from 'chai'

import type { ModuleId } from '../../src/catalogue/index.ts'
import { isWanted, parseFilters } from '../../src/learning/module-filters.ts'
import { aModule } from '../support/a-module.ts'

const idOf = (id: string) => ({ id: id as ModuleId })
const ALL = [
  aModule(),
  aModule({ ...idOf('C1'), grades: [6, 7], minutes: 30, nls: ['4.1.TC1'] }),
  aModule({ ...idOf('P1'), grades: [], strands: ['wellbeing'] }),
  aModule({ ...idOf('C3'), grades: [8], minutes: 35, sensitive: true }),
  aModule({ ...idOf('D1'), grades: [10], minutes: 40 }),
]

describe('the filters of an address', () => {
  it('are those that are named, empty ones too are none', () => {
    expect(parseFilters({ grade: '4', slot: '', x: '1' })).to.deep.equal({ grade: '4' })
  })

  it('may not be repeated or long', () => {
    for (const fields of [{ grade: ['4', '5'] }, { strand: 'x'.repeat(41) }]) {
      expect(() => parseFilters(fields)).to.throw('malformed-request')
    }
  })
})

describe('a filter', () => {
  const found = (filters: Parameters<typeof isWanted>[1]) =>
    ALL.filter((module) => isWanted(module, filters)).map(({ id }) => id)

  for (const [filters, expected] of [
    [{}, ['B5', 'C1', 'P1', 'C3', 'D1']],
    [{ grade: '4' }, ['B5']],
    [{ grade: 'adults' }, ['P1']],
    [{ grade: 'x' }, []],
    [{ strand: 'privacy-security' }, ['B5', 'C1', 'C3', 'D1']],
    [{ nls: '4.1.TC1' }, ['C1']],
    [{ slot: '35' }, ['B5', 'C1', 'P1', 'C3']],
    [{ slot: '45' }, ['B5', 'C1', 'P1', 'C3', 'D1']],
    [{ slot: 'flag' }, ['B5', 'C1', 'D1']],
    [{ slot: 'x' }, []],
    [{ grade: '6', strand: 'wellbeing' }, []],
  ] as const) {
    it(`by ${JSON.stringify(filters)} finds ${expected.join(', ') || 'nothing'}`, () => {
      expect(found(filters)).to.deep.equal(expected)
    })
  }
})
