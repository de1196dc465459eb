import type { CookieOptions, Request, Response } from 'express'

import { ConflictError, ForbiddenError, VisitExpiredError } from '../../errors/index.ts'
import { type Clock, isSameSecret, type Mac } from '../../runtime/index.ts'
import { type CookieShape, refuseFraming, textField } from '../../web/index.ts'
import { paths } from './paths.ts'
import type { RunId } from './run.ts'
import {
  openRunToken,
  RUN_TOKEN_LIFE_MS,
  runFormTokenOf,
  type RunRight,
  runTokenOf,
} from './run-token.ts'

export interface RunGuardDeps {
  readonly publicUrl: string
  readonly cookieShape: CookieShape
  readonly formMac: Mac
  readonly clock: Clock
}

/** One cookie for each right, so that a teacher who follows the link on the wall's own machine loses nothing. */
const COOKIES: Readonly<Record<RunRight, string>> = { wall: 'lachan-run', notes: 'lachan-notes' }
const RIGHTS: readonly RunRight[] = ['wall', 'notes']
const LONGEST_TOKEN = 100

/** Who asks for a run, as far as the token tells: the wall, or a phone that may read its notes. */
export interface RunHolder {
  readonly id: RunId
  readonly right: RunRight
}

/** The token in a run's cookie is the only authority over it: no visit is asked, and none is given. */
export interface RunGuard {
  /** Leaves the token in this browser: of the wall in the one that started the run, of the notes in a phone. */
  admit(res: Response, id: RunId, right: RunRight): void
  /**
   * The run of this address, for whoever holds it in whichever right.
   * @throws VisitExpiredError
   */
  holderOf(req: Request, res: Response): RunHolder
  /**
   * The run of this address, if this browser started it.
   * @throws VisitExpiredError, ForbiddenError('run-notes-only')
   */
  runIdOf(req: Request, res: Response): RunId
  /**
   * Whoever sends a form, which our own page of this run must have made.
   * @throws VisitExpiredError, ForbiddenError
   */
  provenHolderOf(req: Request, res: Response): RunHolder
  /**
   * The same, if this browser started the run.
   * @throws VisitExpiredError, ForbiddenError
   */
  provenRunIdOf(req: Request, res: Response): RunId
  /** @throws ForbiddenError */
  refuseForeignOrigin(req: Request): void
}

export function createRunGuard(deps: RunGuardDeps): RunGuard {
  const { cookieShape, formMac, clock } = deps
  const ours = new URL(deps.publicUrl).origin

  function holderOf(req: Request, res: Response): RunHolder {
    const holder = heldBy(deps, req)
    if (!holder) throw lockedOut(req)
    res.locals.formToken = runFormTokenOf(holder.id, formMac)
    // A run is a window of its own.
    refuseFraming(res)
    return holder
  }

  function refuseForeignOrigin(req: Request): void {
    const from = req.get('origin') ?? ours
    if (from !== ours) throw new ForbiddenError('form-not-proven')
  }

  function provenHolderOf(req: Request, res: Response): RunHolder {
    const holder = holderOf(req, res)
    refuseForeignOrigin(req)
    const given = textField(req.body, '_visit', LONGEST_TOKEN) ?? ''
    if (!isSameSecret(given, runFormTokenOf(holder.id, formMac))) {
      throw new ForbiddenError('form-not-proven')
    }
    return holder
  }

  return {
    holderOf,
    provenHolderOf,
    refuseForeignOrigin,
    runIdOf: (req, res) => idOfWall(holderOf(req, res)),
    provenRunIdOf: (req, res) => idOfWall(provenHolderOf(req, res)),
    admit(res, id, right) {
      const token = runTokenOf(right, { id, now: clock.now(), mac: formMac })
      res.cookie(COOKIES[right], token, cookieOf(cookieShape, { id, right }))
    },
  }
}

/** The wall's own cookie comes first, where a browser has both. */
function heldBy({ cookieShape, formMac, clock }: RunGuardDeps, req: Request) {
  const opened = RIGHTS.map((right) => {
    const token = cookieShape.read(req, COOKIES[right]) ?? ''
    return { right, id: openRunToken(right, { token, now: clock.now(), mac: formMac }) }
  })
  return opened.find((one): one is RunHolder => one.id === req.params['runId'])
}

function idOfWall({ id, right }: RunHolder): RunId {
  if (right !== 'wall') throw new ForbiddenError('run-notes-only')
  return id
}

/** Lax: the projector is always a window of its own, so this cookie never has to live in a frame. */
function cookieOf({ options }: CookieShape, { id, right }: RunHolder): CookieOptions {
  return {
    httpOnly: true,
    sameSite: 'lax',
    path: paths.run(id),
    maxAge: RUN_TOKEN_LIFE_MS[right],
    ...(options.secure && { secure: true }),
  }
}

/** A second press of the button comes here without the cookie where another browser was first. */
function lockedOut(req: Request): VisitExpiredError | ConflictError {
  const isSecondPress = textField(req.query, 'again', 1) === '1'
  return isSecondPress ? new ConflictError('run-code-used') : new VisitExpiredError('run-expired')
}
