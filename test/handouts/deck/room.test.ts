import { expect } from 'chai'

import { plain } from '../../../src/handouts/deck/deck-slide.ts'
import { fits, onSlides, sizeOf, SMALLEST } from '../../../src/handouts/deck/room.ts'

const SENTENCE = 'Một câu vừa phải để học sinh ngồi hàng cuối còn đọc được. '

describe('the room of a slide', () => {
  it('gives a few words large letters, and never any smaller than 28 pt', () => {
    expect(sizeOf([plain('Hỏi đã!')])).to.equal(54)
    expect(sizeOf([plain(SENTENCE.repeat(40))])).to.equal(SMALLEST)
  })

  it('goes on on the next slide where one is full, without breaking a group', () => {
    const groups = Array.from({ length: 9 }, () => [plain(SENTENCE), plain(SENTENCE)])
    const slides = onSlides(groups)
    expect(slides.length).to.be.greaterThan(1)
    expect(slides.flat().length).to.equal(18)
    for (const slide of slides) {
      expect(slide.length % 2).to.equal(0)
      expect(fits(slide, SMALLEST)).to.equal(true)
    }
  })

  it('shares what needs two slides between them', () => {
    const groups = Array.from({ length: 13 }, () => [plain(SENTENCE)])
    const [first = [], second = []] = onSlides(groups)
    expect(Math.abs(first.length - second.length)).to.be.at.most(1)
  })
})
