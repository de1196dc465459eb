import { type Request, type Response, Router } from 'express'

import type { Catalogue, Module } from '../../catalogue/index.ts'
import { MalformedRequestError } from '../../errors/index.ts'
import { isToken } from '../../runtime/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import { formBody, type HelpNear, type RenderPage, textField, type Texts } from '../../web/index.ts'
import { personKeyOf } from '../attestation.ts'
import { choosePage } from '../choose-page.ts'
import { courseOf } from '../course-size.ts'
import type { Allowed, SessionAccess } from '../session-access.ts'
import { paths } from './paths.ts'
import type { PresentPages } from './present-pages.ts'
import { runIdOf, type RunOrigin } from './run.ts'
import type { RunGuard } from './run-guard-routes.ts'
import type { RunService } from './run-service.ts'
import { startPage } from './start-page.ts'

export interface StartRoutesDeps {
  readonly service: RunService
  readonly guard: RunGuard
  readonly access: Pick<SessionAccess, 'at' | 'reachOf'>
  readonly catalogue: Pick<Catalogue, 'get'>
  readonly helpNear: (schoolId: SchoolId | undefined) => HelpNear
  readonly texts: Texts
  readonly renderPage: RenderPage<PresentPages>
}

const LONGEST_CODE = 43
const LONGEST_SCHOOL_CODE = 20

/** `/present/:id`: the page with the one button, in the LMS's frame or not. */
export function startRoutes(deps: StartRoutesDeps): Router {
  const router = Router()
  router.get('/:id', (req, res) => showStart(deps, req, res))
  return router
}

async function showStart(
  { service, access, catalogue, helpNear, texts, renderPage }: StartRoutesDeps,
  req: Request<{ id: string }>,
  res: Response,
): Promise<void> {
  const { id } = req.params
  const asked = textField(req.query, 'school', LONGEST_SCHOOL_CODE)
  const reach = await access.reachOf(res)
  if (asked === undefined && reach.schools.length > 1) {
    const addressOf = (code?: string) => paths.module(id, code)
    renderPage(res, 'sessions/choose', choosePage({ reach, addressOf }, texts))
    return
  }
  const allowed = await access.at(res, 'present.run', asked)
  const module = catalogue.get(id)
  const code = await service.offer(originOf(module, allowed, courseOfRun(allowed, res)))
  res.locals.helpNear = helpNear(allowed.school?.id)
  renderPage(res, 'present/start', startPage({ module, code, school: allowed.school }, texts))
}

/** A projector that one press on another page opens. */
export interface OfferedRun {
  readonly action: string
  readonly code: string
  /** The school that it will be recorded for. */
  readonly place: string
}

export type OfferRun = (res: Response, module: Module) => Promise<OfferedRun | undefined>

/** Of nothing that is to be read first, and to nobody who has to choose a school. */
export function offerRun(deps: Pick<StartRoutesDeps, 'service' | 'access' | 'texts'>): OfferRun {
  const { service, access, texts } = deps
  return async (res, module) => {
    if (module.sensitive || (await access.reachOf(res)).schools.length > 1) return undefined
    const allowed = await access.at(res, 'present.run')
    const code = await service.offer(originOf(module, allowed, courseOfRun(allowed, res)))
    const place = allowed.school?.name ?? texts.t('sessions.unplaced')
    return { action: paths.start, code, place }
  }
}

function courseOfRun({ contextKey }: Allowed, res: Response): string | undefined {
  return contextKey ?? courseOf(res)
}

function originOf(
  { id, version }: Module,
  { who, school }: Allowed,
  course: string | undefined,
): RunOrigin {
  return {
    moduleId: id,
    version,
    startedBy: who,
    personKey: personKeyOf(who),
    ...(school && { schoolId: school.id }),
    ...(course !== undefined && { contextKey: course }),
  }
}

/** `/present/start`: the press of it. The window is new and has no visit, so the code alone opens the run, once. */
export function pressRoutes(deps: Pick<StartRoutesDeps, 'service' | 'guard'>): Router {
  const router = Router()
  router.post('/', formBody(), (req, res) => press(deps, req, res))
  return router
}

async function press(
  { service, guard }: Pick<StartRoutesDeps, 'service' | 'guard'>,
  req: Request,
  res: Response,
): Promise<void> {
  guard.refuseForeignOrigin(req)
  const code = textField(req.body, 'code', LONGEST_CODE) ?? ''
  if (!isToken(code)) throw new MalformedRequestError('malformed-request', { field: 'code' })
  const run = await service.start(code)
  if (!run) {
    // Only the browser that holds the run's cookie gets further than a page that explains.
    res.redirect(303, `${paths.run(runIdOf(code))}?again=1`)
    return
  }
  guard.admit(res, run.id, 'wall')
  res.redirect(303, paths.run(run.id))
}
