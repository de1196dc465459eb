import type { ErrorRequestHandler, RequestHandler, Response } from 'express'

import {
  AppError,
  MalformedRequestError,
  NotFoundError,
  TooManyRequestsError,
} from '../errors/index.ts'
import { createErrorId, type Logger } from '../runtime/index.ts'
import type { RenderPage } from './renderer.ts'
import type { Texts } from './texts.ts'
import { InternalError, TooLargeError } from './web-errors.ts'
import type { WebPages } from './web-pages.ts'

export interface ErrorHandlerDeps {
  readonly texts: Texts
  readonly logger: Logger
  readonly renderPage: RenderPage<WebPages>
}

interface Row {
  readonly holds: (error: unknown) => boolean
  readonly toAppError: (error: unknown) => AppError
}

/** What others throw, in our words; the first row that holds wins. */
const FOREIGN_ERRORS: readonly Row[] = [
  {
    holds: (error) => statusOf(error) === 413,
    toAppError: (error) => new TooLargeError('too-large', {}, error),
  },
  {
    // Bad percent-encoding. Its message repeats the address, which the log must not have (http-log.ts).
    holds: (error) => error instanceof URIError,
    toAppError: () => new MalformedRequestError('malformed-request', { field: 'path' }),
  },
  {
    // Express and its body parser: bad charset, aborted, …
    holds: (error) => statusOf(error) >= 400 && statusOf(error) < 500,
    toAppError: (error) => new MalformedRequestError('malformed-request', {}, error),
  },
]

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const row = FOREIGN_ERRORS.find(({ holds }) => holds(error))
  return row ? row.toAppError(error) : new InternalError('internal', {}, error)
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : 0
  return typeof status === 'number' ? status : 0
}

export function notFound(): RequestHandler {
  return () => {
    throw new NotFoundError('not-found')
  }
}

/** The only place where a failure becomes an answer. */
export function errorHandler(deps: ErrorHandlerDeps): ErrorRequestHandler {
  return (thrown: unknown, _req, res, _next) => {
    const error = toAppError(thrown)
    const errorId = res.locals.errorId ?? createErrorId()
    log(res.locals.logger ?? deps.logger, error, errorId)
    if (res.headersSent) {
      // Half an answer is out: cutting the line is the only way to say that it is not whole.
      res.destroy()
      return
    }
    res.status(error.status)
    if (error instanceof TooManyRequestsError)
      res.set('Retry-After', String(error.params['retryAfterS']))
    answer(deps, res, { error, errorId })
  }
}

interface Failure {
  readonly error: AppError
  readonly errorId: string
}

function log(logger: Logger, error: AppError, errorId: string): void {
  const { code, status, params, cause } = error
  const facts = { errorId, code, status, params, ...(cause !== undefined && { err: cause }) }
  if (status >= 500) logger.error(facts, 'request failed')
  else logger.info(facts, 'request refused')
}

function answer(deps: ErrorHandlerDeps, res: Response, { error, errorId }: Failure): void {
  const { code, status } = error
  const { title, body } = deps.texts.ofError(code, { ...error.params, errorId })
  const wantsHtml = res.req.accepts(['html', 'application/problem+json', 'json']) === 'html'
  if (wantsHtml) {
    deps.renderPage(res, 'errors/page', { title, whatToDo: body, code, errorId })
    return
  }
  const problem = { type: `/problems/${code}`, title, status, detail: body, errorId }
  res.type('application/problem+json').send(JSON.stringify(problem))
}
