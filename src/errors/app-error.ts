export type ErrorParams = Readonly<Record<string, string | number>>

/**
 * A failure that a person can be told about. `code` is permanent and kebab-case; its Vietnamese sentence stands in
 * `views/locales/vi.json` under `errors.<code>`. `params` may be shown; anything private belongs into `cause`,
 * which only the log sees.
 */
export abstract class AppError extends Error {
  abstract readonly status: number
  readonly code: string
  readonly params: ErrorParams

  constructor(code: string, params: ErrorParams = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.code = code
    this.params = params
  }
}

/** The request does not have the form that the address takes. */
export class MalformedRequestError extends AppError {
  override readonly name = 'MalformedRequestError'
  readonly status = 400
}

/** A launch that does not prove who sent it. */
export class LaunchRejectedError extends AppError {
  override readonly name = 'LaunchRejectedError'
  readonly status = 401
}

/** There is no visit, or it is over. */
export class VisitExpiredError extends AppError {
  override readonly name = 'VisitExpiredError'
  readonly status = 401
}

/** A registration or deployment that is unknown, waiting or blocked (interfaces §4 fixes 403). */
export class UnknownPlatformError extends AppError {
  override readonly name = 'UnknownPlatformError'
  readonly status = 403
}

export class ForbiddenError extends AppError {
  override readonly name = 'ForbiddenError'
  readonly status = 403
}

export class NotFoundError extends AppError {
  override readonly name = 'NotFoundError'
  readonly status = 404
}

/** Somebody was first: a unique key exists, or the record has moved on since it was read. */
export class ConflictError extends AppError {
  override readonly name = 'ConflictError'
  readonly status = 409
}

/** Well-formed, but not acceptable. */
export class InvalidInputError extends AppError {
  override readonly name = 'InvalidInputError'
  readonly status = 422
}

/** Too often; its parameter `retryAfterS` says for how many seconds to wait. */
export class TooManyRequestsError extends AppError {
  override readonly name = 'TooManyRequestsError'
  readonly status = 429
}

/** The LMS does not give what we need from it right now (interfaces §4 fixes 503). */
export class PlatformUnavailableError extends AppError {
  override readonly name = 'PlatformUnavailableError'
  readonly status = 503
}

/** Our own store does not answer or takes nothing more right now; nothing half-written stays. */
export class StoreUnavailableError extends AppError {
  override readonly name = 'StoreUnavailableError'
  readonly status = 503
}
