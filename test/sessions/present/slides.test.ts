import { expect } from 'chai'
import fc from 'fast-check'

import type { Block, Module, Page } from '../../../src/catalogue/index.ts'
import { countWords, createCatalogue, plainText } from '../../../src/catalogue/index.ts'
import type { Slide } from '../../../src/sessions/present/slide.ts'
import { ballotsOf, slidesOf } from '../../../src/sessions/present/slides.ts'
import { aModule, aStep } from '../../support/a-module.ts'

const MOST_WORDS = 40

const text = (html: string): Block => ({ type: 'text', html })
const aPicture: Block = { type: 'picture', file: 'tay.svg', alt: 'Bàn tay' }

function moduleOf(...pages: readonly Page[]): Module {
  return aModule({ steps: [aStep({ title: 'Bẫy', pages })], questions: [] })
}

const kindsOf = (slides: readonly Slide[]) => slides.map(({ kind }) => kind)
const textsOf = (slides: readonly Slide[]) => slides.filter((slide) => slide.kind === 'text')

const sentence = (count: number) => Array.from({ length: count }, () => 'bẫy').join(' ')
const LENGTH = fc.integer({ min: 1, max: 60 })
const PROSE = fc
  .array(
    fc.oneof(
      LENGTH.map((count) => `<p>${sentence(count)}</p>`),
      fc.integer({ min: 1, max: 8 }).map((count) => `<h2>${sentence(count)}</h2>`),
      fc.integer({ min: 1, max: 5 }).map((count) => `<h3>${sentence(count)}</h3>`),
      fc
        .array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 6 })
        .map((items) => `<ol>${items.map((count) => `<li>${sentence(count)}</li>`).join('')}</ol>`),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((pieces) => pieces.join(''))

describe('the slides of a module', () => {
  it('begin with its title and end with thanks, questions before that', () => {
    expect(kindsOf(slidesOf(aModule()))).to.deep.equal([
      ...['title', 'text', 'text'],
      ...Array.from({ length: 5 }, () => 'question'),
      'end',
    ])
  })

  it('say first of all that a sensitive module is one', () => {
    const [first, second] = kindsOf(slidesOf(aModule({ sensitive: true })))
    expect([first, second]).to.deep.equal(['notice', 'title'])
  })

  it('give every block but prose a slide of its own, in the order of the page', () => {
    const page = { blocks: [text('<p>Xem này.</p>'), aPicture, text('<p>Thấy chưa?</p>')] }
    expect(kindsOf(slidesOf(moduleOf(page)))).to.deep.equal([
      ...['title', 'text', 'picture', 'text', 'end'],
    ])
  })

  it('show no heading alone above a picture, which says it too', () => {
    const slides = slidesOf(moduleOf({ blocks: [text('<h2>Bàn tay</h2>'), aPicture] }))
    expect(kindsOf(slides)).to.deep.equal(['title', 'picture', 'end'])
    expect(slides[1]).to.deep.include({ heading: 'Bàn tay' })
  })

  it('are named by the page’s heading until it ends, and by the step without one', () => {
    const headed = { blocks: [text('<h2>Bàn tay</h2><p>Xoè ra.</p>'), aPicture] }
    const plain = { blocks: [text('<p>Hết.</p>')] }
    const slides = slidesOf(moduleOf(headed, plain))
    const headings = slides.flatMap((slide) => ('heading' in slide ? [slide.heading] : []))
    expect(headings).to.deep.equal(['Bàn tay', 'Bàn tay', 'Bẫy'])
  })

  it('have at most 40 words of prose, unless one piece alone is longer', () => {
    fc.assert(
      fc.property(PROSE, (html) => {
        for (const slide of textsOf(slidesOf(moduleOf({ blocks: [text(html)] })))) {
          const shown = countWords(slide.heading) + countWords(plainText(slide.html))
          expect(shown).to.equal(slide.words)
          expect(shown <= MOST_WORDS || slide.unitCount === 1, slide.html).to.equal(true)
        }
      }),
    )
  })

  it('show all prose, word for word', () => {
    fc.assert(
      fc.property(PROSE, (html) => {
        const shown = textsOf(slidesOf(moduleOf({ blocks: [text(html)] })))
        const inHeadings = (/<h2>/g.exec(html) ? html.match(/<h2>(.*?)<\/h2>/g) : []) ?? []
        const words = inHeadings.map((heading) => countWords(plainText(heading)))
        const headingWords = words.reduce((sum, count) => sum + count, 0)
        const bodyWords = shown.reduce(
          (sum, slide) => sum + slide.words - countWords(slide.heading),
          0,
        )
        expect(bodyWords + headingWords).to.equal(countWords(plainText(html)))
      }),
    )
  })

  it('are no more than the words need, and evenly filled', () => {
    const items = Array.from({ length: 4 }, () => `<li>${sentence(12)}</li>`).join('')
    const slides = textsOf(slidesOf(moduleOf({ blocks: [text(`<ul>${items}</ul>`)] })))
    expect(slides.map(({ unitCount }) => unitCount)).to.deep.equal([2, 2])
  })

  it('never leave a small heading alone at the foot of one', () => {
    const html = `<p>${sentence(30)}</p><h3>Mẹo</h3><p>${sentence(20)}</p>`
    const [, second] = textsOf(slidesOf(moduleOf({ blocks: [text(html)] })))
    expect(second!.html).to.match(/^<h3>Mẹo<\/h3>/)
  })
})

describe('the slides of B5', () => {
  let module: Module
  before(async () => {
    module = (await createCatalogue({ folders: ['content'] })).get('B5')
  })

  it('hold every block and every question', () => {
    const slides = slidesOf(module)
    const blocks = module.steps
      .flatMap(({ pages }) => pages.flatMap((page) => page.blocks))
      .filter(({ type }) => type !== 'text' && type !== 'poll')
    const shown = slides.flatMap((slide) => ('block' in slide ? [slide.block] : []))
    expect(shown).to.deep.equal(blocks)
    expect(slides.filter(({ kind }) => kind === 'question')).to.have.lengthOf(10)
  })

  it('have ballots for its poll, its questions and each fork of its story', () => {
    const ballots = [...ballotsOf(slidesOf(module)).keys()]
    expect(ballots).to.include.members(['binh-chon', 'co-hanh/tin-nhan', 'one:ten-trang'])
    expect(ballots).to.include('many:dau-hieu')
    expect(ballots).not.to.include('co-hanh/goi-co')
  })

  it('keep to 40 words of prose', () => {
    const long = textsOf(slidesOf(module)).filter(
      ({ words, unitCount }) => words > 40 && unitCount > 1,
    )
    expect(long).to.deep.equal([])
  })
})
