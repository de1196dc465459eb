/**
 * Certificates of modules for staff: the paper, its number, and what a third person is told about it.
 * Does not belong here: who finished a module (learning/), how many of a school did (coverage/).
 */
export type { Certificate, CertificateNumber, CertificateRepository } from './certificate.ts'
export { certificateNumberOf, parseCertificateNumber } from './certificate-number.ts'
export type { CertificatePages } from './certificate-pages.ts'
export type { CertificateService, CertificateServiceDeps } from './certificate-service.ts'
export { createCertificateService } from './certificate-service.ts'
export type { Certificates, CertificatesDeps } from './certificates.ts'
export { createCertificates } from './certificates.ts'
export { comparedName, parseHolderName } from './holder-name.ts'
export { paths as certificatePaths } from './paths.ts'
