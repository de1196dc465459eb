import { momentText, type PageModel, type Texts } from '../web/index.ts'
import { paths } from './paths.ts'
import type { PlatformScores, ScoreReason } from './platform-scores.ts'
import { problemWords } from './problem-words.ts'

export interface ScoresPage extends PageModel {
  readonly styles: readonly string[]
  readonly lead: string
  readonly done?: string
  readonly retryAction: string
  readonly platforms: readonly PlatformCard[]
}

export interface PlatformCard {
  readonly id: string
  readonly name: string
  /** Told where it is not the usual one. */
  readonly state?: string
  readonly figures: readonly Figure[]
  readonly reasons: readonly ReasonLine[]
  readonly when: readonly string[]
  readonly mayRetry: boolean
}

interface Figure {
  readonly name: 'waiting' | 'delivered' | 'abandoned'
  readonly value: number
  readonly text: string
  readonly label: string
}

interface ReasonLine {
  readonly state: ScoreReason['state']
  readonly problem: string
  readonly text: string
}

export interface ScoresShown {
  readonly scores: readonly PlatformScores[]
  readonly mayRetry: boolean
  readonly now: Date
  /** How many were just told to be tried. */
  readonly retried?: number | undefined
}

export function scoresPage(shown: ScoresShown, texts: Texts): ScoresPage {
  const { scores, retried } = shown
  return {
    title: texts.t('passback.title'),
    mood: 'dense',
    styles: ['staff.css', 'scores.css'],
    lead: leadOf(scores, texts),
    ...(retried !== undefined && { done: doneText(retried, texts) }),
    retryAction: paths.retry,
    platforms: scores.map((one) => cardOf(one, shown, texts)),
  }
}

function leadOf(scores: readonly PlatformScores[], texts: Texts): string {
  if (scores.length === 0) return texts.t('passback.lead.noPlatform')
  const waiting = scores.reduce((sum, one) => sum + one.waiting, 0)
  if (waiting === 0) return texts.t('passback.lead.nothingWaits')
  return texts.t('passback.lead.waiting', { count: texts.number(waiting) })
}

function doneText(count: number, texts: Texts): string {
  if (count === 0) return texts.t('passback.retried.none')
  return texts.t('passback.retried.some', { count: texts.number(count) })
}

function cardOf(scores: PlatformScores, { mayRetry, now }: ScoresShown, texts: Texts) {
  const { id, name, state, reasons, waiting } = scores
  const card: PlatformCard = {
    id,
    name,
    figures: figuresOf(scores, texts),
    reasons: reasons.map((reason) => lineOf(reason, texts)),
    when: whenOf(scores, now, texts),
    mayRetry: mayRetry && waiting > 0 && state === 'active',
  }
  return state === 'active' ? card : { ...card, state: texts.t(`passback.state.${state}`) }
}

function figuresOf(scores: PlatformScores, texts: Texts): readonly Figure[] {
  return (['waiting', 'delivered', 'abandoned'] as const).map((name) => ({
    name,
    value: scores[name],
    text: texts.number(scores[name]),
    label: texts.t(`passback.figures.${name}`),
  }))
}

function lineOf({ state, problem, count }: ScoreReason, texts: Texts): ReasonLine {
  const params = { count: texts.number(count), why: problemWords(problem, texts) }
  return { state, problem: problem ?? '', text: texts.t(`passback.reasons.${state}`, params) }
}

function whenOf({ oldestAt, nextTryAt }: PlatformScores, now: Date, texts: Texts) {
  if (!oldestAt || !nextTryAt) return []
  const next =
    nextTryAt <= now
      ? texts.t('passback.when.now')
      : texts.t('passback.when.next', { at: momentText(nextTryAt, texts) })
  return [texts.t('passback.when.oldest', { at: momentText(oldestAt, texts) }), next]
}
