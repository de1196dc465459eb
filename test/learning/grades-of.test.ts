import { expect } from 'chai'

import { gradesOf } from '../../src/learning/grades-of.ts'
import { createTexts } from '../../src/web/index.ts'
import { aModule } from '../support/a-module.ts'

describe('whom a module is for', () => {
  for (const [grades, text] of [
    [[4, 5], 'Lớp 4–5'],
    [[9, 8], 'Lớp 8–9'],
    [[6], 'Lớp 6'],
    [[], 'Dành cho người lớn'],
  ] as const) {
    it(`reads “${text}”`, () => {
      expect(gradesOf(aModule({ grades }), createTexts())).to.equal(text)
    })
  }
})
