/**
 * The AppError family: codes with parameters, no display text; and asking whether something is refused.
 * Does not belong here: how an error becomes a page (web/) or a log line.
 */
export type { ErrorParams } from './app-error.ts'
export {
  AppError,
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  LaunchRejectedError,
  MalformedRequestError,
  NotFoundError,
  PlatformUnavailableError,
  StoreUnavailableError,
  TooManyRequestsError,
  UnknownPlatformError,
  VisitExpiredError,
} from './app-error.ts'
export { isAllowed } from './is-allowed.ts'
