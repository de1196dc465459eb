import { type RequestHandler, type Response, Router } from 'express'

import { MalformedRequestError } from '../errors/index.ts'
import { textField } from '../web/index.ts'
import type { AttestationStep } from './attestation.ts'
import { first } from './form-lines.ts'
import { paths } from './paths.ts'
import type { RoutesDeps } from './routes-deps.ts'
import type { SessionId } from './session.ts'
import { LONGEST_CODE, type SessionAction } from './session-access.ts'
import { showSession } from './session-routes.ts'
import type { Decided } from './session-service.ts'

type Step = Extract<AttestationStep, 'confirmed' | 'returned' | 'withdrawn'>

const ACTIONS: Readonly<Record<Step, SessionAction>> = {
  confirmed: 'session.confirm',
  returned: 'session.return',
  withdrawn: 'session.edit',
}
const LONGEST_REASON = 300
const LONGEST_REVISION = 6

/** One press each, about the revision that the person saw. */
export function stepRoutes(deps: RoutesDeps): Router {
  const router = Router()
  router.post('/:id/confirm', press(deps, 'confirmed'))
  router.post('/:id/return', press(deps, 'returned'))
  router.post('/:id/withdraw', press(deps, 'withdrawn'))
  return router
}

/** @throws MalformedRequestError */
export function revisionOf(body: unknown): number {
  const text = textField(body, 'revision', LONGEST_REVISION) ?? ''
  if (!/^\d+$/.test(text)) throw new MalformedRequestError('malformed-request')
  return Number(text)
}

function press(deps: RoutesDeps, step: Step): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const body: unknown = req.body
    const session = await deps.service.get(req.params.id as SessionId)
    const who = await deps.access.to(res, ACTIONS[step], session)
    const typedReason = first(body, 'reason')
    const reason = typedReason.trim()
    if (step === 'returned' && (reason === '' || reason.length > LONGEST_REASON)) {
      const problem = problemOf(deps, 'session-reason-missing')
      await showSession(deps, res.status(422), { session, problem, typedReason })
      return
    }
    const because = step === 'returned' ? { reason } : {}
    const decided = { id: session.id, revision: revisionOf(body), who, step, ...because }
    await decide(deps, res, { decided, body })
  }
}

interface Pressed {
  readonly decided: Decided
  readonly body: unknown
}

async function decide(deps: RoutesDeps, res: Response, { decided, body }: Pressed): Promise<void> {
  const { kind, session } = await deps.service.decide(decided)
  if (kind === 'stored') {
    // From the list one goes back to the list: the next session waits there.
    const code = textField(body, 'from', LONGEST_CODE)
    const isFromList = code !== undefined
    res.redirect(303, isFromList ? paths.list(code, 'confirmed') : paths.session(session.id))
    return
  }
  const isStale = session.revision !== decided.revision
  const problem = problemOf(deps, isStale ? 'session-changed' : 'session-step-refused')
  const typedReason = first(body, 'reason')
  await showSession(deps, res.status(409), { session, problem, typedReason })
}

export function problemOf({ texts }: Pick<RoutesDeps, 'texts'>, code: string): string {
  const { title, body } = texts.ofError(code)
  return `${title}. ${body}`
}
