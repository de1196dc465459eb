import type { Request, RequestHandler } from 'express'

import { ConflictError, ForbiddenError } from '../errors/index.ts'
import { hashOf, isSameSecret, type Mac } from '../runtime/index.ts'
import { textField } from './form-body.ts'
import type { Visit } from './visit.ts'
import { currentVisit } from './visits.ts'

export interface CsrfDeps {
  readonly publicUrl: string
  readonly mac: Mac
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const HANDLE_LENGTH = 12
const LONGEST_TOKEN = 100

/**
 * A form changes something only if our own page made it, for this very visit: two tabs of one browser share the cookie,
 * and the answer of one pupil must not become another's (architecture §4).
 */
export function csrfProtection({ publicUrl, mac }: CsrfDeps): RequestHandler {
  const origin = new URL(publicUrl).origin
  return (req, res, next) => {
    if (res.locals.visit) res.locals.formToken = formTokenOf(res.locals.visit, mac)
    if (!SAFE_METHODS.has(req.method)) {
      refuseForeignOrigin(req, origin)
      refuseForeignForm(req, formTokenOf(currentVisit(res), mac))
    }
    next()
  }
}

/** `<handle of the visit>.<proof>`: the handle tells whose form it is, the proof that we made it. */
export function formTokenOf(visit: Visit, mac: Mac): string {
  const handle = hashOf('visit-handle', visit.id).slice(0, HANDLE_LENGTH)
  return `${handle}.${mac('form', visit.id)}`
}

function refuseForeignOrigin(req: Request, origin: string): void {
  const from = req.get('origin')
  if (from !== undefined && from !== origin) throw new ForbiddenError('form-not-proven')
}

function refuseForeignForm(req: Request, expected: string): void {
  const given = textField(req.body, '_visit', LONGEST_TOKEN)
  if (!given) throw new ForbiddenError('form-not-proven')
  if (handleOf(given) !== handleOf(expected)) throw new ConflictError('visit-changed')
  if (!isSameSecret(given, expected)) throw new ForbiddenError('form-not-proven')
}

function handleOf(token: string): string {
  return token.slice(0, HANDLE_LENGTH)
}
