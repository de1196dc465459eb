import type { Problem } from '../content-error.ts'
import type { Module, Question } from '../module.ts'
import type { Rule } from './rule.ts'

const LONGEST_RATIO = 0.4
const POSITION_RATIO = 0.5

/** Whoever only knows how tests are written must not pass. */
export const answersNotGivenAway: Rule = ({ questions }) => [
  ...longestIsRight(questions),
  ...samePosition(questions.filter(({ kind }) => kind === 'one')),
  ...sameTruth(questions.filter(({ kind }) => kind === 'truefalse')),
  ...listedInOrder(questions.filter(({ kind }) => kind === 'order')),
]

type Questions = Module['questions']

function problem(message: string): Problem {
  return { file: 'quiz.json', message }
}

function longestIsRight(questions: Questions): readonly Problem[] {
  const single = questions.filter(({ kind }) => kind === 'one' || kind === 'truefalse')
  const given = single.filter(isRightOneLongest)
  if (given.length <= single.length * LONGEST_RATIO) return []
  const ids = given.map(({ id }) => id).join(', ')
  return [
    problem(`the right option is the longest in ${given.length} of ${single.length} (${ids}).`),
  ]
}

function isRightOneLongest({ options, correct }: Question): boolean {
  const lengths = options.map(({ id, text }) => ({ right: correct.includes(id), of: text.length }))
  const rights = lengths.filter(({ right }) => right).map(({ of }) => of)
  const wrongs = lengths.filter(({ right }) => !right).map(({ of }) => of)
  return Math.max(...rights) > Math.max(...wrongs)
}

function samePosition(questions: Questions): readonly Problem[] {
  const positions = questions.map(({ options, correct }) =>
    options.findIndex(({ id }) => correct.includes(id)),
  )
  return [...new Set(positions)].flatMap((position) => {
    const count = positions.filter((one) => one === position).length
    if (count < 2 || count <= positions.length * POSITION_RATIO) return []
    return [
      problem(`the right option is number ${position + 1} in ${count} of ${positions.length}.`),
    ]
  })
}

function sameTruth(questions: Questions): readonly Problem[] {
  const truths = questions.map(({ options, correct }) =>
    options.find(({ id }) => correct.includes(id))?.text.toLowerCase(),
  )
  if (questions.length < 2 || new Set(truths).size > 1) return []
  return [problem(`every true-or-false question is answered with the same option.`)]
}

/** The projector shows options as they stand in the file. */
function listedInOrder(questions: Questions): readonly Problem[] {
  return questions
    .filter(({ options, correct }) => options.every(({ id }, index) => correct[index] === id))
    .map(({ id }) => problem(`question '${id}' lists its options in the right order already.`))
}
