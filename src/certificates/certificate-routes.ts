import { type Response, Router } from 'express'

import type { Catalogue, Module } from '../catalogue/index.ts'
import { InvalidInputError, NotFoundError } from '../errors/index.ts'
import type { Learning, Training } from '../learning/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import {
  currentVisit,
  qrImage,
  type RenderPage,
  textField,
  type Texts,
  type Visit,
} from '../web/index.ts'
import { certificatePage, namePage } from './certificate-page.ts'
import type { CertificatePages } from './certificate-pages.ts'
import type { CertificateService } from './certificate-service.ts'
import { parseHolderName } from './holder-name.ts'
import { paths } from './paths.ts'

export interface CertificateRoutesDeps {
  readonly service: CertificateService
  readonly catalogue: Pick<Catalogue, 'get' | 'getVersion'>
  readonly learning: Pick<Learning, 'findTraining'>
  readonly directory: Pick<SchoolDirectory, 'byId'>
  /** The school at which this person works, as far as anybody knows. */
  readonly schoolOfStaff: (visit: Visit) => Promise<SchoolId | undefined>
  readonly publicUrl: string
  readonly texts: Texts
  readonly renderPage: RenderPage<CertificatePages>
}

const LONGEST_TYPED = 200

/**
 * `/modules/:id/certificate`: whoever finished a module for staff types a name and gets the paper as the answer itself,
 * since a redirect would carry the name in an address.
 */
export function certificateRoutes(deps: CertificateRoutesDeps): Router {
  const { texts, renderPage } = deps
  const router = Router()

  router.get('/:id/certificate', async (req, res) => {
    const module = staffModule(deps, req.params.id)
    if (await trainingOr(deps, res, module)) {
      renderPage(res, 'certificates/name', namePage(module, { typed: '' }, texts))
    }
  })
  router.post('/:id/certificate', async (req, res) => {
    const module = staffModule(deps, req.params.id)
    const training = await trainingOr(deps, res, module)
    if (!training) return
    const typed = textField(req.body, 'name', LONGEST_TYPED) ?? ''
    const name = nameOf(typed)
    if (name === undefined) {
      const problem = texts.t('errors.certificate-name-invalid.body')
      renderPage(res.status(422), 'certificates/name', namePage(module, { typed, problem }, texts))
      return
    }
    await print(deps, res, { training, name })
  })
  return router
}

/** @throws NotFoundError for a module of which there are no certificates */
function staffModule({ catalogue }: CertificateRoutesDeps, id: string): Module {
  const module = catalogue.get(id)
  if (module.audience !== 'staff') throw new NotFoundError('not-found')
  return module
}

/** Who has not finished the module is led back into it. */
async function trainingOr(
  { learning }: CertificateRoutesDeps,
  res: Response,
  module: Module,
): Promise<Training | undefined> {
  const training = await learning.findTraining(currentVisit(res), module)
  if (!training) res.redirect(303, paths.resume(module))
  return training
}

function nameOf(typed: string): string | undefined {
  try {
    return parseHolderName(typed)
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined
    throw error
  }
}

interface Print {
  readonly training: Training
  readonly name: string
}

async function print(
  deps: CertificateRoutesDeps,
  res: Response,
  { training, name }: Print,
): Promise<void> {
  const { service, directory, catalogue, texts } = deps
  const schoolId = await deps.schoolOfStaff(currentVisit(res))
  const certificate = await service.issue({ training, schoolId, name })
  const module = catalogue.getVersion(certificate.moduleId, certificate.moduleVersion)
  const schoolName = schoolId && directory.byId(schoolId)?.name
  const checkUrl = `${deps.publicUrl}${paths.checkOf(certificate.number)}`
  const printed = { certificate, name, module, schoolName, checkUrl, qr: await qrImage(checkUrl) }
  deps.renderPage(res, 'certificates/certificate', certificatePage(printed, texts))
}
