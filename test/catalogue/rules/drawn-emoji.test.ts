import { expect } from 'chai'

import { drawnEmoji } from '../../../src/catalogue/rules/drawn-emoji.ts'
import { aModule } from '../builders.ts'

describe('the rule of drawn emoji', () => {
  it('takes those of our set, in lessons and in teacher notes', () => {
    expect(drawnEmoji(aModule({ objectives: ['🎁 Quà'], teacherNotes: '<p>✋</p>' }))).to.be.empty
  })

  it('names any other', () => {
    const found = drawnEmoji(aModule({ objectives: ['Bay 🚀'], teacherNotes: '<p>🦄</p>' }))
    expect(found.map(({ file, at }) => [file, at])).to.deep.equal([
      ['module.json', 'Bay 🚀'],
      ['teacher.md', '<p>🦄</p>'],
    ])
    expect(found[0]?.message).to.include('no drawing of 🚀')
  })
})
