/**
 * The score outbox: what is owed to gradebooks, when it is tried again, when it is given up, and who may look at it.
 * Does not belong here: LTI calls (lti/ sends), what makes a completion (learning/).
 */
export { decideNext } from './decide-next.ts'
export type { Delivery, DeliveryId } from './delivery.ts'
export { columnParts, deliveryOf } from './delivery.ts'
export type {
  DeliveryCount,
  DeliveryRepository,
  DeliverySummary,
  DeliveryWait,
  LeaseRepository,
} from './delivery-repository.ts'
export type { PassbackPages } from './passback-pages.ts'
export type { PassbackDeps, PassbackWorker } from './passback-worker.ts'
export { createPassbackWorker } from './passback-worker.ts'
export type { PlatformScores, ScoreReason } from './platform-scores.ts'
export { platformScores } from './platform-scores.ts'
export { problemWords } from './problem-words.ts'
export type { ScoreBoard } from './score-board.ts'
export { createScoreBoard } from './score-board.ts'
export type { ScoreColumn, ScoreIntent, ScoreOutbox } from './score-intent.ts'
export type { ScoresDeps } from './scores.ts'
export { createScores } from './scores.ts'
