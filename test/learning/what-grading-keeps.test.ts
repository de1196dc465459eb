import { expect } from 'chai'

import { aLearningService, learnAll } from '../support/a-learner.ts'
import { aModule } from '../support/a-module.ts'
import { aVisit } from '../support/a-visit.ts'

const module = aModule()
const visit = aVisit()

describe('grading', () => {
  const idsOf = ({ options }: (typeof module.questions)[number]) => options.map(({ id }) => id)

  it('lets a learner try as often as they like', async () => {
    const learning = aLearningService()
    await learnAll(learning, visit, { module, wrong: ['q1', 'q2'] })
    const [first, second] = module.questions
    for (let tries = 0; tries < 50; tries += 1) {
      const given = { question: first!, chosen: [tries % 2 === 0 ? 'b' : 'c'] }
      expect((await learning.service.answer(visit, module, given)).right).to.equal(false)
    }
    const mended = await learning.service.answer(visit, module, {
      question: second!,
      chosen: second!.correct,
    })
    expect(mended.done?.at).to.equal('done')
  })

  it('keeps whether an answer was right, and not what was chosen', async () => {
    const choices = ['ti-gon', 'ca-rot', 'su-hao'].map((id) => ({ id, text: id, feedback: id }))
    const questions = module.questions.map((question) => ({
      ...question,
      ...{ options: choices, correct: ['ti-gon'] },
    }))
    const learning = aLearningService()
    const own = { ...module, questions }
    for (const step of own.steps) await learning.service.leaveStep(visit, own, step)
    for (const question of questions) {
      for (const chosen of [['su-hao'], question.correct]) {
        await learning.service.answer(visit, own, { question, chosen })
      }
    }
    const { storedAttempts, storedCompletions, enqueued } = learning.memory
    const kept = [...storedAttempts.values(), ...storedCompletions.values(), ...enqueued]
    expect(kept.length).to.be.greaterThan(1)
    const written = JSON.stringify(kept)
    for (const id of questions.flatMap(idsOf)) expect(written).to.not.include(id)
  })

  it('keeps the band of the first tries, however often they are mended', async () => {
    const learning = aLearningService()
    await learnAll(learning, visit, { module, wrong: ['q1', 'q2', 'q3', 'q4'] })
    for (const question of module.questions) {
      await learning.service.answer(visit, module, { question, chosen: question.correct })
    }
    const [completion] = learning.memory.storedCompletions.values()
    expect(completion?.scoreBand).to.equal('low')
  })
})
