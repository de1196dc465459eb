/**
 * What is left for each class after a session of the whole yard, and which classes have done it.
 * Does not belong here: the session itself, its attestation, whether it counts.
 */
export type { FollowUp, FollowUpId, FollowUpRepository } from './follow-up.ts'
export { followUpIdOf } from './follow-up.ts'
export { followUpsCount, type FollowUpsView, followUpsView } from './follow-ups-view.ts'
