import type { RequestHandler } from 'express'

import { createErrorId, type Logger } from '../runtime/index.ts'
import type { HelpNear } from './help-near.ts'
import type { StaffBar } from './staff-bar.ts'
import type { Visit } from './visit.ts'

/** What the middleware of this folder leaves for those after it. */
declare module 'express-serve-static-core' {
  interface Locals {
    /** People quote it, the log carries it. */
    errorId?: string
    logger?: Logger
    visit?: Visit
    /** Value of the hidden field of every form (csrf.ts). */
    formToken?: string
    /** Only for staff. */
    bar?: StaffBar
    /** Where the school is known. */
    helpNear?: HelpNear
  }
}

/** First of all: an id that joins the page a person sees with the lines of the log. */
export function requestContext({ logger }: { readonly logger: Logger }): RequestHandler {
  return (_req, res, next) => {
    const errorId = createErrorId()
    res.locals.errorId = errorId
    res.locals.logger = logger.child({ errorId })
    next()
  }
}
