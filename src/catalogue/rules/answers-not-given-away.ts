import type { Module, Question } from '../module.ts'
import type { Finding, Rule } from './rule.ts'

const LENGTH_RATIO = 0.4
const POSITION_RATIO = 0.5

/** Whoever only knows how tests are written must not pass. */
export const answersNotGivenAway: Rule = ({ questions }) => [
  ...tellingLength(questions, 'longest'),
  ...tellingLength(questions, 'shortest'),
  ...samePosition(questions.filter(({ kind }) => kind === 'one')),
  ...sameTruth(questions.filter(({ kind }) => kind === 'truefalse')),
  ...listedInOrder(questions.filter(({ kind }) => kind === 'order')),
]

type Questions = Module['questions']

function problem(message: string, questionId = ''): Finding {
  return { file: 'quiz.json', message, at: `"id": "${questionId}"` }
}

function tellingLength(questions: Questions, which: 'longest' | 'shortest'): readonly Finding[] {
  const asked = questions.filter(({ kind }) => kind === 'one' || kind === 'many')
  const sign = which === 'longest' ? 1 : -1
  const given = asked.filter((question) => rightOnesAreAhead(question, sign))
  if (given.length <= asked.length * LENGTH_RATIO) return []
  const ids = given.map(({ id }) => id).join(', ')
  return [
    problem(
      `the right option is the ${which} in ${given.length} of ${asked.length} (${ids}).`,
      given[0]?.id,
    ),
  ]
}

/** Of several right options all must be ahead: one of them alone tells nothing. */
function rightOnesAreAhead({ options, correct }: Question, sign: number): boolean {
  const lengths = options.map(({ id, text }) => ({
    right: correct.includes(id),
    of: text.length * sign,
  }))
  const rights = lengths.filter(({ right }) => right).map(({ of }) => of)
  const wrongs = lengths.filter(({ right }) => !right).map(({ of }) => of)
  return Math.min(...rights) > Math.max(...wrongs)
}

function samePosition(questions: Questions): readonly Finding[] {
  const positions = questions.map(({ options, correct }) =>
    options.findIndex(({ id }) => correct.includes(id)),
  )
  return [...new Set(positions)].flatMap((position) => {
    const count = positions.filter((one) => one === position).length
    if (count < 2 || count <= positions.length * POSITION_RATIO) return []
    const first = questions[positions.indexOf(position)]
    return [
      problem(
        `the right option is number ${position + 1} in ${count} of ${positions.length}.`,
        first?.id,
      ),
    ]
  })
}

function sameTruth(questions: Questions): readonly Finding[] {
  const truths = questions.map(({ options, correct }) =>
    options.find(({ id }) => correct.includes(id))?.text.toLowerCase(),
  )
  if (questions.length < 2 || new Set(truths).size > 1) return []
  return [
    problem('every true-or-false question is answered with the same option.', questions[0]?.id),
  ]
}

/** The projector shows options as they stand in the file. */
function listedInOrder(questions: Questions): readonly Finding[] {
  return questions
    .filter(({ options, correct }) => options.every(({ id }, index) => correct[index] === id))
    .map(({ id }) => problem(`question '${id}' lists its options in the right order already.`, id))
}
