import { type Request, type Response, Router } from 'express'

import type { Catalogue } from '../../catalogue/index.ts'
import { type RenderPage, textField, type Texts } from '../../web/index.ts'
import type { LearningPages } from '../learning-pages.ts'
import { paths } from '../paths.ts'
import type { ResourceId } from './resource.ts'
import { parseDraft, problemsOf } from './resource-form.ts'
import type { Resources } from './resources.ts'
import { resourcesPage } from './resources-page.ts'

export interface ResourceRoutesDeps {
  readonly catalogue: Pick<Catalogue, 'get'>
  readonly resources: Resources
  readonly texts: Texts
  readonly renderPage: RenderPage<LearningPages>
  /** @throws ForbiddenError('not-allowed') unless this person keeps the department's links */
  readonly allowResources: (res: Response) => Promise<void>
}

type Asked = Request<{ id: string }>

const LONGEST_ID = 64

/** `/modules/:id/resources`: what the department names outside the tool. */
export function resourceRoutes(deps: ResourceRoutesDeps): Router {
  const router = Router()
  router.get('/:id/resources', (req, res) => show(deps, req, res))
  router.post('/:id/resources', (req, res) => save(deps, req, res))
  router.post('/:id/resources/remove', (req, res) => remove(deps, req, res))
  return router
}

async function show(deps: ResourceRoutesDeps, req: Asked, res: Response): Promise<void> {
  await deps.allowResources(res)
  const module = deps.catalogue.get(req.params.id)
  const resources = await deps.resources.ofModule(module.id)
  deps.renderPage(res, 'learning/resources', resourcesPage({ module, resources }, deps.texts))
}

async function save(deps: ResourceRoutesDeps, req: Asked, res: Response): Promise<void> {
  await deps.allowResources(res)
  const module = deps.catalogue.get(req.params.id)
  const draft = parseDraft(req.body)
  const problems = problemsOf(draft)
  if (problems.length > 0) {
    const resources = await deps.resources.ofModule(module.id)
    const facts = { module, resources, draft, problems }
    res.status(422)
    deps.renderPage(res, 'learning/resources', resourcesPage(facts, deps.texts))
    return
  }
  await deps.resources.save(module.id, draft)
  res.redirect(303, paths.resources(module))
}

async function remove(deps: ResourceRoutesDeps, req: Asked, res: Response): Promise<void> {
  await deps.allowResources(res)
  const module = deps.catalogue.get(req.params.id)
  const id = textField(req.body, 'resource', LONGEST_ID) ?? ''
  await deps.resources.remove(id as ResourceId)
  res.redirect(303, paths.resources(module))
}
