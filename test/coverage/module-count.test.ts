import { expect } from 'chai'

import { completionsByStage, expectedOf } from '../../src/coverage/module-count.ts'
import { obligationOf } from '../../src/requirements/index.ts'
import type { School } from '../../src/schools/index.ts'
import { aSchool } from '../support/a-school.ts'

const B5 = { id: 'B5', grades: [4, 5] }
const D1 = { id: 'D1', grades: [5, 6, 7] }
const E2 = { id: 'E2', grades: [10, 11, 12] }
const P2 = { id: 'P2', grades: [] }
const ALL = [B5, D1, E2, P2]

function owed(school: Partial<School>) {
  return obligationOf(aSchool(school), 'hk1')!
}

const PRIMARY = owed({
  gradeSizes: [
    { grade: 4, enrolled: 30 },
    { grade: 5, enrolled: 20 },
  ],
})
const COMBINED = owed({
  kind: 'TH&THCS',
  gradeSizes: [
    { grade: 5, enrolled: 40 },
    { grade: 6, enrolled: 25 },
    { grade: 7, enrolled: 20 },
  ],
})

function completed(obligation: typeof PRIMARY, counts: Readonly<Record<string, number>>) {
  return Object.fromEntries(completionsByStage(new Map(Object.entries(counts)), ALL, obligation))
}

describe('completions of a school by stage', () => {
  it('are those of modules for its grades', () => {
    expect(completed(PRIMARY, { B5: 7, D1: 2 })).to.deep.equal({ th: 9 })
  })

  it('leave out modules for nobody of its grades, for adults, and those not asked for', () => {
    expect(completed(PRIMARY, { E2: 5, P2: 4, Z9: 3 })).to.deep.equal({ th: 0 })
  })

  it('count a shared module for the stage that has most of its pupils', () => {
    expect(completed(COMBINED, { B5: 3, D1: 10 })).to.deep.equal({ th: 3, thcs: 10 })
  })

  it('count it for the first stage where both have as many', () => {
    const even = owed({
      kind: 'TH&THCS',
      gradeSizes: [
        { grade: 5, enrolled: 40 },
        { grade: 6, enrolled: 40 },
      ],
    })
    expect(completed(even, { D1: 10 })).to.deep.equal({ th: 10, thcs: 0 })
  })

  it('count every module with grades for the children of a care facility', () => {
    const care = owed({ kind: 'CSBT', gradeSizes: [], pupilCount: 40 })
    expect(completed(care, { B5: 3, E2: 2, P2: 9 })).to.deep.equal({ care: 5 })
  })
})

describe('completions that were expected', () => {
  it('are one for each pupil and each module of the grade', () => {
    expect(expectedOf([B5], PRIMARY)).to.equal(50)
    expect(expectedOf([B5, D1], PRIMARY)).to.equal(70)
    expect(expectedOf([D1], COMBINED)).to.equal(85)
  })

  it('are none for adults, for other grades, and without modules', () => {
    expect(expectedOf([P2, E2], PRIMARY)).to.equal(0)
    expect(expectedOf([], PRIMARY)).to.equal(0)
  })

  it('leave out pupils of grades that owe nothing', () => {
    const gradeSizes = [
      { grade: 5, enrolled: 20 },
      { grade: 6, enrolled: 30 },
    ]
    expect(expectedOf([D1], owed({ kind: 'TH', gradeSizes }))).to.equal(20)
  })

  it('take grades as equally large where no sizes are known', () => {
    const school = (pupilCount: number) => owed({ kind: 'TH', gradeSizes: [], pupilCount })
    expect(expectedOf([B5], school(100))).to.equal(40)
    expect(expectedOf([B5], school(99))).to.equal(40)
    expect(expectedOf([D1], school(98))).to.equal(20)
  })
})
