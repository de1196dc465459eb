import type { ErrorRequestHandler, Response } from 'express'

import { AppError } from '../errors/index.ts'
import type { LtiPages } from './pages.ts'
import { UNKNOWN_LMS } from './platform-health.ts'
import type { HealthRecorder } from './platform-health-recorder.ts'
import type { RegistrationId } from './registration.ts'
import type { Registry } from './registry.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** What a login or launch has proven of its LMS so far. */
    lms?: LmsOfRequest
  }
}

// Beyond that there are no dates.
const LATEST_S = 8.64e12

interface LmsOfRequest {
  readonly registrationId: RegistrationId
  readonly issuedAt?: Date
}

/**
 * So that a refusal is told to the administrator of the LMS that it is about.
 * @param issuedAtS `iat` of a token that the platform has signed, seconds since 1970
 */
export function rememberLms(res: Response, registrationId: RegistrationId, issuedAtS?: unknown) {
  const isTime = typeof issuedAtS === 'number' && Math.abs(issuedAtS) < LATEST_S
  res.locals.lms = { registrationId, ...(isTime && { issuedAt: new Date(issuedAtS * 1000) }) }
}

export interface RefusalWatchDeps {
  readonly health: Pick<HealthRecorder, 'noteRefusal'>
  readonly registry: Pick<Registry, 'framersOf'>
  readonly pages: Pick<LtiPages, 'frameOnlyBy'>
}

/** Behind login and launch: notes what is refused and lets the error go on, to a page that its LMS may show. */
export function refusalWatch({ health, registry, pages }: RefusalWatchDeps): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const { registrationId = UNKNOWN_LMS, issuedAt } = res.locals.lms ?? {}
    health.noteRefusal({ registrationId, issuedAt, ...reasonOf(error) })
    if (registrationId !== UNKNOWN_LMS) {
      pages.frameOnlyBy(res, registry.framersOf(registrationId))
    }
    next(error)
  }
}

/** Codes and rules are ours, so that nobody outside can make up new ones. */
function reasonOf(error: unknown) {
  if (!(error instanceof AppError)) return { code: 'internal' }
  const { rule } = error.params
  return { code: error.code, ...(typeof rule === 'string' && { rule }) }
}
