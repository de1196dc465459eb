import { blocksOf, type Rule } from './rule.ts'

const FEWEST_QUESTIONS = 6
const FEWEST_ACTIVITIES = 2
const ACTIVITIES: readonly string[] = ['sort', 'spot', 'order']

/** What works is doing, not only reading. */
export const enoughPractice: Rule = (module) => {
  const types = blocksOf(module).map(({ block }) => block.type)
  const activities = types.filter((type) => ACTIVITIES.includes(type)).length
  const questions = module.questions.length
  return [
    ...(questions < FEWEST_QUESTIONS
      ? [
          {
            file: 'quiz.json',
            message: `has ${questions} questions; ${FEWEST_QUESTIONS} are needed.`,
          },
        ]
      : []),
    ...(activities < FEWEST_ACTIVITIES
      ? [
          {
            file: 'steps',
            message: `have ${activities} activities (${ACTIVITIES.join(', ')}); ${FEWEST_ACTIVITIES} are needed.`,
          },
        ]
      : []),
    ...(types.includes('scenario') ? [] : [{ file: 'steps', message: 'have no scenario.' }]),
  ]
}
