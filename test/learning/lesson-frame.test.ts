import { expect } from 'chai'

import { lessonFrame, moodOf } from '../../src/learning/lesson-frame.ts'
import { aModule } from '../support/a-module.ts'
import { aVisit } from '../support/a-visit.ts'

describe('the frame of a lesson', () => {
  for (const [grades, mood] of [
    [[1, 2, 3], 'child'],
    [[4, 5], 'child'],
    [[5, 6], 'plain'],
    [[10, 11, 12], 'plain'],
    [[], 'plain'],
  ] as const) {
    it(`is ${mood} for grades ${grades.join(', ') || 'of nobody'}`, () => {
      expect(moodOf(aModule({ grades }))).to.equal(mood)
    })
  }

  it('says who leaves no fact: staff, and a test user of the LMS', () => {
    const noteOf = (visit: ReturnType<typeof aVisit>) =>
      lessonFrame({ module: aModule(), visit }, 'Bài').note
    expect(noteOf(aVisit())).to.equal(undefined)
    expect(noteOf(aVisit({ role: 'staff' }))).to.equal('staff')
    expect(noteOf(aVisit({ counted: false }))).to.equal('uncounted')
  })
})
