import { type Request, type Response, Router } from 'express'

import { dayOf } from '../../runtime/index.ts'
import { textField } from '../../web/index.ts'
import { choosePage } from '../choose-page.ts'
import { judgePackOf } from '../form-place.ts'
import { drawForm, newAsked } from '../form-routes.ts'
import { paths } from '../paths.ts'
import type { Run } from '../present/run.ts'
import type { RoutesDeps } from '../routes-deps.ts'
import { sessionIdOf } from '../session.ts'
import { type Allowed, LONGEST_CODE, placeKeyOf } from '../session-access.ts'
import { latePage } from './late-page.ts'
import { LONGEST_PACK_CODE } from './pack-signs.ts'

/** `/sessions/late`: nhập bù by the code of an offline pack, typed or brought by a QR. */
export function lateRoutes(deps: RoutesDeps): Router {
  const router = Router()
  router.get('/late', (req, res) => openLate(deps, req, res))
  return router
}

async function openLate(deps: RoutesDeps, req: Request, res: Response): Promise<void> {
  const { access, texts, renderPage } = deps
  const pack =
    'code' in req.query ? (textField(req.query, 'code', LONGEST_PACK_CODE) ?? '') : undefined
  const school = textField(req.query, 'school', LONGEST_CODE)
  const reach = await access.reachOf(res)
  if (school === undefined && reach.schools.length > 1) {
    const addressOf = (code?: string) => paths.late(pack, code)
    renderPage(res, 'sessions/choose', choosePage({ reach, addressOf }, texts))
    return
  }
  const allowed = await access.at(res, 'session.record', school)
  if (pack === undefined) {
    renderPage(res, 'sessions/late', latePage({ school: allowed.school, typed: '' }, texts))
    return
  }
  await openForm(deps, res, { allowed, pack })
}

interface Asked {
  readonly allowed: Allowed
  readonly pack: string
}

/** The form of a run, filled in by the code; what was recorded of that presentation already is shown instead. */
async function openForm(deps: RoutesDeps, res: Response, asked: Asked): Promise<void> {
  const { allowed, pack } = asked
  const judged = judgePackOf(deps, res, asked)
  if (judged.problem) {
    const page = { school: allowed.school, typed: pack, problem: judged.problem }
    deps.renderPage(res.status(422), 'sessions/late', latePage(page, deps.texts))
    return
  }
  const { run, code } = judged
  const stored = await deps.service.find(sessionIdOf(placeKeyOf(allowed), run.id))
  if (stored) {
    res.redirect(303, paths.session(stored.id))
    return
  }
  const place = { allowed, run, packCode: code }
  const form = await newAsked(deps, res, { place, subject: `pack:${run.id}` })
  const said = [form.prefilled, await periodNote(deps, run)].filter(Boolean).join(' ')
  drawForm(deps, res, { ...form, ...(said !== '' && { prefilled: said }) })
}

async function periodNote({ isInOpenPeriod, texts }: RoutesDeps, run: Run): Promise<string> {
  const isCounted = await isInOpenPeriod(dayOf(run.startedAt))
  return isCounted ? '' : texts.t('sessions.late.noPeriod')
}
