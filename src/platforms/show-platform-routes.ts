import type { Request, Response } from 'express'

import { ConflictError, InvalidInputError, NotFoundError } from '../errors/index.ts'
import type { Registration, RegistrationId } from '../lti/index.ts'
import { platformPage, type PlatformView } from './platform-page.ts'
import type { PlatformRoutesDeps } from './routes-deps.ts'

type Shown = Pick<PlatformView, 'registration' | 'done' | 'problem' | 'typed'>

export async function showPlatform(
  deps: PlatformRoutesDeps,
  res: Response,
  shown: Shown,
): Promise<void> {
  const { id } = shown.registration
  const checked = await deps.checks.check(shown.registration)
  const scores = await deps.scoresOf(id)
  const view = { ...shown, checked, scores, addresses: deps.addresses }
  deps.renderPage(res, 'platforms/platform', platformPage(view, deps.texts))
}

/** @throws NotFoundError('platform-not-found') */
export function platformOf({ registry }: PlatformRoutesDeps, req: Request): Registration {
  const id = String(req.params['id'])
  const registration = registry.byId(id as RegistrationId)
  if (!registration) throw new NotFoundError('platform-not-found', { id })
  return registration
}

/** Bad input is said beside the form, with everything typed kept; other failures are pages of their own. */
export function problemOf(
  { texts }: Pick<PlatformRoutesDeps, 'texts'>,
  res: Response,
  error: unknown,
): string {
  const isTyped = error instanceof InvalidInputError || error instanceof ConflictError
  if (!isTyped) throw error
  res.status(error.status)
  const { title, body } = texts.ofError(error.code, error.params)
  return `${title}. ${body}`
}
