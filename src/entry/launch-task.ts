import { ForbiddenError, InvalidInputError } from '../errors/index.ts'
import { type DeepLinkingSettings, type Launch, LINK_TYPE } from '../lti/index.ts'
import type { VisitTask } from '../web/index.ts'
import type { Pseudonymise } from './learner-key.ts'

/**
 * What a message asks for. Of staff no lesson is kept: they may open every one.
 * @throws ForbiddenError where a pupil asks for what is a teacher's
 * @throws InvalidInputError('links-not-wanted') where the platform takes no link of ours
 */
export function taskOf(launch: Launch, pseudonymise: Pseudonymise): VisitTask | undefined {
  const { message, role, custom } = launch
  switch (message.kind) {
    case 'resource-link':
      return role === 'learner' && custom.module
        ? { kind: 'lesson', moduleId: custom.module }
        : undefined
    case 'deep-linking':
      return choiceOf(launch, message.settings)
    case 'submission-review':
      return reviewOf(launch, message.reviewedSub, pseudonymise)
  }
}

function choiceOf({ role }: Launch, settings: DeepLinkingSettings): VisitTask {
  if (role !== 'staff') throw new ForbiddenError('links-not-for-learners')
  if (!settings.acceptTypes.includes(LINK_TYPE)) throw new InvalidInputError('links-not-wanted')
  return { kind: 'deep-linking', ...settings }
}

/** A pupil may look at the own work: https://www.imsglobal.org/spec/lti-sr/v1p0 */
function reviewOf(launch: Launch, reviewedSub: string, pseudonymise: Pseudonymise): VisitTask {
  const { role, sub, registration, custom } = launch
  if (role !== 'staff' && reviewedSub !== sub) throw new ForbiddenError('review-not-for-learners')
  const learnerKey = pseudonymise(registration.platformId, reviewedSub)
  return { kind: 'review', learnerKey, ...(custom.module && { moduleId: custom.module }) }
}

/** Only what the platform signed decides; no address of the launch is ever followed. */
export function landingOf({ message, role, custom: { module, mode } }: Launch): string {
  if (message.kind === 'deep-linking') return '/links'
  if (message.kind === 'submission-review') return '/review'
  if (!module) return '/modules'
  const door = role === 'staff' && mode === 'present' ? '/present' : '/modules'
  return `${door}/${encodeURIComponent(module)}`
}
