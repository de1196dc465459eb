import { expect } from 'chai'

import type { Module } from '../../../src/catalogue/index.ts'
import { stepMinutes } from '../../../src/catalogue/rules/step-minutes.ts'
import { aModule, messages } from '../builders.ts'

/** The builder's module, its steps 20 of 25 minutes, with these words of its teacher's table changed. */
function withNotes(from: string, to: string, overrides: Partial<Module> = {}): readonly string[] {
  const { teacherNotes } = aModule()
  expect(teacherNotes).to.include(from)
  return messages(
    stepMinutes(aModule({ teacherNotes: teacherNotes.replace(from, to), ...overrides })),
  )
}

const QUESTIONS = '<td>Câu hỏi</td>\n<td>5</td>'
const HEADING = '<h3>Một tiết 35 phút (bài học 25 phút)</h3>'

describe('the minutes of a module', () => {
  it('are those of its steps and of the questions before a class, opening and follow-up apart', () => {
    expect(stepMinutes(aModule())).to.deep.equal([])
    expect(withNotes(QUESTIONS, '<td>Câu hỏi</td>\n<td>6</td>', {})).to.deep.equal([
      'teacher.md: gives the questions 6 minutes; the steps leave 5 of 25.',
      'teacher.md: the table of "Mở đầu" takes 36 minutes; its lesson has 35.',
    ])
  })

  it('are no more than those of the module for the steps alone', () => {
    expect(messages(stepMinutes(aModule({ minutes: 19 })))).to.deep.equal([
      'steps: take 20 minutes together; the module has 19.',
    ])
  })

  it('are said by each step', () => {
    const [first, ...others] = aModule().steps
    const { minutes: _, ...silent } = first ?? expect.fail('has no step')
    expect(messages(stepMinutes(aModule({ steps: [silent, ...others] })))).to.deep.equal([
      "steps/01-soi.md: does not say its 'minutes' in front.",
    ])
  })

  it('need a row for the questions', () => {
    const missing = ['teacher.md: has no table of minutes with a row "Câu hỏi" under "Thời gian".']
    expect(withNotes('<td>Câu hỏi</td>', '<td>Hỏi</td>')).to.deep.equal(missing)
    expect(messages(stepMinutes(aModule({ teacherNotes: '' })))).to.deep.equal(missing)
  })

  it('are held to the slot that the heading names, to its end where it is a span', () => {
    const over = ['teacher.md: the table of "Mở đầu" takes 35 minutes; its lesson has 34.']
    expect(withNotes(HEADING, '<h3>Một tiết 34 phút (bài học 40 phút)</h3>')).to.deep.equal(over)
    expect(withNotes(HEADING, '<h3>Dưới cờ, 20–34 phút</h3>')).to.deep.equal(over)
    expect(withNotes(HEADING, '<h3>Dưới cờ, 30–35 phút</h3>')).to.deep.equal([])
  })

  it('are held to the sum below the table where no heading names a slot', () => {
    expect(withNotes(HEADING, '')).to.deep.equal([
      'teacher.md: the table of "Mở đầu" does not say how long its lesson is.',
    ])
    expect(withNotes(HEADING, '<p>Tổng 35 phút.</p>')).to.deep.equal([])
    expect(withNotes(HEADING, '<p>Tổng 30 phút.</p>')).to.deep.equal([
      'teacher.md: the table of "Mở đầu" takes 35 minutes; its lesson has 30.',
    ])
  })

  it('are held to in every table, that of the flag ceremony too', () => {
    const rows = '<tbody><tr><td>Hô khẩu lệnh</td><td>21</td></tr></tbody>'
    const flag = `<h3>Dưới sân cờ, 20 phút</h3><table>${rows}</table>`
    expect(withNotes('<h2>Nên nói</h2>', `${flag}<h2>Nên nói</h2>`)).to.deep.equal([
      'teacher.md: the table of "Hô khẩu lệnh" takes 21 minutes; its lesson has 20.',
    ])
  })
})
