import {
  type Certificates,
  type CertificatesDeps,
  createCertificates,
} from '../certificates/index.ts'
import { adultsDoor } from './adults-routes.ts'
import { createOpen, type Open, type OpenDeps } from './open.ts'

type AdultsDeps = CertificatesDeps & Omit<OpenDeps, 'modules'>

export interface Adults {
  readonly certificates: Certificates
  readonly open: Open
  /** `/open…` and `/certificates…`: ahead of the visits, without cookies. */
  readonly adults: { readonly door: ReturnType<typeof adultsDoor> }
}

/** Parents, of whom nothing is known, and staff with their certificates. */
export function createAdults(deps: AdultsDeps): Adults {
  const certificates = createCertificates(deps)
  const open = createOpen({ ...deps, modules: deps.catalogue })
  return { certificates, open, adults: { door: adultsDoor(open, certificates) } }
}
