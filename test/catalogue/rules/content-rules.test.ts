import { expect } from 'chai'

import type { Block, Module, Step } from '../../../src/catalogue/index.ts'
import { altText } from '../../../src/catalogue/rules/alt-text.ts'
import { enoughPractice } from '../../../src/catalogue/rules/enough-practice.ts'
import { hotline } from '../../../src/catalogue/rules/hotline.ts'
import { knownFrames } from '../../../src/catalogue/rules/known-frames.ts'
import { ownExperience } from '../../../src/catalogue/rules/own-experience.ts'
import { ownFeedback } from '../../../src/catalogue/rules/own-feedback.ts'
import type { Rule } from '../../../src/catalogue/rules/rule.ts'
import { sensitive } from '../../../src/catalogue/rules/sensitive.ts'
import { sourcedFacts } from '../../../src/catalogue/rules/sourced-facts.ts'
import { stepShape } from '../../../src/catalogue/rules/step-shape.ts'
import { teacherSections } from '../../../src/catalogue/rules/teacher-sections.ts'
import { typography } from '../../../src/catalogue/rules/typography.ts'
import { wordLimit } from '../../../src/catalogue/rules/word-limit.ts'
import { aModule, aQuestion, aStep, messages } from '../builders.ts'

function found(rule: Rule, overrides: Partial<Module>): readonly string[] {
  return messages(rule(aModule(overrides)))
}

function text(words: string): Block {
  return { type: 'text', html: `<p>${words}</p>` }
}

function stepOf(...blocks: readonly Block[]): Step {
  return aStep({ pages: [{ blocks }] })
}

const poll: Block = {
  type: 'poll',
  id: 'tay',
  prompt: 'Em chọn gì?',
  options: [
    { id: 'a', text: 'Bấm', say: 'Khoan đã' },
    { id: 'b', text: 'Hỏi', say: 'Hay lắm' },
  ],
}
const phone: Block = { type: 'phone', from: 'Số lạ', alt: 'Tin', bubbles: [] }

describe('the word limit', () => {
  it('lets a page of 120 words pass and one of 121 not', () => {
    expect(found(wordLimit, { steps: [stepOf(text('chữ '.repeat(120)))] })).to.deep.equal([])
    expect(found(wordLimit, { steps: [stepOf(text('chữ '.repeat(121)))] })).to.deep.equal([
      'steps/01-doc.md: page 1 has 121 words; 120 are allowed.',
    ])
  })

  it('is 40 words up to grade 3', () => {
    const steps = [stepOf(text('chữ '.repeat(41)))]
    expect(found(wordLimit, { steps, grades: [1, 2, 3] })).to.deep.equal([
      'steps/01-doc.md: page 1 has 41 words; 40 are allowed.',
    ])
  })

  it('counts what is shown in blocks, but no reasons', () => {
    const wordy = { ...poll, options: [{ id: 'a', text: 'Bấm', say: 'chữ '.repeat(200) }] }
    expect(found(wordLimit, { steps: [stepOf(wordy, text('chữ '.repeat(116)))] })).to.deep.equal([])
    expect(found(wordLimit, { steps: [stepOf(wordy, text('chữ '.repeat(117)))] })).to.have.length(1)
  })

  it('counts a message drawn on a phone', () => {
    const bubbles = [[{ text: 'chữ '.repeat(119), mark: false }]]
    expect(found(wordLimit, { steps: [stepOf({ ...phone, bubbles })] })).to.have.length(1)
  })

  it('counts a story by its longest screen', () => {
    const nodes = ['a', 'b'].map((id) => ({
      id,
      html: `<p>${'chữ '.repeat(100)}</p>`,
      choices: [],
    }))
    const story: Block = { type: 'scenario', id: 'chuyen', start: 'a', nodes }
    expect(found(wordLimit, { steps: [stepOf(story)] })).to.deep.equal([])
  })
})

describe('own feedback', () => {
  it('refuses one reason for two options', () => {
    const options = aQuestion().options.map((option) => ({
      ...option,
      feedback: 'Em nghĩ lại nhé.',
    }))
    expect(found(ownFeedback, { questions: [aQuestion({ options })] })).to.deep.equal([
      'quiz.json: the same reason is given twice: "Em nghĩ lại nhé."',
      'quiz.json: the same reason is given twice: "Em nghĩ lại nhé."',
    ])
  })

  it('is not fooled by capitals and full stops', () => {
    const options = ['Dừng lại!', 'dừng lại'].map((say, index) => ({
      id: `o${index}`,
      text: 'x',
      say,
    }))
    expect(found(ownFeedback, { steps: [stepOf({ ...poll, options })] })).to.have.length(1)
  })
})

describe('known frames', () => {
  for (const code of ['9.9.CB2', '4.2', '4.2.CB9', '4.2.CB2abc']) {
    it(`refuses the NLS code ${code}`, () => {
      expect(found(knownFrames, { nls: [code] })).to.deep.equal([
        `module.json: '${code}' is no NLS code.`,
      ])
    })
  }

  it('takes a code with its indicator letter', () => {
    expect(found(knownFrames, { nls: ['4.2.CB2a'] })).to.deep.equal([])
  })

  it('refuses a level of other grades', () => {
    expect(found(knownFrames, { nls: ['4.2.TC1'] })).to.deep.equal([
      "module.json: the level of '4.2.TC1' is of grades 6, 7.",
    ])
  })

  it('refuses an unknown strand', () => {
    expect(found(knownFrames, { strands: ['games'] })[0]).to.contain("'games' is no strand")
  })

  it('refuses a grade of another audience', () => {
    expect(found(knownFrames, { grades: [4, 6] })).to.deep.equal([
      "module.json: grade 6 does not belong to the audience 'th2'.",
    ])
  })

  it('wants grades for children and none for adults', () => {
    expect(found(knownFrames, { grades: [] })).to.deep.equal(['module.json: names no grade.'])
    expect(found(knownFrames, { audience: 'parents', grades: [], nls: [] })).to.deep.equal([])
  })
})

describe('enough practice', () => {
  it('wants questions, activities and a story', () => {
    expect(found(enoughPractice, { steps: [aStep()], questions: [aQuestion()] })).to.deep.equal([
      'quiz.json: has 1 questions; 6 are needed.',
      'steps: have 0 activities (sort, spot, order); 2 are needed.',
      'steps: have no scenario.',
    ])
  })
})

describe('sensitive modules', () => {
  it('are those of the plan', () => {
    expect(found(sensitive, { sensitive: true })).to.deep.equal([
      'module.json: B5 is not a sensitive module.',
    ])
    expect(found(sensitive, { id: 'C6' as Module['id'] })).to.deep.equal([
      'module.json: C6 is a sensitive module and must say so.',
    ])
    expect(found(sensitive, { id: 'C6' as Module['id'], sensitive: true })).to.deep.equal([])
  })

  it('may be others where a department adds its own', () => {
    expect(found(sensitive, { id: 'X1' as Module['id'], sensitive: true })).to.deep.equal([])
  })
})

describe('own experience', () => {
  for (const prompt of [
    'Em đã từng bị ai doạ chưa?',
    'Chuyện này hay gặp. Con có từng gửi ảnh không?',
    'Đã bao giờ người lạ nhắn cho em?',
    'Mật khẩu của em là gì?',
  ]) {
    it(`is not asked for: “${prompt}”`, () => {
      const asked = [
        ...found(ownExperience, { questions: [aQuestion({ prompt })] }),
        ...found(ownExperience, { steps: [stepOf({ ...poll, prompt })] }),
      ]
      expect(asked).to.deep.equal([
        `quiz.json: asks for the learner's own experience: "${prompt}"`,
        `steps/01-doc.md: asks for the learner's own experience: "${prompt}"`,
      ])
    })
  }

  it('may be that of somebody in a story', () => {
    const prompt = 'Em đã từng nghe Nam kể. Nam nên làm gì?'
    expect(found(ownExperience, { questions: [aQuestion({ prompt })] })).to.deep.equal([])
  })
})

describe('sourced facts', () => {
  for (const [fact, mark] of [
    ['Em gọi 113 nhé', '113'],
    ['Có 23,5 % bạn nhỏ', '23,5%'],
    ['Theo Nghị định 147/2024/NĐ-CP', '147/2024/NĐ-CP'],
  ] as const) {
    it(`want proof for “${fact}”`, () => {
      expect(found(sourcedFacts, { objectives: [fact] })).to.deep.equal([
        `module.json: "${mark}" is stated, but no entry of 'sources' in module.json contains it.`,
      ])
      expect(found(sourcedFacts, { objectives: [fact], sources: [{ text: `111, ${mark}` }] })).to.be
        .empty
    })
  }

  it('take no number inside another for a hotline', () => {
    expect(found(sourcedFacts, { objectives: ['Có 1113 bạn'] })).to.deep.equal([])
  })
})

describe('the shape of steps', () => {
  const summary = aStep({ slug: 'bao', kind: 'summary' })

  it('refuses a kind whose block is missing', () => {
    expect(found(stepShape, { steps: [aStep({ kind: 'activity' }), summary] })).to.deep.equal([
      "steps/01-doc.md: is of kind 'activity' but has no sort or spot or order or pledge block.",
    ])
  })

  it('refuses two things to do on one page', () => {
    expect(found(stepShape, { steps: [stepOf(poll, poll), summary] })[0]).to.contain(
      'page 1 asks for two things at once',
    )
  })

  for (const [what, steps] of [
    ['no summary', [aStep()]],
    ['a summary in the middle', [summary, aStep()]],
    ['two summaries', [summary, summary]],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(found(stepShape, { steps })).to.deep.equal([
        'steps: must end with the one step of kind summary.',
      ])
    })
  }
})

describe('the hotline', () => {
  it('stands in the summary', () => {
    const steps = [aStep({ slug: 'bao', kind: 'summary' })]
    expect(found(hotline, { steps })).to.deep.equal(['steps/01-bao.md: does not name 111.'])
  })
})

describe('alt texts', () => {
  it('say what is to be seen', () => {
    expect(found(altText, { steps: [stepOf(phone)] })).to.deep.equal([
      'steps/01-doc.md: the alt text "Tin" does not say what is to be seen.',
    ])
  })
})

describe('teacher notes', () => {
  it('have every section', () => {
    const { teacherNotes } = aModule()
    const without = teacherNotes.replace('Nên tránh', 'Khác')
    expect(found(teacherSections, { teacherNotes: without })).to.deep.equal([
      'teacher.md: has no section "## Nên tránh …".',
    ])
  })
})

describe('typography', () => {
  it('refuses letters apart from their marks', () => {
    expect(found(typography, { objectives: ['Hỏi đã'.normalize('NFD')] })[0]).to.contain('NFC')
  })

  it('refuses straight quotes', () => {
    expect(found(typography, { steps: [stepOf(text('&quot;Hỏi đã&quot;'))] })).to.deep.equal([
      'steps/01-doc.md: straight quotes, write “…”: "Hỏi đã"',
    ])
  })
})
