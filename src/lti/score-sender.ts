import { type AccessTokens, PlatformAnswerError } from './access-tokens.ts'
import { type LtijsServices, SCORE_SCOPE, type ScoreMessage } from './ltijs-services.ts'
import type { Registration, RegistrationId } from './registration.ts'
import type { Registry } from './registry.ts'

/** How a platform took a score; passback/ decides what follows. */
export type ScoreOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterS?: number }
  /** The platform's token endpoint refused, so the score was not sent. */
  | { readonly kind: 'no-token'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'no-registration' }

export interface ScoreSender {
  /** Never throws: whatever happens is an outcome. */
  publishScore(registrationId: string, message: ScoreMessage): Promise<ScoreOutcome>
}

export interface ScoreSenderDeps {
  readonly registry: Pick<Registry, 'byId'>
  readonly services: LtijsServices
  readonly tokens: AccessTokens
}

/** https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service */
export function createScoreSender({ registry, services, tokens }: ScoreSenderDeps): ScoreSender {
  async function attempt(registration: Registration, message: ScoreMessage): Promise<ScoreOutcome> {
    try {
      await services.submitScore(registration, message)
      return { kind: 'accepted' }
    } catch (error) {
      return toOutcome(error)
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

interface TransportError {
  readonly name?: string
  readonly code?: string | number
  readonly response?: { readonly statusCode: number; readonly headers: Headers }
}

type Headers = Readonly<Record<string, string | undefined>>

/** got reports an answer as an error with a response, and no answer as one with a code. */
function toOutcome(error: unknown): ScoreOutcome {
  if (error instanceof PlatformAnswerError) return { kind: 'no-token', status: error.status }
  const { name, response, code = 'unknown' } = error as TransportError
  // undici's time-out has a number for its code.
  if (!response) {
    return { kind: 'unreachable', reason: name === 'TimeoutError' ? 'ETIMEDOUT' : `${code}` }
  }
  const retryAfterS = retryAfterOf(response.headers)
  const status = response.statusCode
  return { kind: 'answered', status, ...(retryAfterS > 0 && { retryAfterS }) }
}

/** Seconds, or a date by the platform's own clock; https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf({ 'retry-after': value = '', date = '' }: Headers): number {
  if (/^\d+$/.test(value)) return Number(value)
  return Math.ceil((Date.parse(value) - Date.parse(date)) / 1000)
}
