import { expect } from 'chai'

import { sessionIdOf, stagesOf } from '../../src/sessions/index.ts'

describe('a session', () => {
  it('has the stages of its classes and of its lines without a grade, in the order of schooling', () => {
    const line = (grade: number) => ({ label: `${grade}A`, grade, enrolled: 30, present: 30 })
    expect(stagesOf({ audience: [line(9), line(4)] })).to.deep.equal(['th', 'thcs'])
    const whole = { label: 'Toàn trường', grade: 0, enrolled: 900, present: 870 }
    expect(stagesOf({ audience: [whole], otherStages: ['thcs', 'th'] })).to.deep.equal([
      'th',
      'thcs',
    ])
    expect(stagesOf({ audience: [] })).to.deep.equal([])
  })

  it('has one id for one form of one place', () => {
    expect(sessionIdOf('school-1', 'key')).to.equal(sessionIdOf('school-1', 'key'))
    expect(sessionIdOf('school-1', 'key')).not.to.equal(sessionIdOf('school-2', 'key'))
    expect(sessionIdOf('school-1', 'key')).to.match(/^[\w-]{22}$/)
  })
})
