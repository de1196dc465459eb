import type { CertificatePage, NamePage } from './certificate-page.ts'
import type { CheckPage } from './check-page.ts'

/** Pages of this feature, name → model. */
export interface CertificatePages {
  readonly 'certificates/name': NamePage
  readonly 'certificates/certificate': CertificatePage
  readonly 'certificates/check': CheckPage
}
