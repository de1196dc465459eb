import { type Request, type Response, Router } from 'express'

import { InvalidInputError, NotFoundError } from '../errors/index.ts'
import type { InviteDetails } from '../lti/index.ts'
import { listField, textField } from '../web/index.ts'
import { invitationPage, type InvitationView, type TypedInvitation } from './invitation-page.ts'
import { paths } from './paths.ts'
import { codeOf, parseTrust } from './platform-form.ts'
import type { PlatformRoutesDeps } from './routes-deps.ts'
import { problemOf } from './show-platform-routes.ts'

const LONGEST_FIELD = 200
const USUAL_DAYS = 7
const MOST_DAYS = 90

const NOTHING_TYPED: TypedInvitation = { school: '', days: String(USUAL_DAYS), trust: [] }

/** `/platforms/invitations`: addresses with which one LMS may register itself, once. */
export function invitationRoutes(deps: PlatformRoutesDeps): Router {
  const router = Router()
  router.get('/invitations', async (req, res) => {
    const isWithdrawn = textField(req.query, 'done', LONGEST_FIELD) === 'withdrawn'
    await show(deps, res, { typed: NOTHING_TYPED, isWithdrawn })
  })
  router.post('/invitations', (req, res) => invite(deps, req, res))
  router.post('/invitations/withdraw', async (req, res) => {
    await withdraw(deps, textField(req.body, 'invitation', LONGEST_FIELD) ?? '')
    res.redirect(303, `${paths.invitations}?done=withdrawn`)
  })
  return router
}

async function show(
  deps: PlatformRoutesDeps,
  res: Response,
  shown: Omit<InvitationView, 'invitations' | 'schoolName'>,
): Promise<void> {
  const invitations = await deps.invitations.list()
  const schoolName = (code: string) => deps.directory.byCode(code)?.name ?? ''
  const view = { ...shown, invitations, schoolName }
  deps.renderPage(res, 'platforms/invitations', invitationPage(view, deps.texts))
}

/** The answer is the page itself: its address is shown once and must not stand in another one. */
async function invite(deps: PlatformRoutesDeps, req: Request, res: Response): Promise<void> {
  const typed = {
    school: (textField(req.body, 'school', LONGEST_FIELD) ?? '').trim(),
    days: (textField(req.body, 'days', LONGEST_FIELD) ?? '').trim(),
    trust: listField(req.body, 'trust'),
  }
  try {
    const made = await deps.invitations.invite(parseInvitation(typed, deps))
    await show(deps, res, { typed: NOTHING_TYPED, made })
  } catch (error) {
    await show(deps, res, { typed, problem: problemOf(deps, res, error) })
  }
}

/** @throws InvalidInputError('days-refused' | 'school-not-found') */
function parseInvitation(
  { school, days, trust }: TypedInvitation,
  { directory }: PlatformRoutesDeps,
): InviteDetails {
  const count = /^\d{1,2}$/.test(days) ? Number(days) : 0
  if (count < 1 || count > MOST_DAYS)
    throw new InvalidInputError('days-refused', { most: MOST_DAYS })
  return {
    days: count,
    trust: parseTrust(trust),
    ...(school !== '' && { schoolCode: codeOf(school, directory) }),
  }
}

/** One that is gone already, used or withdrawn, is as gone as it can be. */
async function withdraw({ invitations }: PlatformRoutesDeps, id: string): Promise<void> {
  try {
    await invitations.withdraw(id)
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error
  }
}
