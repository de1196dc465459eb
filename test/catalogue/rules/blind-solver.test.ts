import { expect } from 'chai'

import type { Module, Question } from '../../../src/catalogue/index.ts'
import { blindSolver } from '../../../src/catalogue/rules/blind-solver.ts'
import { aLoadedModule, aModule, aQuestion, goodQuestions } from '../builders.ts'

function found(...modules: readonly Module[]): readonly (readonly string[])[] {
  return blindSolver(modules.map(aLoadedModule)).map((findings) =>
    findings.map(({ message }) => message),
  )
}

function withQuestions(questions: readonly Question[]): Module {
  return aModule({ questions })
}

/** Six questions, each with the right option at another place than the one before. */
function asking(right: string, ...wrong: readonly string[]): Module {
  return withQuestions(
    ['a', 'b', 'c', 'a', 'b', 'c'].map((place, index) => {
      const others = [...wrong]
      const options = ['a', 'b', 'c'].map((id) => ({
        id,
        text: id === place ? right : (others.shift() ?? ''),
        feedback: id,
      }))
      const prompt = 'Ai đó hỏi tên trường của Nam, Nam làm gì?'
      return aQuestion({ id: `q${index}`, prompt, options, correct: [place] })
    }),
  )
}

function statements(...truths: readonly (readonly [prompt: string, isTrue: boolean])[]): Module {
  return withQuestions(
    truths.map(([prompt, isTrue], index) =>
      aQuestion({
        id: `q${index}`,
        kind: 'truefalse',
        prompt,
        options: [
          { id: 'dung', text: 'Đúng', feedback: 'Đ' },
          { id: 'sai', text: 'Sai', feedback: 'S' },
        ],
        correct: [isTrue ? 'dung' : 'sai'],
      }),
    ),
  )
}

const SIX_OF_SIX = (trick: string) =>
  `whoever knows nothing and picks ${trick} has 6.0 of 6 right and passes.`

describe('the blind solver', () => {
  it('learns nothing from questions that are well made', () => {
    expect(found(withQuestions(goodQuestions()))).to.deep.equal([[]])
  })

  for (const [trick, right, ...wrong] of [
    ['the longest', 'Kể cho mẹ nghe', 'Bấm', 'Xoá'],
    ['the shortest', 'Kể', 'Bấm xem thử', 'Xoá hết đi'],
    ['the most hedged', 'Có thể kể mẹ', 'Bấm xem thử sao', 'Nhắn lại cho họ'],
    ['the least absolute', 'Kể với mẹ em', 'Luôn luôn bấm vào', 'Chỉ nhắn một câu'],
    ['the one with most reasons', 'Kể, vì đó là mẹ', 'Bấm xem thử sao', 'Nhắn lại cho họ'],
    ['the one most like the question', 'Nam hỏi tên', 'Bấm xem ai', 'Nhắn đi thôi'],
    ['the odd one out', 'Kể với mẹ', 'Bấm vào quà', 'Bấm vào ảnh'],
  ] as const) {
    it(`passes by ${trick}`, () => {
      expect(found(asking(right, ...wrong))[0]).to.include(SIX_OF_SIX(trick))
    })
  }

  it('passes by the place of the right option', () => {
    const questions = goodQuestions().map((question) => ({ ...question, correct: ['a'] }))
    expect(found(withQuestions(questions))[0]).to.include(SIX_OF_SIX('the first'))
  })

  it('throws dice where a trick does not decide', () => {
    const questions = goodQuestions().map((question) => ({ ...question, correct: ['a'] }))
    expect(found(withQuestions(questions))[0]).not.to.include(SIX_OF_SIX('the longest'))
  })

  it('passes where it ticks the long ones of several', () => {
    const options = ['Gọi tổng đài', 'Im', 'Kể với mẹ em', 'Xoá'].map((text, index) => ({
      id: 'abcd'.charAt(index),
      text,
      feedback: text,
    }))
    const many = aQuestion({ kind: 'many', options, correct: ['a', 'c'] })
    expect(found(withQuestions([many]))[0]).to.include(
      'whoever knows nothing and picks the longest has 1.0 of 1 right and passes.',
    )
  })

  it('passes where a right order goes from short to long', () => {
    const options = ['Gọi mẹ tới xem', 'Dừng', 'Đừng bấm'].map((text, index) => ({
      id: 'abc'.charAt(index),
      text,
      feedback: text,
    }))
    const order = aQuestion({ kind: 'order', options, correct: ['b', 'c', 'a'] })
    expect(found(withQuestions([order]))[0]).to.include(
      'whoever knows nothing and picks the shortest has 1.0 of 1 right and passes.',
    )
  })

  it('passes where what sounds absolute is always false', () => {
    const module = statements(
      ['“Ai cho quà cũng luôn tốt.”', false],
      ['“Gọi 111 không mất tiền.”', true],
      ['“Mọi tin nhắn đều thật.”', false],
      ['“Em được quyền từ chối.”', true],
    )
    expect(found(module)[0]).not.to.deep.equal([])
  })

  it('fails where statements cannot be told by their words', () => {
    const module = statements(
      ['“Mọi tin nhắn lạ đều nên xem kỹ.”', true],
      ['“Mọi tin nhắn lạ đều nên mở ra.”', false],
      ['“Gọi 111 là gọi công an.”', false],
      ['“Gọi 111 là gọi người giúp.”', true],
    )
    expect(found(module)).to.deep.equal([[]])
  })

  describe('that learns over all modules', () => {
    // One option is the longest, another the most hedged; the right one is fairly much of both.
    const mixed = asking('Có thể kể mẹ nghe', 'Bấm vào xem thử coi', 'Có thể có thể')

    it('passes by tricks that serve together', () => {
      const messages = found(...Array.from({ length: 8 }, () => mixed))
      expect(messages).to.have.length(8)
      for (const one of messages)
        expect(one).to.deep.equal([SIX_OF_SIX('by the best tricks together')])
    })

    it('does not learn from a few modules, where chance fits', () => {
      expect(found(mixed, mixed)[0]).not.to.include(SIX_OF_SIX('by the best tricks together'))
    })
  })
})
