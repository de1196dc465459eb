import { expect } from 'chai'

import type { Audience, Block } from '../../../src/catalogue/index.ts'
import { readingLevel } from '../../../src/catalogue/rules/reading-level.ts'
import { sentencesOf } from '../../../src/catalogue/sentences.ts'
import { aModule, aStep } from '../../support/a-module.ts'

const words = (count: number) => Array.from({ length: count }, () => 'bẫy').join(' ')
const sentences = (count: number, length: number) =>
  Array.from({ length: count }, () => `${words(length)}.`).join(' ')

function findingsOf(audience: Audience, ...texts: readonly string[]) {
  const blocks = texts.map((text): Block => ({ type: 'text', html: `<p>${text}</p>` }))
  const steps = [aStep({ slug: 'doc', pages: [{ blocks }] })]
  return readingLevel(aModule({ audience, steps, questions: [], objectives: [] }))
}

const messagesOf = (audience: Audience, ...texts: readonly string[]) =>
  findingsOf(audience, ...texts).map(({ message }) => message)

describe('the sentences of a passage', () => {
  for (const [text, expected] of [
    ['Dừng tay. Tắt máy!', ['Dừng tay.', 'Tắt máy!']],
    ['Mẹ hỏi: “Gì đó con?” Lin kể.', ['Mẹ hỏi:', '“Gì đó con?”', 'Lin kể.']],
    ['Nghị định 147/2024/NĐ-CP nói vậy…', ['Nghị định 147/2024/NĐ-CP nói vậy…']],
    ['– ! 🎉', []],
  ] as const) {
    it(`of “${text}” are ${expected.length}`, () => {
      expect(sentencesOf(text)).to.deep.equal(expected)
    })
  }
})

describe('how hard a text is to read', () => {
  for (const [audience, longest] of [
    ['th1', 16],
    ['th2', 22],
    ['thcs', 32],
    ['thpt', 32],
    ['parents', 32],
    ['staff', 32],
  ] as const) {
    it(`lets a sentence have ${longest} words for ${audience}, and not one more`, () => {
      expect(messagesOf(audience, `${words(longest)}.`)).to.deep.equal([])
      const [message, ...more] = messagesOf(audience, `${words(longest + 1)}.`)
      expect(message).to.match(new RegExp(`^a sentence has ${longest + 1} words; ${longest} are`))
      expect(more).to.deep.equal([])
    })
  }

  for (const [audience, mean] of [
    ['th1', 8],
    ['th2', 13],
    ['thcs', 15],
    ['thpt', 15],
    ['parents', 15],
    ['staff', 15],
  ] as const) {
    it(`lets sentences have ${mean} words on average for ${audience}`, () => {
      const lines = (length: number) => Array.from({ length: 5 }, () => sentences(1, length))
      expect(messagesOf(audience, ...lines(mean))).to.deep.equal([])
      expect(messagesOf(audience, ...lines(mean + 1))).to.deep.equal([
        `its sentences have ${mean + 1}.0 words on average; ${mean} are allowed.`,
      ])
      // Four sentences are no file that has a mean.
      expect(messagesOf(audience, ...lines(mean + 1).slice(1))).to.deep.equal([])
    })
  }

  for (const [audience, longest] of [
    ['th1', 35],
    ['th2', 50],
    ['thcs', 55],
    ['thpt', 60],
    ['parents', 60],
    ['staff', 60],
  ] as const) {
    it(`lets a paragraph have ${longest} words for ${audience}`, () => {
      const paragraph = sentences(longest / 5, 5)
      expect(messagesOf(audience, paragraph)).to.deep.equal([])
      expect(messagesOf(audience, `${paragraph} Bẫy.`)).to.deep.equal([
        `a paragraph has ${longest + 1} words; ${longest} are allowed at this age.`,
      ])
    })
  }

  for (const [audience, known, hard] of [
    ['th1', 'Em kể cho mẹ.', 'tài khoản'],
    ['th2', 'Tài khoản của em.', 'pháp luật'],
    ['thcs', 'Pháp luật và dữ liệu.', 'thẩm quyền'],
    ['thpt', 'Cơ quan có thẩm quyền.', 'truy cứu trách nhiệm'],
    ['parents', 'Cơ quan có thẩm quyền.', 'quán triệt'],
    ['staff', 'Cơ quan có thẩm quyền.', 'tăng cường công tác'],
  ] as const) {
    it(`keeps “${hard}” from ${audience}`, () => {
      expect(messagesOf(audience, known)).to.deep.equal([])
      const [message] = messagesOf(audience, `Bẫy ${hard.toUpperCase()}.`)
      expect(message).to.include('terms for older readers').and.include(hard)
    })
  }

  it('lets a file of a middle age have a rare term among many words', () => {
    const many = Array.from({ length: 30 }, () => sentences(1, 10))
    expect(messagesOf('thcs', ...many, 'Cơ quan có thẩm quyền.')).to.deep.equal([])
    expect(messagesOf('th1', ...many, 'Tài khoản.').join()).to.include('tài khoản')
  })

  it('says where the long sentence stands', () => {
    const long = `${words(17)}.`
    expect(findingsOf('th1', 'Dừng tay.', long)[0]).to.include({
      file: 'steps/01-doc.md',
      at: long,
    })
  })

  it('leaves notes for teachers alone', () => {
    const teacherNotes = `<p>${words(50)}.</p>`
    const quiet = aModule({ audience: 'th1', steps: [], questions: [], teacherNotes })
    expect(readingLevel({ ...quiet, objectives: [`${words(20)}.`] })).to.deep.equal([])
  })
})
