import { momentText, type TextKey, type Texts } from '../web/index.ts'
import type { HealthSummary } from './health-summary.ts'

export interface RefusalLine {
  readonly code: string
  readonly count: string
  readonly at: string
  readonly what: string
  /** What an administrator can do, where we know better than the page that the pupil saw. */
  readonly advice: string
  /** For engineers. */
  readonly rule?: string
}

/** Codes for which an administrator has more to do than to read the page that the pupil saw. */
const ADVICE: Readonly<Record<string, TextKey>> = {
  'cookie-missing': 'platforms.refusals.cookies',
  'cookies-blocked': 'platforms.refusals.cookies',
  'deployment-blocked': 'platforms.refusals.deployment',
  'deployment-waiting': 'platforms.refusals.deployment',
  'keys-unavailable': 'platforms.refusals.keys',
  'launch-anonymous': 'platforms.refusals.anonymous',
  'login-blocked-registration': 'platforms.refusals.state',
  'login-unknown-registration': 'platforms.refusals.unknown',
  'malformed-request': 'platforms.refusals.malformed',
  'oidc-refused': 'platforms.refusals.signedOut',
  'state-unknown': 'platforms.refusals.late',
  'token-claims-invalid': 'platforms.refusals.claims',
  'token-expired': 'platforms.refusals.clock',
  'token-not-proven': 'platforms.refusals.notProven',
  'too-many-logins': 'platforms.refusals.flood',
}

export function refusalLines({ refusals }: HealthSummary, texts: Texts): readonly RefusalLine[] {
  return refusals.map(({ code, count, lastAt, rule }) => ({
    code,
    count: texts.t('platforms.refusals.count', { count: texts.number(count) }),
    at: momentText(lastAt, texts),
    what: texts.ofError(code, { deployment: '…', errorId: '…' }).title,
    advice: texts.t(ADVICE[code] ?? 'platforms.refusals.other'),
    ...(rule !== undefined && { rule }),
  }))
}
