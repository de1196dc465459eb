import { expect } from 'chai'
import fc from 'fast-check'

import { countPeople, type TrainedPerson } from '../../src/coverage/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'

const ACCOUNT = ''
const [LMS, OTHER_LMS] = ['lms', 'other-lms']

function finished(person: string, way: string, nameMark?: string): TrainedPerson {
  return { personKey: person as LearnerKey, way, ...(nameMark !== undefined && { nameMark }) }
}

describe('trained people', () => {
  it('are counted once, however many modules each finished, in however many courses', () => {
    const an = finished('an', LMS, 'An')
    expect(countPeople([an, an, finished('an', LMS)])).to.equal(1)
    expect(countPeople([finished('an', LMS), finished('an', OTHER_LMS)])).to.equal(1)
    expect(countPeople([])).to.equal(0)
  })

  it('are one who came by an LMS and signed in, where both papers bear one name', () => {
    expect(countPeople([finished('a', LMS, 'An'), finished('b', ACCOUNT, 'An')])).to.equal(1)
    const three = ['a', 'b', 'c'].map((key, at) => finished(key, `way-${at}`, 'An'))
    expect(countPeople(three)).to.equal(1)
  })

  it('stay two where one of them made no paper, or the names differ', () => {
    expect(countPeople([finished('a', LMS, 'An'), finished('b', ACCOUNT)])).to.equal(2)
    expect(countPeople([finished('a', LMS), finished('b', ACCOUNT)])).to.equal(2)
    expect(countPeople([finished('a', LMS, 'An'), finished('b', ACCOUNT, 'Bình')])).to.equal(2)
  })

  it('who are namesakes of one way stay two, with or without a third key', () => {
    const namesakes = [finished('a', LMS, 'An'), finished('b', LMS, 'An')]
    expect(countPeople(namesakes)).to.equal(2)
    expect(countPeople([...namesakes, finished('c', ACCOUNT, 'An')])).to.equal(2)
  })

  it('are found by any of their papers, where one of them was mistyped', () => {
    const inLms = [finished('a', LMS, 'Nguyen Van A'), finished('a', LMS, 'Nguyen Van An')]
    expect(countPeople([...inLms, finished('b', ACCOUNT, 'Nguyen Van An')])).to.equal(1)
  })

  it('never number more than keys, nor fewer than the keys of any one way, in whatever order', () => {
    const aFact = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      name: fc.option(fc.constantFrom('An', 'Bình', 'Chi'), { nil: undefined }),
    })
    // Each key belongs to one way, as in the store.
    const wayOf = (key: string) => [ACCOUNT, LMS, OTHER_LMS]['abcdef'.indexOf(key) % 3]!
    fc.assert(
      fc.property(fc.array(aFact), (facts) => {
        const trained = facts.map(({ key, name }) => finished(key, wayOf(key), name))
        const people = countPeople(trained)
        const keys = new Set(trained.map(({ personKey }) => personKey))
        expect(people).to.be.at.most(keys.size)
        for (const way of [ACCOUNT, LMS, OTHER_LMS]) {
          const ofWay = [...keys].filter((key) => wayOf(key) === way)
          expect(people).to.be.at.least(ofWay.length)
        }
        expect(countPeople(trained.toReversed())).to.equal(people)
      }),
    )
  })
})
