import { type PlatformScores, problemWords } from '../passback/index.ts'
import { momentText, type Texts } from '../web/index.ts'
import type { Checked } from './platform-check.ts'
import { type RefusalLine, refusalLines } from './refusal-lines.ts'

const DRIFT_WARN_MS = 30_000
const HOUR_MS = 3_600_000

/** Figures of one platform, each with the moment that it is of. */
export interface HealthCard {
  readonly asOf: string
  readonly figures: readonly HealthFigure[]
  readonly refusals: readonly RefusalLine[]
  readonly scores: readonly string[]
}

export interface HealthFigure {
  readonly name: 'launches' | 'lastLaunch' | 'drift' | 'keySet' | 'scores'
  readonly value: number
  readonly label: string
  readonly text: string
  /** When it was so. */
  readonly at: string
  readonly isWarning: boolean
}

type Bare = Pick<HealthFigure, 'value' | 'text'> & {
  readonly at?: Date | undefined
  readonly isWarning?: boolean
}

export function healthCard(
  checked: Checked,
  scores: PlatformScores | undefined,
  texts: Texts,
): HealthCard {
  const figure = (name: HealthFigure['name'], bare: Bare): HealthFigure => ({
    name,
    label: texts.t(`platforms.health.${name}`),
    value: bare.value,
    text: bare.text,
    at: bare.at ? texts.t('platforms.health.at', { at: momentText(bare.at, texts) }) : '',
    isWarning: bare.isWarning ?? false,
  })
  return {
    asOf: texts.t('platforms.health.asOf', { at: momentText(checked.asOf, texts) }),
    figures: [
      figure('lastLaunch', lastLaunchOf(checked, texts)),
      figure('launches', launchesOf(checked, texts)),
      figure('drift', driftOf(checked, texts)),
      figure('keySet', keySetOf(checked, texts)),
      figure('scores', scoresOf(checked, scores, texts)),
    ],
    refusals: refusalLines(checked.health, texts),
    scores: (scores?.reasons ?? []).map(({ state, problem, count }) =>
      texts.t(`passback.reasons.${state}`, {
        count: texts.number(count),
        why: problemWords(problem, texts),
      }),
    ),
  }
}

function lastLaunchOf({ health: { lastLaunch } }: Checked, texts: Texts): Bare {
  if (!lastLaunch) return { value: 0, text: texts.t('platforms.health.noLaunch') }
  return { value: lastLaunch.at.getTime(), text: momentText(lastLaunch.at, texts) }
}

function launchesOf({ health: { launches }, asOf }: Checked, texts: Texts): Bare {
  return { value: launches, text: texts.number(launches), at: asOf }
}

function driftOf({ health: { drift } }: Checked, texts: Texts): Bare {
  if (!drift) return { value: 0, text: texts.t('platforms.health.unknown') }
  const seconds = Math.round(Math.abs(drift.ms) / 1000)
  const way = seconds === 0 ? 'driftNone' : drift.ms > 0 ? 'driftAhead' : 'driftBehind'
  const text = texts.t(`platforms.health.${way}`, { seconds: texts.number(seconds) })
  const isWarning = Math.abs(drift.ms) > DRIFT_WARN_MS
  return { value: Math.round(drift.ms / 1000), text, at: drift.at, isWarning }
}

/** A set that stayed older than an hour while launches came could not be had again (key-sets.ts). */
function keySetOf({ keySet, health, asOf, findings }: Checked, texts: Texts): Bare {
  if (!keySet) return { value: 0, text: texts.t('platforms.health.keysUnread') }
  const ageMs = asOf.getTime() - keySet.fetchedAt.getTime()
  const { lastLaunch } = health
  const wasStale = lastLaunch && lastLaunch.at.getTime() - keySet.fetchedAt.getTime() > HOUR_MS
  const isRefused = findings.some(({ check, state }) => check === 'keys' && state === 'bad')
  const isWarning = isRefused || wasStale === true
  const hours = Math.floor(ageMs / HOUR_MS)
  const age = hours === 0 ? 'keysFresh' : 'keysHours'
  const text = texts.t(`platforms.health.${isWarning ? 'keysStale' : age}`, {
    hours: texts.number(hours),
  })
  return { value: Math.round(ageMs / 1000), text, at: keySet.fetchedAt, isWarning }
}

function scoresOf({ asOf }: Checked, scores: PlatformScores | undefined, texts: Texts): Bare {
  const waiting = scores?.waiting ?? 0
  const key = waiting === 0 ? 'scoresNone' : 'scoresWaiting'
  const text = texts.t(`platforms.health.${key}`, { count: texts.number(waiting) })
  return { value: waiting, text, at: asOf, isWarning: waiting > 0 }
}
