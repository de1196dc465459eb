import { AppError } from '../errors/index.ts'

/** An API token that is missing, unknown, expired, or of a disabled account. */
export class TokenRefusedError extends AppError {
  override readonly name = 'TokenRefusedError'
  readonly status = 401
}

/** More people sign in at once than passwords can be checked. */
export class BusyError extends AppError {
  override readonly name = 'BusyError'
  readonly status = 503
}
