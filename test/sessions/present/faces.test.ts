import { expect } from 'chai'

import { createCatalogue, type ScenarioNode, type SpotBlock } from '../../../src/catalogue/index.ts'
import { sortView, spotView } from '../../../src/sessions/present/activity-views.ts'
import { beatsOf, isSplit, lastWords, pagesOfSpot } from '../../../src/sessions/present/faces.ts'
import { placeAfter, placeBefore } from '../../../src/sessions/present/run-page.ts'
import type { Slide } from '../../../src/sessions/present/slide.ts'
import { slidesOf } from '../../../src/sessions/present/slides.ts'
import { aRun } from '../../support/a-run.ts'

const words = (count: number) => Array.from({ length: count }, () => 'bẫy').join(' ')
const aSpot = (
  parts: readonly { readonly words: number; readonly sign: boolean }[],
): SpotBlock => ({
  ...{ type: 'spot', id: 'tim', prompt: 'Tìm hai chỗ lạ.', from: 'Số lạ' },
  parts: parts.map(({ words: count, sign }, index) => {
    return { id: `p${index}`, text: words(count), sign, why: `Vì ${index}.` }
  }),
})
const aNode = (text: string, ...choices: readonly string[]): ScenarioNode => ({
  ...{ id: 'tin', html: `<p>${text}</p>` },
  choices: choices.map((choice, index) => ({ to: `n${index}`, text: choice })),
})

describe('the faces of a message with signs', () => {
  const short = aSpot([
    { words: 5, sign: true },
    { words: 6, sign: false },
    { words: 5, sign: true },
  ])
  const long = aSpot(Array.from({ length: 8 }, (_, index) => ({ words: 12, sign: index < 2 })))

  it('are the message, each sign with why, and all signs', () => {
    const up = (beat: number) => {
      const { pages, whys, found } = spotView(short, beat)
      const said = whys.filter(({ isSaid }) => isSaid).map(({ text }) => text)
      return [pages.some(({ face }) => face.isUp), said.join(), found.isUp]
    }
    expect([0, 1, 2, 3].map(up)).to.deep.equal([
      [true, '', false],
      [false, 'Vì 0.', false],
      [false, 'Vì 2.', false],
      [false, '', true],
    ])
  })

  it('break a long message between its parts, evenly, and lose none', () => {
    const pages = pagesOfSpot(long)
    expect(pages.map((page) => page.length)).to.deep.equal([4, 4])
    expect(pages.flat()).to.deep.equal(long.parts.map(({ text }) => text))
    expect(pagesOfSpot(short)).to.have.lengthOf(1)
  })

  it('take one press each', () => {
    const slide: Slide = { kind: 'spot', heading: 'Bẫy', block: long }
    expect(beatsOf(slide)).to.equal(4)
    expect(spotView(long, 4).found.isUp).to.equal(true)
  })
})

describe('the faces of things to sort', () => {
  it('ask for each thing, then say where it belongs, the next one after that', () => {
    const baskets = [
      { id: 'x', text: 'Kể được' },
      { id: 'y', text: 'Giữ kín' },
    ]
    const items = ['x', 'y'].map((basket) => {
      return { id: basket, text: `Thứ ${basket}`, basket, why: `Vì ${basket}.` }
    })
    const block = { type: 'sort', id: 'xep', prompt: 'Xếp', baskets, items } as const
    const up = (beat: number) =>
      sortView(block, beat)
        .items.filter(({ face }) => face.isUp)
        .map(({ text, isMarked }) => `${text}${isMarked ? ' ✓' : ''}`)
    expect([0, 1, 2, 3].map(up)).to.deep.equal([['Thứ x'], ['Thứ x ✓'], ['Thứ y'], ['Thứ y ✓']])
    expect(beatsOf({ kind: 'sort', heading: 'Xếp', block })).to.equal(3)
  })
})

describe('the faces of a story', () => {
  it('keep a short text with its ways out, and part a long one from them', () => {
    expect(isSplit(aNode(words(20), 'Kể mẹ', 'Bấm xem'))).to.equal(false)
    expect(isSplit(aNode(words(60), 'Kể mẹ', 'Bấm xem'))).to.equal(true)
    expect(isSplit(aNode(words(90)))).to.equal(false)
  })

  it('say the last sentence again above the ways out, if it is whole and short', () => {
    expect(lastWords(aNode('Tin đến. My nên làm gì?', 'A'))).to.equal('My nên làm gì?')
    expect(lastWords(aNode('Cô nói: “Em ở lại. Kể cô nghe.”', 'A'))).to.equal(undefined)
    expect(lastWords(aNode(`Tin đến. ${words(30)}.`, 'A'))).to.equal(undefined)
  })

  it('are gone through by one press more, and back the same way', async () => {
    const module = (await createCatalogue({ folders: ['content'] })).get('C5')
    const slides = slidesOf(module)
    const at = slides.findIndex(({ kind }) => kind === 'story')
    const slide = slides[at]
    if (slide?.kind !== 'story') throw new Error('no story')
    const node = slide.block.nodes.find((one) => isSplit(one))?.id ?? ''
    const text = { slide: at + 1, node, beat: 0 }
    const ways = { ...text, beat: 1 }
    expect(placeAfter(slides, text, aRun())).to.deep.equal(ways)
    expect(placeBefore(slides, ways)).to.deep.equal(text)
    expect(placeAfter(slides, ways, aRun())?.node).not.to.equal(node)
  })
})
