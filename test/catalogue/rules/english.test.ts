import { expect } from 'chai'

import { english } from '../../../src/catalogue/rules/english.ts'
import { aModule } from '../builders.ts'

describe('the rule of English', () => {
  it('finds nothing where title and objectives are there', () => {
    const objectives = ['Nhận ra bẫy', 'Gọi 111']
    const objectivesEn = ['Spot a trap', 'Call 111']
    expect(english(aModule({ objectives, objectivesEn }))).to.deep.equal([])
  })

  it('finds a title that is missing and an objective that was forgotten', () => {
    const module = aModule({
      title: { vi: 'Quà lạ' },
      objectives: ['Nhận ra bẫy', 'Gọi 111'],
      objectivesEn: ['Spot a trap'],
    })
    expect(english(module).map(({ message }) => message)).to.deep.equal([
      'has no English title (title.en).',
      'has 1 English objectives (objectivesEn) for 2.',
    ])
  })
})
