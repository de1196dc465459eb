import Joi from 'joi'

import type { Report } from './content-error.ts'
import { parseJson, validate } from './located-data.ts'
import type { Question, QuestionKind } from './module.ts'
import { identified, permanentId, words } from './schema.ts'

interface Quiz {
  readonly questions: readonly Question[]
}

const option = Joi.object({
  id: permanentId().required(),
  text: words().required(),
  feedback: words().required(),
})

const question = Joi.object({
  id: permanentId().required(),
  kind: Joi.string().valid('one', 'many', 'order', 'truefalse').required(),
  prompt: words().required(),
  options: identified(option).min(2).required(),
  correct: Joi.array().items(permanentId()).unique().min(1).required(),
})

const quizSchema = Joi.object<Quiz>({
  questions: identified(question).min(1).required(),
}).prefs({ convert: false })

export function parseQuiz(text: string, report: Report): readonly Question[] | undefined {
  const data = parseJson(text, report)
  const quiz = data && validate(quizSchema, data, report)
  quiz?.questions.forEach((one, index) => {
    for (const message of problemsOf(one)) {
      report(`question '${one.id}' ${message}`, data?.lineOf(['questions', index]))
    }
  })
  return quiz?.questions
}

function problemsOf(one: Question): readonly string[] {
  const ids = one.options.map(({ id }) => id)
  const unknown = one.correct.filter((id) => !ids.includes(id))
  const { holds, message } = KIND_RULES[one.kind]
  return [
    ...unknown.map((id) => `calls '${id}' right, which is none of its options.`),
    ...(holds(one.correct.length, ids.length) ? [] : [message]),
  ]
}

interface KindRule {
  readonly holds: (right: number, all: number) => boolean
  readonly message: string
}

const KIND_RULES: Readonly<Record<QuestionKind, KindRule>> = {
  one: { holds: (right) => right === 1, message: 'must have exactly one right option.' },
  truefalse: {
    holds: (right, all) => right === 1 && all === 2,
    message: 'must have two options, exactly one of them right.',
  },
  many: {
    holds: (right, all) => right >= 2 && right < all,
    message: 'must have at least two right options and a wrong one.',
  },
  order: {
    holds: (right, all) => right === all,
    message: 'must list all its options in the right order.',
  },
}
