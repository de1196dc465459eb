import { expect } from 'chai'

import type { LearnerKey } from '../../src/web/index.ts'
import { type LessonApp, type Person, startLessonApp } from '../support/a-lesson-app.ts'
import { aModule, aQuestion } from '../support/a-module.ts'

const questions = [
  aQuestion({ id: 'one' }),
  aQuestion({ id: 'many', kind: 'many', correct: ['a', 'c'] }),
  aQuestion({ id: 'order', kind: 'order', correct: ['a', 'b', 'c'] }),
  aQuestion({ id: 'tf', kind: 'truefalse' }),
]

describe('/modules/:id/quiz/:questionId', () => {
  let lessons: LessonApp
  let pupil: Person
  let learners = 0
  before(async () => {
    lessons = await startLessonApp({ modules: [aModule({ questions })] })
  })
  beforeEach(async () => {
    learners += 1
    pupil = await lessons.enter({ learnerKey: `learner-${learners}` as LearnerKey })
  })
  after(() => lessons.stop())

  describe('the form', () => {
    it('is a plain post, its inputs named by the question and valued by the options', async () => {
      const { $ } = await pupil.open('/modules/B5/quiz/one')
      const form = $('form[data-question=one]')
      expect(form.attr('method')).to.equal('post')
      expect(
        form
          .find('input[name=one]')
          .map((_, input) => $(input).val())
          .get(),
      ).to.have.members(['a', 'b', 'c'])
      expect(form.find('input[type=radio]')).to.have.length(3)
    })

    it('takes several of several', async () => {
      const { $ } = await pupil.open('/modules/B5/quiz/many')
      expect($('input[type=checkbox][name=many]')).to.have.length(3)
    })

    it('asks an order by as many places as there are options, under one name', async () => {
      const { $ } = await pupil.open('/modules/B5/quiz/order')
      expect($('select[name=order]')).to.have.length(3)
      expect($('select').first().find('option[value!=""]')).to.have.length(3)
    })

    it('gives nothing away: no feedback and no mark before an answer', async () => {
      const { $ } = await pupil.open('/modules/B5/quiz/one')
      expect($('main').text()).not.to.include('gọi miễn phí.')
      expect($('.why, .outcome')).to.have.length(0)
    })
  })

  describe('a right answer', () => {
    it('is praised and explained, without a form, and leads to the next question', async () => {
      const { status, location } = await pupil.press('/modules/B5/quiz/one', { one: 'a' })
      expect([status, location]).to.deep.equal([303, '/modules/B5/quiz/one?chose=a&next=many'])
      const { $ } = await pupil.open(location)
      expect($('.outcome').text()).to.equal('Đúng rồi!')
      expect($('.why').text()).to.equal('Đúng, 111 gọi miễn phí.')
      expect($('form[data-question]')).to.have.length(0)
      expect($('a[rel=next]').attr('href')).to.equal('/modules/B5/quiz/many')
    })

    it('of several says why for each', async () => {
      const { location } = await pupil.press('/modules/B5/quiz/many', { many: ['c', 'a'] })
      const { $ } = await pupil.open(location)
      expect($('.outcome').hasClass('leaf')).to.equal(true)
      expect($('.why')).to.have.length(2)
    })

    it('of an order shows it as a list', async () => {
      const { location } = await pupil.press('/modules/B5/quiz/order', { order: ['a', 'b', 'c'] })
      const { $ } = await pupil.open(location)
      expect(
        $('ol.answered b')
          .map((_, b) => $(b).text())
          .get(),
      ).to.deep.equal(['111', '999', '123'])
    })
  })

  describe('a wrong answer', () => {
    it('is explained without giving the right one away, and may be tried again at once', async () => {
      const { location } = await pupil.press('/modules/B5/quiz/one', { one: 'b' })
      const { $ } = await pupil.open(location)
      expect($('.outcome').hasClass('sun')).to.equal(true)
      expect($('.why').text()).to.include('Số này không có ở Việt Nam.')
      expect($('main').text()).not.to.include('Đúng, 111')
      expect($('form[data-question] button').text()).to.equal('Trả lời lại')
      expect($('a[rel=next]').attr('href')).to.equal('/modules/B5/quiz/many')
    })

    it('that is right as far as it goes is told so', async () => {
      const { location } = await pupil.press('/modules/B5/quiz/many', { many: 'a' })
      const { $ } = await pupil.open(location)
      expect($('.outcome').text()).to.include('còn thiếu')
    })

    it('of an order says which places are right and why the others are not', async () => {
      const { location } = await pupil.press('/modules/B5/quiz/order', { order: ['a', 'c', 'b'] })
      const { $ } = await pupil.open(location)
      expect($('.why.leaf')).to.have.length(1)
      expect($('.why.sun')).to.have.length(2)
      expect(
        $('select option:selected')
          .map((_, one) => $(one).val())
          .get(),
      ).to.deep.equal(['a', 'c', 'b'])
    })

    it('mended later counts as right', async () => {
      await pupil.press('/modules/B5/quiz/one', { one: 'b' })
      await pupil.press('/modules/B5/quiz/one', { one: 'a' })
      for (const step of [1, 2]) await pupil.press(`/modules/B5/steps/${step}`)
      for (const [id, chosen] of [
        ['many', ['a', 'c']],
        ['order', ['a', 'b', 'c']],
        ['tf', 'a'],
      ] as const) {
        await pupil.press(`/modules/B5/quiz/${id}`, { [id]: chosen })
      }
      const { location } = await pupil.open('/modules/B5/resume')
      expect(location).to.include('/modules/B5/done?receipt=')
    })
  })

  describe('no answer', () => {
    it('is asked for beside the field, and nothing is stored', async () => {
      const { status, $ } = await pupil.press('/modules/B5/quiz/one')
      expect(status).to.equal(422)
      expect($('[role=alert]').text()).to.equal('Em chọn một câu trả lời nhé.')
      expect($('form[data-question=one]')).to.have.length(1)
      const { location } = await pupil.press('/modules/B5/quiz/tf', { tf: 'a' })
      expect(location).to.include('next=one')
    })

    it('in one place of an order loses none of the other places', async () => {
      const { status, $ } = await pupil.press('/modules/B5/quiz/order', { order: ['c', '', 'a'] })
      expect(status).to.equal(422)
      expect(
        $('select')
          .map((_, one) => $(one).val())
          .get(),
      ).to.deep.equal(['c', '', 'a'])
    })
  })

  it('an address with an answer of nonsense asks the question', async () => {
    const { status, $ } = await pupil.open('/modules/B5/quiz/one?chose=x&next=%22%3E&receipt=%22')
    expect(status).to.equal(200)
    expect($('form[data-question=one]')).to.have.length(1)
    expect($('.outcome')).to.have.length(0)
  })

  it('an address cannot lead on to a question that the module does not have', async () => {
    const { $ } = await pupil.open('/modules/B5/quiz/one?chose=a&next=..%2F..%2Fexit')
    expect($('a[rel=next]').attr('href')).to.equal('/modules/B5/resume')
  })

  it('two answers at once both count', async () => {
    await Promise.all([
      pupil.press('/modules/B5/quiz/one', { one: 'a' }),
      pupil.press('/modules/B5/quiz/tf', { tf: 'a' }),
    ])
    const { location } = await pupil.press('/modules/B5/quiz/many', { many: ['a', 'c'] })
    expect(location).to.include('next=order')
  })
})
