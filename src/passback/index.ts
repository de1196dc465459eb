/**
 * The score outbox: what is owed to gradebooks, when it is tried again, and when it is given up.
 * Does not belong here: LTI calls (lti/ sends), what makes a completion (learning/).
 */
export type { Delivery, DeliveryId } from './delivery.ts'
export { decideNext, deliveryOf } from './delivery.ts'
export type { DeliveryRepository, LeaseRepository } from './delivery-repository.ts'
export type { PassbackDeps, PassbackWorker } from './passback-worker.ts'
export { createPassbackWorker } from './passback-worker.ts'
export type { ScoreIntent, ScoreOutbox } from './score-intent.ts'
