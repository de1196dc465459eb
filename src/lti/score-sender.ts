import type { AccessTokens } from './access-tokens.ts'
import { type LtijsServices, SCORE_SCOPE, type ScoreMessage } from './ltijs-services.ts'
import { type PlatformFailure, toFailure } from './platform-failure.ts'
import type { Registration, RegistrationId } from './registration.ts'
import type { Registry } from './registry.ts'

/** How a platform took a score; passback/ decides what follows. */
export type ScoreOutcome = { readonly kind: 'accepted' } | PlatformFailure

export interface ScoreSender {
  /** Never throws: whatever happens is an outcome. */
  publishScore(registrationId: string, message: ScoreMessage): Promise<ScoreOutcome>
}

export interface ScoreSenderDeps {
  readonly registry: Pick<Registry, 'byId'>
  readonly services: Pick<LtijsServices, 'submitScore'>
  readonly tokens: AccessTokens
}

/** https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service */
export function createScoreSender({ registry, services, tokens }: ScoreSenderDeps): ScoreSender {
  async function attempt(registration: Registration, message: ScoreMessage): Promise<ScoreOutcome> {
    try {
      await services.submitScore(registration, message)
      return { kind: 'accepted' }
    } catch (error) {
      return toFailure(error)
    }
  }

  return {
    async publishScore(registrationId, message) {
      const registration = registry.byId(registrationId as RegistrationId)
      if (registration?.state !== 'active') return { kind: 'no-registration' }
      const outcome = await attempt(registration, message)
      if (outcome.kind !== 'answered' || outcome.status !== 401) return outcome
      // The platform may have forgotten the token before its time: once more with a new one (lti.md §3.2).
      tokens.drop(registration, SCORE_SCOPE)
      return attempt(registration, message)
    },
  }
}
