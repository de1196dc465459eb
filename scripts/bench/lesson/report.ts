import { table } from '../coverage/table.ts'
import { type SceneFigures, type SceneName } from './scenes.ts'

export interface Row extends SceneFigures {
  readonly name: 'ours' | 'bare'
  readonly scene: SceneName
}

export interface LessonReport {
  readonly bench: 'lesson'
  readonly pupilCount: number
  readonly roundCount: number
  readonly loadBefore: number
  readonly rows: readonly Row[]
}

/** Issue C, section Grading: at most 5 ms of server time for each of 200 who answer at once. */
export const AIM_MS = 5

/** What an answer takes of the server, and what a pupil of a class that presses within a second waits for it. */
export function isGood({ rows }: LessonReport): boolean {
  const ours = rows.filter(({ name }) => name === 'ours')
  const instant = ours.find(({ scene }) => scene === 'instant')
  const second = ours.find(({ scene }) => scene === 'second')
  if (!instant || !second) return false
  return [instant.shareMs, instant.cpuMs, second.serverP50Ms, second.serverP95Ms].every(
    (ms) => ms <= AIM_MS,
  )
}

export function toText(report: LessonReport): string {
  const { rows, pupilCount, roundCount, loadBefore } = report
  const lines = rows.map(({ name, scene, ...figures }) => [
    ...[scene, name],
    figures.serverP50Ms.toFixed(1),
    figures.serverP95Ms.toFixed(1),
    figures.shareMs.toFixed(2),
    figures.cpuMs.toFixed(2),
  ])
  return [
    `${pupilCount} pupils, ${roundCount} rounds, load before ${loadBefore.toFixed(1)}`,
    '',
    table('scene|program|server p50 ms|server p95 ms|share ms|CPU ms', lines, 2),
    '',
    ...ratiosOf(rows),
    `aims: share and CPU in one instant ≤ ${AIM_MS} ms, server p95 within a second ≤ ${AIM_MS} ms: ${isGood(report) ? 'met' : 'MISSED'}`,
  ].join('\n')
}

function ratiosOf(rows: readonly Row[]): readonly string[] {
  return rows
    .filter(({ name }) => name === 'ours')
    .flatMap((ours) => {
      const bare = rows.find(({ name, scene }) => name === 'bare' && scene === ours.scene)
      if (!bare) return []
      const ratio = (key: keyof SceneFigures) => (ours[key] / bare[key]).toFixed(2)
      return [
        `ours / bare, ${ours.scene}: server p50 ${ratio('serverP50Ms')}, p95 ${ratio('serverP95Ms')}, CPU ${ratio('cpuMs')}`,
      ]
    })
}
