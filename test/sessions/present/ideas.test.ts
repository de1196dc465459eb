import { expect } from 'chai'

import { createCatalogue } from '../../../src/catalogue/index.ts'
import { FEWEST_HANDS, ideasOf } from '../../../src/sessions/present/ideas.ts'
import { ideasView } from '../../../src/sessions/present/ideas-view.ts'
import { nearestStep } from '../../../src/sessions/present/nearest-step.ts'
import { isSkimmed } from '../../../src/sessions/present/skimmed.ts'
import { createTexts } from '../../../src/web/index.ts'
import { aModule, aQuestion, aStep } from '../../support/a-module.ts'
import { aRun } from '../../support/a-run.ts'

type Counts = Readonly<Record<string, number>>

const vote = (id: string, counts: Counts, prefix = 'one:') => ({ blockId: prefix + id, counts })
const ofQuestions = (...questions: readonly Parameters<typeof aQuestion>[0][]) =>
  aModule({ questions: questions.map((one) => aQuestion(one)) })

describe('which idea a class missed', () => {
  it('is what fewer than 70% of the hands had right, the least known first', () => {
    const module = ofQuestions({ id: 'q1' }, { id: 'q2' }, { id: 'q3' })
    const polls = [
      vote('q1', { a: 7, b: 3 }),
      vote('q2', { a: 6, b: 1, c: 3 }),
      vote('q3', { a: 2, b: 8 }),
    ]
    const { ideas } = ideasOf(module, { polls })
    expect(ideas.map(({ question, isMissed }) => [question.id, isMissed])).to.deep.equal([
      ['q3', true],
      ['q2', true],
      ['q1', false],
    ])
    expect(ideas[1]).to.deep.include({ rightHands: 6, hands: 10, share: 0.6 })
    expect(ideas[1]?.lure).to.include({ letter: 'C', why: 'Đây chỉ là ba số đếm.' })
    expect(ideas[1]?.right.map(({ why }) => why)).to.deep.equal(['Đúng, 111 gọi miễn phí.'])
  })

  it('says nothing of a question that hands went up for less than five times, nor of one unasked', () => {
    const module = ofQuestions({ id: 'q1' }, { id: 'q2' }, { id: 'q3' })
    const polls = [vote('q1', { b: FEWEST_HANDS - 1 }), vote('q2', { b: FEWEST_HANDS })]
    const { ideas, tooFew } = ideasOf(module, { polls })
    expect(ideas.map(({ question }) => question.id)).to.deep.equal(['q2'])
    expect(tooFew).to.equal(1)
  })

  it('of several right ones asks for the one that fewest knew, and for wrong ones that were taken', () => {
    const many = { id: 'q1', kind: 'many', correct: ['a', 'b'] } as const
    const shareOf = (counts: Counts) =>
      ideasOf(ofQuestions(many), { polls: [vote('q1', counts, 'many:')] }).ideas[0]?.share
    expect(shareOf({ a: 20, b: 10, c: 0 })).to.equal(0.5)
    expect(shareOf({ a: 20, b: 20, c: 15 })).to.equal(0.25)
    expect(shareOf({ a: 20, b: 20, c: 0 })).to.equal(1)
  })

  it('of an order asks what comes first, as the class was asked', () => {
    const order = { id: 'q1', kind: 'order', correct: ['b', 'a', 'c'] } as const
    const { ideas } = ideasOf(ofQuestions(order), { polls: [vote('q1', { b: 9, a: 1 })] })
    expect(ideas[0]).to.deep.include({ rightHands: 9, isMissed: false })
    expect(ideas[0]?.right.map(({ text }) => text)).to.deep.equal(['999'])
  })

  it('leads back to the step that speaks of it, and not to the summary', () => {
    const text = (html: string) => [{ blocks: [{ type: 'text', html } as const] }]
    const module = aModule({
      steps: [
        aStep({ pages: text('<p>Mật khẩu dài thì khó đoán.</p>') }),
        aStep({ pages: text('<p>Gọi miễn phí số 111, ngày hay đêm.</p>') }),
        aStep({ kind: 'summary', pages: text('<p>Đúng, 111 gọi miễn phí.</p>') }),
      ],
    })
    expect(nearestStep(module, aQuestion())).to.equal(2)
    const strange = aQuestion({ prompt: 'Xyz?', options: [], correct: [] })
    expect(nearestStep(module, strange)).to.equal(undefined)
  })

  it('is found for nearly every question of our own modules', async () => {
    const modules = (await createCatalogue({ folders: ['content'] })).list()
    const steps = modules.flatMap((module) =>
      module.questions.map((question) => nearestStep(module, question)),
    )
    expect(steps.length).to.be.greaterThan(140)
    expect(steps.filter((step) => step === undefined)).to.have.length.of.at.most(2)
  })
})

describe('what a teacher reads of it', () => {
  const texts = createTexts('vi')
  const addressOf = (step: number) => `/buoc/${step}`
  const viewOf = (counts: Counts) => {
    const shown = { module: aModule(), run: { polls: [vote('q1', counts)] }, addressOf }
    return ideasView(shown, texts)
  }

  it('is nothing where no hand went up', () => {
    expect(viewOf({})).to.equal(undefined)
    expect(viewOf({ a: 0, b: 0 })).to.equal(undefined)
  })

  it('is the count, the reason, what was taken for right, and what to do', () => {
    const [missed] = viewOf({ a: 10, b: 20, c: 1 })?.missed ?? []
    expect(missed).to.deep.include({
      prompt: 'Số cần nhớ là số nào?',
      count: '10/31 chọn đúng (32%)',
      right: ['A. 111'],
      whys: ['Đúng, 111 gọi miễn phí.'],
      lure: { label: 'B. 999', why: 'Số này không có ở Việt Nam.' },
    })
    expect(missed?.again).to.match(/^Dạy lại trong 3 phút/)
  })

  it('names neither shares nor answers of a few pupils', () => {
    const view = viewOf({ a: 1, b: 3 })
    expect(view).to.deep.include({ missed: [], known: [] })
    expect(view?.rest).to.match(/1 câu/)
  })
})

describe('a run that was skimmed', () => {
  const after = (minutes: number) => new Date(aRun().startedAt.getTime() + minutes * 60_000)

  it('took less than a third of the module’s minutes', () => {
    expect(isSkimmed(aRun({ minutes: 30, lastSeenAt: after(9) }))).to.equal(true)
    expect(isSkimmed(aRun({ minutes: 30, lastSeenAt: after(10) }))).to.equal(false)
  })

  it('jumped over more than half of the slides, however long it stood at the end', () => {
    const end = { minutes: 30, lastSeenAt: after(45), slideReached: 19 }
    expect(isSkimmed(aRun({ ...end, slidesSeen: 2 }))).to.equal(true)
    expect(isSkimmed(aRun({ ...end, slidesSeen: 10 }))).to.equal(false)
    expect(isSkimmed(aRun({ ...end, slideReached: 4, slidesSeen: 2 }))).to.equal(false)
  })

  it('is not one of which nothing is known', () => {
    expect(isSkimmed(aRun())).to.equal(false)
  })
})
