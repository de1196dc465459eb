import { InvalidInputError } from '../errors/index.ts'
import { SCOPES_ASKED } from './services-asked.ts'

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration'

// LTI core: a deployment id is at most 255 ASCII characters; a client id is kept to the same.
const ID = /^[\x21-\x7e]{1,255}$/

/** What the platform gave, which may be less than what was asked for. */
export interface Granted {
  readonly clientId: string
  readonly deploymentId?: string
  /** Absent where it does not say. */
  readonly grantedScopes?: readonly string[]
}

/**
 * https://www.imsglobal.org/spec/lti-dr/v1p0#successful-registration
 * @throws InvalidInputError('registration-answer-unreadable')
 */
export function parseRegistrationAnswer(raw: unknown): Granted {
  const answer = recordOf(raw)
  const clientId = idOf(answer['client_id'])
  if (!clientId) throw new InvalidInputError('registration-answer-unreadable')
  const deploymentId = idOf(recordOf(answer[TOOL])['deployment_id'] ?? answer['deployment_id'])
  const { scope } = answer
  const granted = typeof scope === 'string' ? scope.split(' ') : undefined
  return {
    clientId,
    ...(deploymentId && { deploymentId }),
    ...(granted && { grantedScopes: SCOPES_ASKED.filter((one) => granted.includes(one)) }),
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Some platforms write numbers. */
function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && ID.test(text) ? text : undefined
}
