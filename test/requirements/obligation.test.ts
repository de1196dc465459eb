import { expect } from 'chai'

import { obligationOf } from '../../src/requirements/index.ts'
import type { School } from '../../src/schools/index.ts'
import { anArea, aSchool } from '../support/a-school.ts'

const obligated = (school: Partial<School>) => obligationOf(aSchool(school), 'hk1')

describe('what a school owes when a period opens', () => {
  it('is a session for each stage that it teaches', () => {
    expect(obligated({ kind: 'TH' })?.stages).to.deep.equal(['th'])
    expect(obligated({ kind: 'TH&THCS&THPT' })?.stages).to.deep.equal(['th', 'thcs', 'thpt'])
    expect(obligated({ kind: 'CSBT' })?.stages).to.deep.equal(['care'])
  })

  for (const kind of ['MN', 'GDTX'] as const) {
    it(`is nothing for ${kind}`, () => {
      expect(obligated({ kind })).to.equal(undefined)
    })
  }

  for (const status of ['paused', 'merged', 'dissolved'] as const) {
    it(`is nothing for a school that is ${status}`, () => {
      expect(obligated({ status })).to.equal(undefined)
    })
  }

  it('keeps the school as it is on that day', () => {
    const managedById = anArea({ kind: 'department', name: 'Sở GD&ĐT' }).id
    expect(obligated({ managedById })?.school).to.deep.equal({
      code: '72000412',
      name: 'Trường Tiểu học Nguyễn Trãi',
      communeId: anArea().id,
      managedById,
      enrolled: 60,
      enrolledByStage: { th: 60 },
      gradeSizes: [{ grade: 4, enrolled: 60 }],
    })
  })

  it('divides the pupils of a school with several stages by their grades', () => {
    const school = obligated({
      kind: 'TH&THCS',
      gradeSizes: [
        { grade: 5, enrolled: 40 },
        { grade: 6, enrolled: 70 },
        { grade: 9, enrolled: 30 },
      ],
    })?.school
    expect(school).to.deep.include({ enrolled: 140, enrolledByStage: { th: 40, thcs: 100 } })
  })

  it('counts the children of a care facility whatever their grade', () => {
    const gradeSizes = [
      { grade: 3, enrolled: 8 },
      { grade: 7, enrolled: 5 },
    ]
    expect(obligated({ kind: 'CSBT', gradeSizes })?.school.enrolledByStage).to.deep.equal({
      care: 13,
    })
  })

  it('has the total where a list gave no sizes by grade', () => {
    const school = obligated({ kind: 'TH&THCS', gradeSizes: [], pupilCount: 500 })?.school
    expect(school).to.deep.include({ enrolled: 500, enrolledByStage: { th: 0, thcs: 0 } })
  })
})
