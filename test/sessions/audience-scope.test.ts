import { expect } from 'chai'

import { isWithin, tidyLabel } from '../../src/sessions/audience-scope.ts'
import { scopeOf } from '../../src/sessions/index.ts'

const line = (label: string, grade = 0) => ({ label, grade })
const WHOLE = line('Toàn trường')

describe('how much of a school a line speaks of', () => {
  it('is read from its label and grade', () => {
    expect(scopeOf(WHOLE)).to.deep.equal({ kind: 'school' })
    expect(scopeOf(line('Trẻ của cơ sở'))).to.deep.equal({ kind: 'school' })
    expect(scopeOf(line('Cấp THCS'))).to.deep.equal({ kind: 'stage', stage: 'thcs' })
    expect(scopeOf(line('Khối 4', 4))).to.deep.equal({ kind: 'grade', grade: 4 })
    expect(scopeOf(line('4A', 4))).to.deep.equal({ kind: 'class', grade: 4 })
    expect(scopeOf(line('CLB Tin học'))).to.deep.equal({ kind: 'group' })
  })

  const within: readonly (readonly [string, ReturnType<typeof line>, ReturnType<typeof line>])[] = [
    ['a class is within the whole school', WHOLE, line('4A', 4)],
    ['a club is within the whole school', WHOLE, line('CLB Tin học')],
    ['a stage is within the whole school', WHOLE, line('Cấp THCS')],
    ['a class is within its stage', line('Cấp tiểu học'), line('4A', 4)],
    ['a grade is within its stage', line('Cấp tiểu học'), line('Khối 4', 4)],
    ['a class is within its grade', line('Khối 4', 4), line('4A', 4)],
  ]
  for (const [sentence, wide, narrow] of within) {
    it(sentence, () => {
      expect(isWithin(wide, narrow)).to.equal(true)
      expect(isWithin(narrow, wide)).to.equal(false)
    })
  }

  it('is apart where neither is part of the other', () => {
    const apart = [
      [WHOLE, WHOLE],
      [line('Cấp tiểu học'), line('6A', 6)],
      [line('Cấp tiểu học'), line('CLB Tin học')],
      [line('Khối 4', 4), line('5A', 5)],
      [line('Khối 4', 4), line('Khối 4', 4)],
      [line('4A', 4), line('4B', 4)],
    ] as const
    for (const [one, other] of apart) expect(isWithin(one, other)).to.equal(false)
  })
})

describe('a label written by hand', () => {
  const written: Readonly<Record<string, string>> = {
    '4A': '4A',
    'lớp 4A': '4A',
    'Lớp  9 Chuyên Tin': '9 Chuyên Tin',
    'lớp 4': 'Khối 4',
    'khối 04': 'Khối 4',
    KHỐI: 'KHỐI',
    ' toàn  trường ': 'Toàn trường',
    'cấp thcs': 'Cấp THCS',
    'Toa\u0300n tru\u031bo\u031b\u0300ng': 'Toàn trường',
    'CLB Tin học': 'CLB Tin học',
  }
  for (const [typed, label] of Object.entries(written)) {
    it(`“${typed}” is ${label}`, () => {
      expect(tidyLabel(typed)).to.equal(label)
    })
  }
})
