import { type Request, type Response, Router } from 'express'

import { MalformedRequestError } from '../errors/index.ts'
import type { DraftOwner } from './draft.ts'
import { subjectOf } from './draft-keeper.ts'
import { subjectOfNew } from './form-asked.ts'
import { first } from './form-lines.ts'
import { draftOwnerOf, draftOwnerOfEdit, type FormPlace, placeAsked } from './form-place.ts'
import { paths } from './paths.ts'
import type { RoutesDeps } from './routes-deps.ts'
import type { SessionId } from './session.ts'

interface Opened {
  readonly owner: DraftOwner
  /** The form that shows it. */
  readonly url: string
}

/** `/sessions/drafts`: what is typed and not sent yet, saved by the page itself or by its button. */
export function draftRoutes(deps: RoutesDeps): Router {
  const router = Router()
  router.post('/drafts', async (req, res) => {
    const { owner, url } = await opened(deps, req, res)
    await deps.draftKeeper.save(owner, req.body)
    if (first(req.body, 'intent') === 'draft') res.redirect(303, url)
    else res.status(204).end()
  })
  router.post('/drafts/discard', async (req, res) => {
    const { owner, url } = await opened(deps, req, res)
    await deps.draftKeeper.remove(owner)
    res.redirect(303, url)
  })
  return router
}

/** Made-up runs would have drafts without end. */
function refuseOtherRun(subject: string, place: FormPlace): void {
  const isFitting = place.run
    ? subject === subjectOfNew(place, false)
    : !/^(?:run|pack):/.test(subject)
  if (!isFitting) throw new MalformedRequestError('malformed-request', { field: 'subject' })
}

/** Only whoever may send the form may keep its draft. */
async function opened(deps: RoutesDeps, req: Request, res: Response): Promise<Opened> {
  const body: unknown = req.body
  const subject = subjectOf(body)
  const [kind = '', id = ''] = subject.split(':')
  if (kind === 'session') {
    const session = await deps.service.get(id as SessionId)
    const who = await deps.access.to(res, 'session.edit', session)
    return { owner: draftOwnerOfEdit(who, session), url: paths.edit(session.id) }
  }
  const place = await placeAsked(deps, res, body)
  refuseOtherRun(subject, place)
  return { owner: draftOwnerOf(place.allowed, subject), url: formUrlOf(place, kind) }
}

function formUrlOf({ allowed, run, packCode }: FormPlace, kind: string): string {
  const code = allowed.school?.code
  if (packCode !== undefined) return paths.late(packCode, code)
  if (run) return paths.ofRun(run.id)
  return kind === 'plan' ? paths.plan(code) : paths.new(code)
}
