import { expect } from 'chai'

import { lineOfWords } from '../../src/catalogue/line-of-words.ts'

const FILE = '---\ntitle: Báo\n---\nEm gọi **111**,\nmiễn phí.\n'

describe('the line of words', () => {
  it('is found through Markdown, signs and capitals', () => {
    expect(lineOfWords(FILE, 'em gọi 111')).to.equal(4)
  })

  it('is where words begin that run over its end', () => {
    expect(lineOfWords(FILE, '111 , miễn phí')).to.equal(4)
  })

  it('is unknown where the words do not stand, or there are none', () => {
    expect(lineOfWords(FILE, 'Em gọi 113')).to.equal(undefined)
    expect(lineOfWords(FILE, '…')).to.equal(undefined)
  })
})
