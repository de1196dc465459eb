import { expect } from 'chai'
import fc from 'fast-check'

import { fieldsOfRun, keptOfRun } from '../../src/sessions/form-prefill.ts'
import type { Run, RunId } from '../../src/sessions/index.ts'
import { createTexts } from '../../src/web/index.ts'
import { aRun } from '../support/a-run.ts'
import { aSchool } from '../support/a-school.ts'
import { aBigSchool } from '../support/a-session.ts'

const texts = createTexts()
const oneClass = (enrolled: number) => aSchool({ classes: [{ label: '4A', grade: 4, enrolled }] })
const aVote = (...hands: readonly number[]) => [
  { blockId: 'binh-chon', counts: Object.fromEntries(hands.entries()) },
]
const ticked = (run: Run, school = oneClass(31)) =>
  fieldsOfRun(run, { school }, texts)
    .lines.filter(({ isTicked }) => isTicked)
    .map(({ label, present, enrolled }) => [label, present, enrolled])

describe('the form that a run fills in', () => {
  it('says when it was, how long and what was shown', () => {
    const lastSeenAt = new Date('2026-11-23T00:52:00.000Z')
    expect(fieldsOfRun(aRun({ lastSeenAt }), { school: aSchool() }, texts)).to.deep.include({
      heldOn: '23/11/2026',
      minutes: '37',
      form: 'class-hour',
      presenter: 'school',
      module: 'B5',
      topic: '',
      evidence: '',
    })
  })

  it('knows a module for parents and one for staff', () => {
    const formOf = (audience: Run['audience']) =>
      fieldsOfRun(aRun({ audience }), { school: aSchool() }, texts).form
    expect([formOf('parents'), formOf('staff')]).to.deep.equal(['parents', 'training'])
  })

  it('names the class where only one is of the module’s grades', () => {
    expect(ticked(aRun())).to.deep.equal([['4A', '', '31']])
    expect(ticked(aRun({ grades: [5] }))).to.deep.equal([])
    expect(ticked(aRun({ polls: aVote(20, 7) }), aBigSchool())).to.deep.equal([])
  })

  it('takes what the LMS counts for the size of that class where the school’s list does not say', () => {
    const sizeOf = (enrolled: number) => {
      const known = { school: oneClass(enrolled), courseSize: 38 }
      const { lines } = fieldsOfRun(aRun(), known, texts)
      return lines.find(({ key }) => key === 'class:4A')?.enrolled
    }
    expect([sizeOf(0), sizeOf(31)]).to.deep.equal(['38', '31'])
  })

  it('takes hands that were counted for pupils that were there, never more than the class has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { maxLength: 4 }),
        fc.integer({ min: 1, max: 60 }),
        (hands, size) => {
          const [[, present, enrolled] = []] = ticked(
            aRun({ polls: aVote(...hands) }),
            oneClass(size),
          )
          const sum = hands.reduce((total, one) => total + one, 0)
          expect(present).to.equal(sum === 0 ? '' : String(Math.min(sum, size)))
          expect(enrolled).to.equal(String(size))
        },
      ),
    )
  })

  it('takes hands alone where nobody knows how many the class has', () => {
    expect(ticked(aRun({ polls: aVote(20, 7) }), oneClass(0))).to.deep.equal([['4A', '27', '']])
  })

  it('keeps its hour, the version that was shown and its log', () => {
    const run = aRun({ id: 'run-9' as RunId, version: '7' })
    expect(keptOfRun(run)).to.deep.equal({
      heldOn: '2026-11-23',
      startedAt: run.startedAt,
      modules: [{ id: 'B5', version: '7' }],
      evidence: [{ kind: 'run-log', runId: 'run-9' }],
    })
  })
})
