import { expect } from 'chai'

import {
  enrolledInStage,
  enrolledOf,
  gradeOfClass,
  isObligated,
  SCHOOL_KINDS,
  stageOfGrade,
  stagesOfKind,
} from '../../src/schools/index.ts'
import { aSchool } from '../support/a-school.ts'

describe('stages', () => {
  it('follow from the kind', () => {
    expect(
      Object.fromEntries(SCHOOL_KINDS.map((kind) => [kind, stagesOfKind(kind).join()])),
    ).to.deep.equal({
      MN: '',
      TH: 'th',
      THCS: 'thcs',
      THPT: 'thpt',
      'TH&THCS': 'th,thcs',
      'THCS&THPT': 'thcs,thpt',
      'TH&THCS&THPT': 'th,thcs,thpt',
      PTDTNT: 'thcs,thpt',
      PTDTBT: 'th,thcs',
      CB: 'th',
      GDTX: '',
      CSBT: 'care',
      KHAC: '',
    })
  })

  it('have the grades of the school system', () => {
    expect([1, 5, 6, 9, 10, 12, 0, 13].map(stageOfGrade)).to.deep.equal([
      ...['th', 'th', 'thcs', 'thcs', 'thpt', 'thpt'],
      ...[undefined, undefined],
    ])
  })
})

describe('the grade of a class', () => {
  for (const [label, grade] of [
    ['1A', 1],
    ['6A1', 6],
    ['6/1', 6],
    ['10A5', 10],
    ['12C3', 12],
    ['9 Chuyên Tin', 9],
  ] as const) {
    it(`of ${label} is ${grade}`, () => {
      expect(gradeOfClass(label)).to.equal(grade)
    })
  }

  for (const label of ['', 'A1', '0A', '13A', '100', 'Lá 1', `4${'A'.repeat(20)}`]) {
    it(`is not read from "${label}"`, () => {
      expect(gradeOfClass(label)).to.equal(undefined)
    })
  }
})

describe('a school', () => {
  it('owes sessions while it is at work and teaches a stage that counts', () => {
    expect(isObligated(aSchool())).to.equal(true)
    expect(isObligated(aSchool({ kind: 'CSBT' }))).to.equal(true)
    expect(isObligated(aSchool({ kind: 'MN' }))).to.equal(false)
    expect(isObligated(aSchool({ kind: 'GDTX' }))).to.equal(false)
    expect(isObligated(aSchool({ status: 'paused' }))).to.equal(false)
    expect(isObligated(aSchool({ status: 'merged' }))).to.equal(false)
  })

  it('has the pupils of its grades, or the total where a list gave no more', () => {
    const gradeSizes = [
      { grade: 5, enrolled: 50 },
      { grade: 6, enrolled: 60 },
    ]
    const both = aSchool({ kind: 'TH&THCS', gradeSizes, pupilCount: 999 })
    expect(enrolledOf(both)).to.equal(110)
    expect(enrolledInStage(both, 'thcs')).to.equal(60)
    const care = aSchool({ kind: 'CSBT', gradeSizes: [], pupilCount: 40 })
    expect(enrolledOf(care)).to.equal(40)
    expect(enrolledInStage(care, 'care')).to.equal(40)
    expect(enrolledInStage(care, 'th')).to.equal(0)
  })

  it('of several stages without sizes by grade has nobody told apart', () => {
    const school = aSchool({ kind: 'TH&THCS', gradeSizes: [], pupilCount: 400 })
    expect(enrolledInStage(school, 'th')).to.equal(0)
  })
})
