import { AppError } from '../errors/index.ts'

export class TooLargeError extends AppError {
  override readonly name = 'TooLargeError'
  readonly status = 413
}

/** Whatever nobody foresaw; why is in the cause, which only the log sees. */
export class InternalError extends AppError {
  override readonly name = 'InternalError'
  readonly status = 500
}
