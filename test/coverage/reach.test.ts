import { expect } from 'chai'

import { presentByStage } from '../../src/coverage/reach.ts'
import type { Stage } from '../../src/schools/index.ts'
import type { AudienceLine, Session } from '../../src/sessions/index.ts'
import { aHeldSession } from '../support/a-province.ts'

type Line = readonly [label: string, grade: number, present: number, enrolled?: number]

function toLine([label, grade, present, enrolled = 30]: Line): AudienceLine {
  return { label, grade, present, enrolled }
}

function session(lines: readonly Line[], otherStages?: readonly Stage[]): Session {
  return aHeldSession({ audience: lines.map(toLine), ...(otherStages && { otherStages }) })
}

/** A school of 200 pupils in primary grades, none of whose grades has a known size. */
const ONE_STAGE = { stages: ['th'], enrolledByStage: { th: 200 }, gradeSizes: [] } as const

interface Sizes {
  readonly stages: readonly Stage[]
  readonly enrolledByStage: Readonly<Partial<Record<Stage, number>>>
  readonly gradeSizes: readonly { readonly grade: number; readonly enrolled: number }[]
}

function reached(sessions: readonly Session[], sizes: Sizes = ONE_STAGE) {
  return Object.fromEntries(presentByStage(sessions, sizes.stages, sizes))
}

describe('pupils reached in classes and grades', () => {
  const table: [string, readonly (readonly Line[])[], number][] = [
    ['nobody, without a session', [], 0],
    ['the present of a class', [[['4A', 4, 28]]], 28],
    [
      'classes beside each other',
      [
        [
          ['4A', 4, 28],
          ['4B', 4, 25],
          ['5A', 5, 20],
        ],
      ],
      73,
    ],
    ['a class that came twice only once, at its fullest', [[['4A', 4, 20]], [['4A', 4, 28]]], 28],
    [
      'a class named twice in one session only once',
      [
        [
          ['4A', 4, 28],
          ['4A', 4, 20],
        ],
      ],
      28,
    ],
    ['4A and “ 4a ” as one class', [[['4A', 4, 28]], [[' 4a ', 4, 29]]], 29],
    [
      'one label in two grades as two classes',
      [
        [
          ['Chọn', 4, 10],
          ['Chọn', 5, 12],
        ],
      ],
      22,
    ],
    ['nobody beyond a class’s enrolment', [[['4A', 4, 45, 30]]], 30],
    ['the larger of two reports, each capped', [[['4A', 4, 45, 30]], [['4A', 4, 32, 33]]], 32],
    ['nobody of a class without pupils', [[['4A', 4, 5, 0]]], 0],
    ['a whole grade', [[['Khối 4', 4, 90, 100]]], 90],
    ['a whole grade, not its classes again', [[['Khối 4', 4, 90, 100]], [['4A', 4, 28]]], 90],
    [
      'classes, where they are more than the grade',
      [[['khối 4 ', 4, 20, 100]], [['4A', 4, 28]]],
      28,
    ],
    [
      'a grade beside classes of another',
      [
        [
          ['Khối 4', 4, 90, 100],
          ['5A', 5, 28],
        ],
      ],
      118,
    ],
    [
      'a class called after another grade as a class',
      [
        [
          ['Khối 5', 4, 10],
          ['4A', 4, 28],
        ],
      ],
      38,
    ],
    [
      'nobody of a stage that the school does not owe',
      [
        [
          ['6A', 6, 28],
          ['4A', 4, 10],
        ],
      ],
      10,
    ],
    [
      'nobody beyond the stage’s enrolment',
      [
        [
          ['Khối 4', 4, 150, 150],
          ['Khối 5', 5, 90, 90],
        ],
      ],
      200,
    ],
  ]
  for (const [what, sessions, expected] of table) {
    it(`are ${expected}: ${what}`, () => {
      const all = sessions.map((lines) => session(lines))
      expect(reached(all)).to.deep.equal({ th: expected })
    })
  }

  it('are no more than the grade has, where its size is known', () => {
    const sizes = { ...ONE_STAGE, gradeSizes: [{ grade: 4, enrolled: 50 }] }
    const lines: readonly Line[] = [
      ['4A', 4, 30],
      ['4B', 4, 30],
      ['5A', 5, 30],
    ]
    expect(reached([session(lines)], sizes)).to.deep.equal({ th: 80 })
  })

  it('are of each stage its own', () => {
    const sizes = {
      stages: ['th', 'thcs', 'thpt'],
      enrolledByStage: { th: 100, thcs: 20 },
      gradeSizes: [],
    } as const
    const lines: readonly Line[] = [
      ['4A', 4, 28],
      ['6A', 6, 28],
      ['10A', 10, 28],
    ]
    expect(reached([session(lines)], sizes)).to.deep.equal({ th: 28, thcs: 20, thpt: 0 })
  })
})

describe('pupils reached in groups of no one grade', () => {
  const both = {
    stages: ['th', 'thcs'],
    enrolledByStage: { th: 100, thcs: 50 },
    gradeSizes: [],
  } as const
  const yard = (present: number, stages: readonly Stage[], label = 'Toàn trường') =>
    session([[label, 0, present, 500]], stages)

  it('are all of the one stage that they stand for', () => {
    const care = { stages: ['care'], enrolledByStage: { care: 40 }, gradeSizes: [] } as const
    const lines: readonly Line[] = [
      ['Nhóm 1', 0, 12],
      ['Nhóm 2', 0, 15],
      ['nhóm 1', 0, 14],
    ]
    expect(reached([session(lines, ['care'])], care)).to.deep.equal({ care: 29 })
  })

  it('are spread over the stages as the pupils are', () => {
    expect(reached([yard(90, ['th', 'thcs'])], both)).to.deep.equal({ th: 60, thcs: 30 })
  })

  it('are whole people: what rounding leaves goes to the first stages', () => {
    expect(reached([yard(100, ['th', 'thcs'])], both)).to.deep.equal({ th: 67, thcs: 33 })
    const three = {
      stages: ['th', 'thcs', 'thpt'],
      enrolledByStage: { th: 30, thcs: 30, thpt: 30 },
      gradeSizes: [],
    } as const
    const all = yard(50, ['th', 'thcs', 'thpt'])
    expect(reached([all], three)).to.deep.equal({ th: 17, thcs: 17, thpt: 16 })
  })

  it('give nothing that is left to a stage without pupils', () => {
    const three = {
      stages: ['th', 'thcs', 'thpt'],
      enrolledByStage: { th: 0, thcs: 30, thpt: 30 },
      gradeSizes: [],
    } as const
    const all = yard(51, ['th', 'thcs', 'thpt'])
    expect(reached([all], three)).to.deep.equal({ th: 0, thcs: 26, thpt: 25 })
  })

  it('are nobody where no stage has pupils', () => {
    const empty = { ...both, enrolledByStage: {} }
    expect(reached([yard(90, ['th', 'thcs'])], empty)).to.deep.equal({ th: 0, thcs: 0 })
  })

  it('are nobody without a stage, or for a stage that the school does not owe', () => {
    expect(reached([session([['Toàn trường', 0, 90, 90]])], both)).to.deep.equal({ th: 0, thcs: 0 })
    expect(reached([yard(90, ['care'])], both)).to.deep.equal({ th: 0, thcs: 0 })
  })

  it('of the same stages count once, whatever other stages a session names', () => {
    const twice = [yard(90, ['thcs', 'th']), yard(60, ['th', 'thcs', 'care'])]
    expect(reached(twice, both)).to.deep.equal({ th: 60, thcs: 30 })
  })

  it('of different stages add up, and no further than the enrolment', () => {
    const club = (present: number, stages: readonly Stage[]) => yard(present, stages, 'Đội trống')
    const two = [club(30, ['th', 'thcs']), club(40, ['th'])]
    expect(reached(two, both)).to.deep.equal({ th: 60, thcs: 10 })
    expect(reached([yard(400, ['th', 'thcs'])], both)).to.deep.equal({ th: 100, thcs: 50 })
  })

  it('of a stage are of that stage alone', () => {
    const lines: readonly Line[] = [
      ['Cấp tiểu học', 0, 80, 100],
      ['cấp THCS', 0, 10, 50],
    ]
    expect(reached([session(lines, ['th', 'thcs'])], both)).to.deep.equal({ th: 80, thcs: 10 })
  })

  it('are the largest of the school, a stage of it and the groups in it', () => {
    const stage = session([['Cấp tiểu học', 0, 80, 100]], ['th'])
    const group = session([['Câu lạc bộ', 0, 20, 20]], ['thcs'])
    const all = [yard(90, ['th', 'thcs']), stage, group]
    expect(reached(all, both)).to.deep.equal({ th: 80, thcs: 30 })
  })

  it('overlap the classes: of the two the larger counts', () => {
    const classes = session([
      ['4A', 4, 28],
      ['6A', 6, 28],
    ])
    expect(reached([classes, yard(60, ['th', 'thcs'])], both)).to.deep.equal({ th: 40, thcs: 28 })
  })
})
