import type {
  Obligation,
  ObligationRepository,
  Period,
  PeriodRepository,
} from '../requirements/index.ts'
import type { Session } from '../sessions/index.ts'
import type { Texts } from '../web/index.ts'
import { stagesPresent, whyNotCounted } from './counted-session.ts'
import { stageLabels } from './coverage-words.ts'

/** Whether a session counts, and for what or why not. */
export interface CountedView {
  readonly counts: boolean
  readonly verdict: string
  readonly reasons: readonly string[]
}

export function countedView(
  session: Session,
  { period, obligation }: { readonly period: Period; readonly obligation: Obligation | undefined },
  texts: Texts,
): CountedView {
  const reasons = reasonsOf(session, { period, obligation }, texts)
  if (reasons.length > 0 || !obligation) {
    return { counts: false, verdict: texts.t('coverage.school.countsNot'), reasons }
  }
  const labels = stageLabels(texts)
  const stages = stagesPresent(session).filter((stage) => obligation.stages.includes(stage))
  const verdict = texts.t('coverage.school.counts', {
    stages: stages.map((stage) => labels[stage]).join(', '),
  })
  return { counts: true, verdict, reasons }
}

function reasonsOf(
  session: Session,
  { period, obligation }: { readonly period: Period; readonly obligation: Obligation | undefined },
  texts: Texts,
): readonly string[] {
  if (!obligation) return [texts.t('coverage.notCounted.not-obligated')]
  return whyNotCounted(session, obligation, period).map((reason) =>
    texts.t(`coverage.notCounted.${reason}`),
  )
}

export interface NotCountedWordsDeps {
  readonly periods: Pick<PeriodRepository, 'list'>
  readonly obligations: Pick<ObligationRepository, 'find'>
  readonly texts: Texts
}

export type NotCountedWords = (session: Session) => Promise<readonly string[]>

/**
 * Why a session does not count, in words: in the periods that its day lies in, else that it lies in none. Nothing where
 * it counts in each of them.
 */
export function createNotCountedWords(deps: NotCountedWordsDeps): NotCountedWords {
  const { periods, obligations, texts } = deps
  return async (session) => {
    const all = await periods.list()
    const touched = all.filter(
      ({ state, from, to }) =>
        state !== 'planned' && from <= session.heldOn && session.heldOn <= to,
    )
    if (touched.length === 0) return [texts.t('coverage.notCounted.in-no-period')]
    const judged = await Promise.all(
      touched.map(async (period) => {
        const obligation = await obligations.find(period.id, session.schoolId)
        return { period, reasons: reasonsOf(session, { period, obligation }, texts) }
      }),
    )
    return wordsOf(judged, texts)
  }
}

interface Judged {
  readonly period: Period
  readonly reasons: readonly string[]
}

/** What holds in every period is said once; the rest names its period. */
function wordsOf(judged: readonly Judged[], texts: Texts): readonly string[] {
  const holdsEverywhere = (reason: string) =>
    judged.every(({ reasons }) => reasons.includes(reason))
  const all = [...new Set(judged.flatMap(({ reasons }) => reasons))]
  const some = judged.flatMap(({ period, reasons }) =>
    reasons
      .filter((reason) => !holdsEverywhere(reason))
      .map((reason) => texts.t('coverage.notCounted.in-period', { period: period.name, reason })),
  )
  return [...all.filter(holdsEverywhere), ...some]
}
