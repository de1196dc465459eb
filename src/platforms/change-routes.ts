import { type Request, type Response, Router } from 'express'

import { InvalidInputError, MalformedRequestError } from '../errors/index.ts'
import type { Registration } from '../lti/index.ts'
import { textField } from '../web/index.ts'
import { paths } from './paths.ts'
import { isDeploymentId, parseChanges, readTyped } from './platform-form.ts'
import type { PlatformRoutesDeps } from './routes-deps.ts'
import { platformOf, problemOf, showPlatform } from './show-platform-routes.ts'

const LONGEST_WORD = 300

/** Each sets what it names, so that a form that is sent twice does what it did once. */
export function changeRoutes(deps: PlatformRoutesDeps): Router {
  const { registry, keySets } = deps
  const router = Router()
  router.post('/:id/state', (req, res) => changeState(deps, req, res))
  router.post('/:id/deployments', async (req, res) => {
    const { id } = platformOf(deps, req)
    const state = oneOf(req, 'state', ['allowed', 'blocked'])
    await setDeployment(deps, req, state)
    res.redirect(303, paths.done(id, state))
  })
  router.post('/:id/members', async (req, res) => {
    const { id } = platformOf(deps, req)
    const count = oneOf(req, 'count', ['yes', 'no'])
    await registry.change(id, { countsMembers: count === 'yes' })
    res.redirect(303, paths.done(id, count === 'yes' ? 'counting' : 'not-counting'))
  })
  router.post('/:id/keys', async (req, res) => {
    const { id, jwksUrl } = platformOf(deps, req)
    const isHad = await keySets.isHad(jwksUrl)
    res.redirect(303, paths.done(id, isHad ? 'keys-had' : 'keys-not-had'))
  })
  router.post('/:id/settings', (req, res) => changeSettings(deps, req, res))
  return router
}

/** Of two who decide on what waited, the later is told; whoever switches on and off sees what is. */
async function changeState(deps: PlatformRoutesDeps, req: Request, res: Response): Promise<void> {
  const { registry } = deps
  const { id } = platformOf(deps, req)
  const state = oneOf(req, 'state', ['active', 'disabled'])
  const hasWaited = textField(req.body, 'waited', LONGEST_WORD) === 'yes'
  try {
    await (hasWaited ? registry.decide(id, state) : registry.setState(id, state))
    res.redirect(303, paths.done(id, state))
  } catch (error) {
    const problem = problemOf(deps, res, error)
    await registry.reload()
    await showPlatform(deps, res, { registration: platformOf(deps, req), problem })
  }
}

async function setDeployment(
  deps: PlatformRoutesDeps,
  req: Request,
  state: 'allowed' | 'blocked',
): Promise<void> {
  const registration = platformOf(deps, req)
  const deployment = (textField(req.body, 'deployment', LONGEST_WORD) ?? '').trim()
  if (!isDeploymentId(deployment)) {
    throw new InvalidInputError('deployment-refused', { id: deployment })
  }
  await deps.registry.setDeployment(registration.id, { id: deployment, state })
}

async function changeSettings(deps: PlatformRoutesDeps, req: Request, res: Response) {
  const registration: Registration = platformOf(deps, req)
  const typed = readTyped(req.body)
  const rules = { schools: deps.directory, allowPrivate: deps.allowPrivatePlatforms }
  try {
    await deps.registry.change(registration.id, parseChanges(typed, rules))
    res.redirect(303, paths.done(registration.id, 'changed'))
  } catch (error) {
    const problem = problemOf(deps, res, error)
    await showPlatform(deps, res, { registration, problem, typed })
  }
}

function oneOf<T extends string>(req: Request, name: string, values: readonly T[]): T {
  const given = textField(req.body, name, LONGEST_WORD)
  const value = values.find((one) => one === given)
  if (value === undefined) throw new MalformedRequestError('malformed-request', { field: name })
  return value
}
