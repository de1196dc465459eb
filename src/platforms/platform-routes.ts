import { type Request, type Response, Router } from 'express'

import { ConflictError, InvalidInputError } from '../errors/index.ts'
import {
  type PlatformDetails,
  refuseTokensOfAnother,
  type Registration,
  toRegistration,
} from '../lti/index.ts'
import { textField } from '../web/index.ts'
import { addPage } from './add-page.ts'
import { changeRoutes } from './change-routes.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { listPage } from './list-page.ts'
import { paths } from './paths.ts'
import { parseDetails, readTyped, type Typed } from './platform-form.ts'
import { findPlatforms } from './platform-search.ts'
import type { PlatformRoutesDeps } from './routes-deps.ts'
import { platformOf, problemOf, showPlatform } from './show-platform-routes.ts'

const LONGEST_TEXT = 100
const LONGEST_PAGE = 4

/** `/platforms…`: administrators look after the LMSs that may open the tool. */
export function platformRoutes(deps: PlatformRoutesDeps): Router {
  const router = Router()
  // A connection reaches across schools, so who looks after it is bound to no place.
  router.use(async (_req, res, next) => {
    await deps.allow(res, 'platform.manage', {})
    next()
  })
  router.get('/', (req, res) => showList(deps, req, res))
  router.get('/new', (_req, res) => {
    deps.renderPage(res, 'platforms/add', addPage({ ...deps, typed: readTyped({}) }, deps.texts))
  })
  router.post('/new', (req, res) => add(deps, req, res))
  router.use(invitationRoutes(deps), keyRoutes(deps))
  router.get('/:id', async (req, res) => {
    const registration = platformOf(deps, req)
    const done = textField(req.query, 'done', LONGEST_TEXT)
    await showPlatform(deps, res, { registration, done })
  })
  router.use(changeRoutes(deps))
  return router
}

async function showList(deps: PlatformRoutesDeps, req: Request, res: Response): Promise<void> {
  const { registry, checks, texts, renderPage } = deps
  const text = textField(req.query, 'q', LONGEST_TEXT) ?? ''
  const page = Math.max(1, Number(textField(req.query, 'page', LONGEST_PAGE)) || 1)
  const { found, ...rest } = findPlatforms(registry.all(), { text, page: Math.floor(page) })
  const overview = await checks.overview(found)
  renderPage(res, 'platforms/list', listPage({ ...overview, ...rest, text }, texts))
}

async function add(deps: PlatformRoutesDeps, req: Request, res: Response): Promise<void> {
  const typed = readTyped(req.body)
  try {
    const registration = toNew(deps, typed)
    await addOnce(deps, registration)
    res.redirect(303, paths.done(registration.id, 'added'))
  } catch (error) {
    const problem = problemOf(deps, res, error)
    deps.renderPage(res, 'platforms/add', addPage({ ...deps, typed, problem }, deps.texts))
  }
}

function toNew(deps: PlatformRoutesDeps, typed: Typed): Registration {
  const details: PlatformDetails = parseDetails(typed, deps.directory)
  if (!/^https?:\/\/./.test(details.issuer) || !URL.canParse(details.issuer)) {
    throw new InvalidInputError('platform-address-refused', { field: 'issuer' })
  }
  return toRegistration(details, deps.allowPrivatePlatforms)
}

/** A button pressed twice adds one connection; another one of the same issuer and client is told of. */
async function addOnce({ registry }: PlatformRoutesDeps, registration: Registration) {
  try {
    refuseTokensOfAnother(registration, registry.all())
    await registry.add(registration)
  } catch (error) {
    const known = registry.byId(registration.id)
    const isSame = error instanceof ConflictError && isSameAs(registration, known)
    if (!isSame) throw error
  }
}

function isSameAs(typed: Registration, known: Registration | undefined): boolean {
  const { name, authUrl, tokenUrl, jwksUrl } = typed
  return (
    known?.name === name &&
    known.authUrl === authUrl &&
    known.tokenUrl === tokenUrl &&
    known.jwksUrl === jwksUrl
  )
}
