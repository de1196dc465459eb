import type { Registry } from '../lti/index.ts'
import type { PassbackWorker } from './passback-worker.ts'
import { createScoreBoard, type ScoreBoardDeps } from './score-board.ts'
import { scoreRoutes, type ScoreRoutesDeps } from './score-routes.ts'

export interface ScoresDeps
  extends Pick<ScoreBoardDeps, 'deliveries'>, Omit<ScoreRoutesDeps, 'board'> {
  readonly registry: Pick<Registry, 'all'>
  readonly passback: Pick<PassbackWorker, 'wake'>
}

/** The pages of the outbox. */
export function createScores({ registry, passback, ...deps }: ScoresDeps) {
  const registrations = () => Promise.resolve(registry.all())
  const board = createScoreBoard({ ...deps, registrations, wake: passback.wake })
  return scoreRoutes({ ...deps, board })
}
