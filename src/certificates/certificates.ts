import { certificateRoutes, type CertificateRoutesDeps } from './certificate-routes.ts'
import { type CertificateServiceDeps, createCertificateService } from './certificate-service.ts'
import { checkRoutes, type CheckRoutesDeps } from './check-routes.ts'

export type CertificatesDeps = CertificateServiceDeps &
  Omit<CertificateRoutesDeps, 'service'> &
  Omit<CheckRoutesDeps, 'service'>

export interface Certificates {
  /** For `/modules`, after the visit and the form protection. */
  readonly router: ReturnType<typeof certificateRoutes>
  /** For `/certificates`, ahead of the visits. */
  readonly check: ReturnType<typeof checkRoutes>
}

export function createCertificates(deps: CertificatesDeps): Certificates {
  const service = createCertificateService(deps)
  return {
    router: certificateRoutes({ ...deps, service }),
    check: checkRoutes({ ...deps, service }),
  }
}
