import type { TextKey, Texts } from '../web/index.ts'

/** Answers that have a sentence of their own; those of one sentence mean one thing to do. */
const ANSWERS: Readonly<Record<string, TextKey>> = {
  '400': 'passback.problems.refused',
  '401': 'passback.problems.denied',
  '403': 'passback.problems.busyOrDenied',
  '404': 'passback.problems.gone',
  '410': 'passback.problems.gone',
  '422': 'passback.problems.refused',
  '429': 'passback.problems.busy',
}

/** What happened and, where somebody can mend it, what to look at; with the code to quote. */
export function problemWords(problem: string | undefined, texts: Texts): string {
  if (problem === undefined) return texts.t('passback.problems.none')
  const [kind = '', detail = ''] = problem.split(':')
  const words = texts.t(keyOf(kind, detail))
  return detail === '' ? words : texts.t('passback.withCode', { words, code: detail })
}

function keyOf(kind: string, detail: string): TextKey {
  switch (kind) {
    case 'answered':
      return ANSWERS[detail] ?? otherAnswer(detail)
    case 'no-token':
      return 'passback.problems.noToken'
    case 'no-registration':
      return 'passback.problems.noRegistration'
    case 'unreadable':
      return 'passback.problems.unreadable'
    default:
      return detail === 'ETIMEDOUT' ? 'passback.problems.late' : 'passback.problems.unreachable'
  }
}

function otherAnswer(status: string): TextKey {
  return status.startsWith('5') ? 'passback.problems.failed' : 'passback.problems.unexpected'
}
