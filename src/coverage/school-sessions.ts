import type { Obligation, Period } from '../requirements/index.ts'
import type { Session } from '../sessions/index.ts'
import type { Texts } from '../web/index.ts'
import { type CountedView, countedView } from './counted-words.ts'
import { dayText } from './coverage-words.ts'
import { otherPaths } from './paths.ts'

export interface SessionLine extends CountedView {
  readonly id: string
  readonly url: string
  readonly title: string
  readonly audience: string
}

interface SessionFacts {
  readonly sessions: readonly Session[]
  readonly period: Period
  readonly obligation: Obligation | undefined
}

/** The latest first, each with whether it counts or why it does not. */
export function sessionLines(facts: SessionFacts, texts: Texts): readonly SessionLine[] {
  return facts.sessions
    .toSorted((one, other) => (one.heldOn < other.heldOn ? 1 : -1))
    .map((session) => ({
      id: session.id,
      url: otherPaths.session(session.id),
      title: `${dayText(session.heldOn, texts)} · ${texts.t(`sessions.forms.${session.form}`)}`,
      audience: audienceText(session, texts),
      ...countedView(session, facts, texts),
    }))
}

// More than these are a whole school, and nobody reads them one by one.
const MOST_LABELS = 6

/** `4A, 4B · có mặt 58/60 em` */
function audienceText({ audience, state }: Session, texts: Texts): string {
  const { t, number } = texts
  if (audience.length === 0) {
    return t(`coverage.school.${state === 'planned' ? 'openAudience' : 'noAudience'}`)
  }
  const sum = (of: 'present' | 'enrolled') => audience.reduce((total, one) => total + one[of], 0)
  const labels = audience.map(({ label }) => label)
  const isMany = labels.length > MOST_LABELS
  const who = isMany
    ? t('coverage.school.classes', { count: number(labels.length) })
    : labels.join(', ')
  const enrolled = number(sum('enrolled'))
  if (state === 'planned') return t('coverage.school.plannedFor', { who, enrolled })
  return t('coverage.school.audience', { who, present: number(sum('present')), enrolled })
}
