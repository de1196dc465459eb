import { PlatformAnswerError } from './access-tokens.ts'

/** Why a platform did not do what it was asked for; passback/ decides what follows. */
export type PlatformFailure =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterS?: number }
  /** The platform's token endpoint refused, so nothing was asked. */
  | { readonly kind: 'no-token'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** An answer that nothing can be made of. */
  | { readonly kind: 'unusable'; readonly reason: UnusableReason }
  | { readonly kind: 'no-registration' }

export type UnusableReason =
  | 'not-json'
  | 'not-a-list'
  | 'no-address'
  | 'next-elsewhere'
  | 'item-elsewhere'
  | 'too-many-pages'
  | 'too-slow'

/** The platform answered 2xx, but not in the form that the specification gives. */
export class UnusableAnswerError extends Error {
  override readonly name = 'UnusableAnswerError'
  readonly reason: UnusableReason

  constructor(reason: UnusableReason) {
    super(reason)
    this.reason = reason
  }
}

type Headers = Readonly<Record<string, string | undefined>>

interface Answer {
  readonly statusCode: number
  readonly headers: Headers
}

/** Anything but 2xx, in the shape of got's errors. */
export class ServiceAnswerError extends Error {
  override readonly name = 'ServiceAnswerError'
  readonly response: Answer

  constructor(response: Answer) {
    super(`service answered ${response.statusCode}`)
    this.response = response
  }
}

interface TransportError {
  readonly name?: string
  readonly code?: string | number
  readonly response?: Answer
}

/** got reports an answer as an error with a response, and no answer as one with a code. */
export function toFailure(error: unknown): PlatformFailure {
  if (error instanceof PlatformAnswerError) return { kind: 'no-token', status: error.status }
  if (error instanceof UnusableAnswerError) return { kind: 'unusable', reason: error.reason }
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
