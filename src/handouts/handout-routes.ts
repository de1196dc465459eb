import { Router } from 'express'

import type { Catalogue } from '../catalogue/index.ts'
import type { RenderPage, Texts } from '../web/index.ts'
import { attachmentOf } from './file-name.ts'
import type { HandoutsPages } from './handouts-pages.ts'
import { offlineRoutes, type OfflineRoutesDeps } from './offline/index.ts'
import { paperFormPage } from './paper-form-page.ts'
import { sheetPage } from './sheet-page.ts'
import { createSlidesFile } from './slides-file.ts'

export interface HandoutRoutesDeps extends OfflineRoutesDeps {
  readonly catalogue: Pick<Catalogue, 'get' | 'findMedia'>
  readonly publicUrl: string
  readonly texts: Texts
  readonly renderPage: RenderPage<HandoutsPages>
}

const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'

/** `/modules/:id/…`: papers for whoever may see the teacher's page; the permission table keeps pupils out. */
export function handoutRoutes(deps: HandoutRoutesDeps): Router {
  const { catalogue, texts, publicUrl, renderPage } = deps
  const slidesFile = createSlidesFile(deps)
  const router = Router()
  router.get('/:id/sheet', (req, res) => {
    const module = catalogue.get(req.params.id)
    const { helpNear } = res.locals
    renderPage(res, 'handouts/sheet', sheetPage({ module, publicUrl, helpNear }, texts))
  })
  router.get('/:id/paper-form', (req, res) => {
    const module = catalogue.get(req.params.id)
    const { helpNear } = res.locals
    renderPage(res, 'handouts/paper-form', paperFormPage({ module, publicUrl, helpNear }, texts))
  })
  router.use(offlineRoutes(deps))
  router.get('/:id/slides.pptx', async (req, res) => {
    const module = catalogue.get(req.params.id)
    const file = await slidesFile(module, res.locals.helpNear)
    res.set({ 'Content-Type': PPTX, 'Content-Disposition': attachmentOf(module, 'pptx') })
    res.send(Buffer.from(file))
  })
  return router
}
