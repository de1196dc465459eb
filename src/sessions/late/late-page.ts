import type { PageModel, Texts } from '../../web/index.ts'
import { paths } from '../paths.ts'
import { dayText } from '../session-words.ts'
import type { LateProblem } from './pack-run.ts'

export interface LatePage extends PageModel {
  readonly action: string
  readonly backUrl: string
  /** The school that was asked for. */
  readonly school?: string
  readonly place: string
  readonly typed: string
  readonly problem?: string
}

interface LateAsked {
  readonly school: { readonly code: string; readonly name: string } | undefined
  readonly typed: string
  readonly problem?: LateProblem
}

export function latePage({ school, typed, problem }: LateAsked, texts: Texts): LatePage {
  return {
    title: texts.t('sessions.late.title'),
    mood: 'plain',
    styles: ['sessions.css'],
    action: paths.late(),
    backUrl: paths.list(school?.code),
    ...(school && { school: school.code }),
    place: school?.name ?? texts.t('sessions.unplaced'),
    typed,
    ...(problem && { problem: problemText(problem, texts) }),
  }
}

function problemText(problem: LateProblem, texts: Texts): string {
  const { t } = texts
  switch (problem.code) {
    case 'letter':
      return t('sessions.late.problems.letter', { letter: problem.letter })
    case 'module':
      return t('sessions.late.problems.module', { id: problem.id, version: problem.version })
    case 'future':
      return t('sessions.late.problems.future', { day: dayText(problem.day, texts) })
    case 'empty':
    case 'mistyped':
    case 'newer':
    case 'impossible':
      return t(`sessions.late.problems.${problem.code}`)
  }
}
