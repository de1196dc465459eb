import type { Question } from '../catalogue/index.ts'
import { listField } from '../web/index.ts'
import { parseAnswer } from './learning-schema.ts'
import type { Reply } from './question-page.ts'

/** What follows an answer. */
interface After {
  readonly done?: { readonly receipt: string }
  readonly nextQuestionId?: string
}

/** The answer travels in the address, so the page that explains it needs nothing from the store. */
export function replyQuery(chosen: readonly string[], { done, nextQuestionId }: After) {
  return {
    chose: chosen,
    ...(done && { receipt: done.receipt }),
    ...(nextQuestionId && { next: nextQuestionId }),
  }
}

/** What `replyQuery` put into the address, taken for no more than what anybody may have typed. */
export function replyOf(question: Question, query: unknown): Reply {
  const { chosen, problem } = parseAnswer(question, listField(query, 'chose'))
  const [receipt] = listField(query, 'receipt')
  const [nextQuestionId] = listField(query, 'next')
  return {
    chosen: problem ? [] : chosen,
    ...(receipt && { receipt }),
    ...(nextQuestionId && { nextQuestionId }),
  }
}
