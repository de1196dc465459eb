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

/** The same of the questions before a score: where is the column, and make it. */
const COLUMN_ANSWERS: Readonly<Record<string, TextKey>> = {
  '401': 'passback.problems.columnDenied',
  '403': 'passback.problems.columnBusyOrDenied',
  '409': 'passback.problems.beingMade',
  '429': 'passback.problems.busy',
}

/** What happened and, where somebody can mend it, what to look at; with the code to quote. */
export function problemWords(problem: string | undefined, texts: Texts): string {
  if (problem === undefined) return texts.t('passback.problems.none')
  const [kind = '', detail = ''] = problem.split(':')
  const words = texts.t(keyOf(kind, detail))
  return detail === '' ? words : texts.t('passback.withCode', { words, code: detail })
}

const KEY_OF: Readonly<Record<string, (detail: string) => TextKey>> = {
  answered: (status) => ANSWERS[status] ?? otherAnswer(status),
  'find-answered': (status) => COLUMN_ANSWERS[status] ?? otherColumnAnswer(status),
  'make-answered': (status) => COLUMN_ANSWERS[status] ?? otherColumnAnswer(status),
  'being-made': () => 'passback.problems.beingMade',
  unusable: () => 'passback.problems.columnUnreadable',
  'no-token': () => 'passback.problems.noToken',
  'no-registration': () => 'passback.problems.noRegistration',
  unreadable: () => 'passback.problems.unreadable',
}

const UNREACHABLE: Readonly<Record<string, TextKey>> = {
  ETIMEDOUT: 'passback.problems.late',
  EADDRNOTALLOWED: 'passback.problems.addressRefused',
}

function keyOf(kind: string, detail: string): TextKey {
  return KEY_OF[kind]?.(detail) ?? UNREACHABLE[detail] ?? 'passback.problems.unreachable'
}

function otherAnswer(status: string): TextKey {
  return status.startsWith('5') ? 'passback.problems.failed' : 'passback.problems.unexpected'
}

function otherColumnAnswer(status: string): TextKey {
  return status.startsWith('5') ? 'passback.problems.failed' : 'passback.problems.columnRefused'
}
