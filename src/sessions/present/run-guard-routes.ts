import type { CookieOptions, Request, Response } from 'express'

import { ConflictError, ForbiddenError, VisitExpiredError } from '../../errors/index.ts'
import { type Clock, isSameSecret, type Mac } from '../../runtime/index.ts'
import { type CookieShape, refuseFraming, textField } from '../../web/index.ts'
import { paths } from './paths.ts'
import type { RunId } from './run.ts'
import { openRunToken, RUN_TOKEN_LIFE_MS, runFormTokenOf, runTokenOf } from './run-token.ts'

export interface RunGuardDeps {
  readonly publicUrl: string
  readonly cookieShape: CookieShape
  readonly formMac: Mac
  readonly clock: Clock
}

const COOKIE = 'lachan-run'
const LONGEST_TOKEN = 100

/** The token in a run's cookie is the only authority over it: no visit is asked, and none is given. */
export interface RunGuard {
  /** Leaves the token in the browser that started the run. */
  admit(res: Response, id: RunId): void
  /**
   * The run of this address, if this browser started it.
   * @throws VisitExpiredError
   */
  runIdOf(req: Request, res: Response): RunId
  /**
   * The same for a form, which our own page of this run must have made.
   * @throws VisitExpiredError, ForbiddenError
   */
  provenRunIdOf(req: Request, res: Response): RunId
  /** @throws ForbiddenError */
  refuseForeignOrigin(req: Request): void
}

export function createRunGuard(deps: RunGuardDeps): RunGuard {
  const { cookieShape, formMac, clock } = deps
  const ours = new URL(deps.publicUrl).origin

  function runIdOf(req: Request, res: Response): RunId {
    const token = cookieShape.read(req, COOKIE) ?? ''
    const id = openRunToken(token, clock.now(), formMac)
    if (id === undefined || id !== req.params['runId']) throw lockedOut(req)
    res.locals.formToken = runFormTokenOf(id, formMac)
    // A run is a window of its own.
    refuseFraming(res)
    return id
  }

  function refuseForeignOrigin(req: Request): void {
    const from = req.get('origin') ?? ours
    if (from !== ours) throw new ForbiddenError('form-not-proven')
  }

  return {
    runIdOf,
    refuseForeignOrigin,
    admit(res, id) {
      res.cookie(COOKIE, runTokenOf(id, clock.now(), formMac), cookieOf(cookieShape, id))
    },
    provenRunIdOf(req, res) {
      const id = runIdOf(req, res)
      refuseForeignOrigin(req)
      const given = textField(req.body, '_visit', LONGEST_TOKEN) ?? ''
      if (!isSameSecret(given, runFormTokenOf(id, formMac))) {
        throw new ForbiddenError('form-not-proven')
      }
      return id
    },
  }
}

/** Lax: the projector is always a window of its own, so this cookie never has to live in a frame. */
function cookieOf({ options }: CookieShape, id: RunId): CookieOptions {
  return {
    httpOnly: true,
    sameSite: 'lax',
    path: paths.run(id),
    maxAge: RUN_TOKEN_LIFE_MS,
    ...(options.secure && { secure: true }),
  }
}

/** A second press of the button comes here without the cookie where another browser was first. */
function lockedOut(req: Request): VisitExpiredError | ConflictError {
  const isSecondPress = textField(req.query, 'again', 1) === '1'
  return isSecondPress ? new ConflictError('run-code-used') : new VisitExpiredError('run-expired')
}
