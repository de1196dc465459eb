import type { ModuleId } from '../catalogue/index.ts'
import type { Brand, Day } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'

/** `LC-2026-K7QM-2HVX-9DTB` (certificate-number.ts). */
export type CertificateNumber = Brand<'CertificateNumber'>

/** What a third person's question is answered from. Whose it is stands on the paper and nowhere here. */
export interface Certificate {
  readonly number: CertificateNumber
  readonly moduleId: ModuleId
  readonly moduleVersion: string
  readonly schoolId?: SchoolId
  readonly issuedOn: Day
  readonly salt: string
  /** Keyed and salted, of the name as it is compared (holder-name.ts). */
  readonly nameHash: string
}

/** Durable: a promise that resolves means that the record survives a power cut. */
export interface CertificateRepository {
  find(number: CertificateNumber): Promise<Certificate | undefined>
  /** Replaces what has the number, or adds it. */
  save(certificate: Certificate): Promise<void>
}
