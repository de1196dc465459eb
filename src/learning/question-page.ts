import type { Option, Question, QuestionKind } from '../catalogue/index.ts'
import { grade, isIncomplete } from './grading.ts'
import { keyOf, type Lesson, type LessonFrame, lessonFrame, pathsOf } from './lesson-frame.ts'
import { type LessonPath, pathAtQuestion } from './lesson-path.ts'
import { optionsFor } from './option-order.ts'

type Outcome = 'right' | 'incomplete' | 'wrong'
export type AnswerProblem = 'missing' | 'missingPlace' | 'twice'

export interface QuestionPage extends LessonFrame {
  readonly path: LessonPath
  readonly question: { readonly id: string; readonly kind: QuestionKind; readonly prompt: string }
  readonly action: string
  readonly options: readonly OptionView[]
  /** Of an `order` question: one field per place. */
  readonly places: readonly PlaceView[]
  readonly problem?: AnswerProblem
  readonly outcome?: Outcome
  readonly next?: { readonly url: string; readonly label: 'next' | 'goOn' | 'complete' }
  readonly backUrl: string
}

interface OptionView {
  readonly id: string
  readonly text: string
  readonly checked: boolean
  readonly verdict?: 'right' | 'wrong'
  readonly feedback?: string
}

interface PlaceView {
  readonly options: readonly {
    readonly id: string
    readonly text: string
    readonly selected: boolean
  }[]
  readonly chosenText?: string
  readonly verdict?: 'right' | 'wrong'
  readonly feedback?: string
}

export type Asked = Lesson & { readonly question: Question }

/** What the address says of an answer that was given. */
export interface Reply {
  readonly chosen: readonly string[]
  readonly problem?: AnswerProblem
  readonly receipt?: string
  readonly nextQuestionId?: string
}

const NOTHING_YET: Reply = { chosen: [] }

export function questionPage(
  asked: Asked,
  title: string,
  reply: Reply = NOTHING_YET,
): QuestionPage {
  const { module, question } = asked
  const { chosen, problem } = reply
  const isAnswered = chosen.length > 0 && !problem
  const options = optionsFor(keyOf(asked), question)
  const shown = { question, options, chosen, isAnswered }
  return {
    ...lessonFrame(asked, title),
    path: pathAtQuestion(module, module.questions.indexOf(question) + 1),
    question: { id: question.id, kind: question.kind, prompt: question.prompt },
    action: pathsOf(asked).question(module, question.id),
    options: options.map((option) => optionView(option, shown)),
    places: question.kind === 'order' ? placeViews(shown) : [],
    ...(problem && { problem }),
    ...(isAnswered && { outcome: outcomeOf(question, chosen), next: nextOf(asked, reply) }),
    backUrl: backUrl(asked),
  }
}

interface Shown {
  readonly question: Question
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly isAnswered: boolean
}

function optionView(option: Option, { question, chosen, isAnswered }: Shown): OptionView {
  const { id, text, feedback } = option
  const checked = chosen.includes(id)
  const verdict = question.correct.includes(id) ? 'right' : 'wrong'
  return { id, text, checked, ...(isAnswered && checked && { verdict, feedback }) }
}

function placeViews({ question, options, chosen, isAnswered }: Shown): readonly PlaceView[] {
  return question.correct.map((rightId, index) => {
    const given = options.find(({ id }) => id === chosen[index])
    const verdict = given?.id === rightId ? 'right' : 'wrong'
    return {
      options: options.map(({ id, text }) => ({ id, text, selected: id === given?.id })),
      ...(isAnswered && given && { chosenText: given.text, verdict, feedback: given.feedback }),
    }
  })
}

function outcomeOf(question: Question, chosen: readonly string[]): Outcome {
  if (grade(question, chosen)) return 'right'
  return isIncomplete(question, chosen) ? 'incomplete' : 'wrong'
}

function nextOf(asked: Asked, reply: Reply): NonNullable<QuestionPage['next']> {
  const { module } = asked
  const paths = pathsOf(asked)
  const { receipt, nextQuestionId } = reply
  if (receipt) return { url: paths.done(module, { receipt }), label: 'complete' }
  const next = module.questions.find(({ id }) => id === nextQuestionId)
  return next
    ? { url: paths.question(module, next.id), label: 'next' }
    : { url: paths.resume(module), label: 'goOn' }
}

function backUrl(asked: Asked): string {
  const { module, question } = asked
  const paths = pathsOf(asked)
  const before = module.questions[module.questions.indexOf(question) - 1]
  return before ? paths.question(module, before.id) : paths.step(module, module.steps.length)
}
