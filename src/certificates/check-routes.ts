import { Router } from 'express'

import type { Catalogue } from '../catalogue/index.ts'
import { TooManyRequestsError } from '../errors/index.ts'
import { createRateLimit, networkOf } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import { formBody, type RenderPage, textField, type Texts } from '../web/index.ts'
import { parseCertificateNumber } from './certificate-number.ts'
import type { CertificatePages } from './certificate-pages.ts'
import type { CertificateService } from './certificate-service.ts'
import { type Checked, checkedPage, checkPage } from './check-page.ts'

export interface CheckRoutesDeps {
  readonly service: Pick<CertificateService, 'check'>
  readonly catalogue: Pick<Catalogue, 'getVersion'>
  readonly directory: Pick<SchoolDirectory, 'byId'>
  readonly texts: Texts
  readonly renderPage: RenderPage<CertificatePages>
}

const LONGEST_TYPED = 200

// Somebody mistypes a name a few times; who tries names of a list is stopped. Counted for a number and a network, so
// that nobody keeps others from checking it; what matches is not counted. Numbers cannot be guessed at all.
const TRIES = { points: 10, windowS: 10 * 60, slotCount: 65_536 }

/** `/certificates…`: for anybody who holds a paper, ahead of every visit. The name comes in the form only. */
export function checkRoutes(deps: CheckRoutesDeps): Router {
  const { texts, renderPage } = deps
  const tries = createRateLimit(TRIES)
  const router = Router()
  router.use(formBody())

  router.get('/check', (_req, res) => {
    renderPage(res, 'certificates/check', checkPage('', texts))
  })
  router.get('/:number', (req, res) => {
    const number = parseCertificateNumber(req.params.number) ?? ''
    renderPage(res, 'certificates/check', checkPage(number, texts))
  })
  router.post('/check', async (req, res) => {
    const number = textField(req.body, 'number', LONGEST_TYPED) ?? ''
    const name = textField(req.body, 'name', LONGEST_TYPED) ?? ''
    const counter = `${parseCertificateNumber(number) ?? number} ${networkOf(req.ip ?? '')}`
    const retryAfterS = await tries.take(counter)
    if (retryAfterS !== undefined) {
      throw new TooManyRequestsError('certificate-tries', { retryAfterS })
    }
    const checked = await ask(deps, number, name)
    if (checked.found) await tries.giveBack(counter, 1)
    renderPage(res, 'certificates/check', checkedPage(checked, texts))
  })
  return router
}

async function ask(deps: CheckRoutesDeps, number: string, name: string): Promise<Checked> {
  const found = await deps.service.check(number, name)
  if (!found) return { number }
  const { moduleId, moduleVersion, schoolId } = found
  return {
    number: found.number,
    found,
    moduleTitle: deps.catalogue.getVersion(moduleId, moduleVersion).title.vi,
    schoolName: schoolId && deps.directory.byId(schoolId)?.name,
  }
}
