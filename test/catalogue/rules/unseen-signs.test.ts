import { expect } from 'chai'

import { unseenSigns } from '../../../src/catalogue/rules/unseen-signs.ts'
import { aModule } from '../builders.ts'

describe('the rule of signs that nobody sees', () => {
  it('takes Vietnamese, emoji of several code points, line ends', () => {
    const texts = { objectives: ['Nguyễn 👨‍👩‍👧 – “được”'], teacherNotes: '<p>Một\nhai</p>' }
    expect(unseenSigns(aModule(texts))).to.be.empty
  })

  it('names controls, half characters and what turns the direction of writing, wherever they stand', () => {
    for (const [sign, code] of [
      ['\u0001', 'U+0001'],
      ['\ud800', 'U+D800'],
      ['\u202e', 'U+202E'],
      ['\u2066', 'U+2066'],
    ]) {
      const text = `Quà ${sign} là`
      for (const where of [
        { title: { vi: text } },
        { title: { vi: 'Quà', en: text } },
        { sources: [{ text }] },
        { teacherNotes: text },
      ]) {
        const [found, ...more] = unseenSigns(aModule(where))
        expect(found?.message, JSON.stringify(where)).to.equal(
          `holds a sign that nobody sees, ${code}.`,
        )
        expect(more).to.be.empty
      }
    }
  })
})
