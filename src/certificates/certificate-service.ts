import type { Training, TrainingRepository } from '../learning/index.ts'
import { createToken, isSameSecret, type Mac } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { Certificate, CertificateRepository } from './certificate.ts'
import { certificateNumberOf, parseCertificateNumber } from './certificate-number.ts'
import { comparedName, countedName } from './holder-name.ts'

export interface CertificateServiceDeps {
  readonly certificates: CertificateRepository
  readonly trainings: Pick<TrainingRepository, 'markName'>
  /** Of a key that never changes: a certificate is checked years later. */
  readonly certificateMac: Mac
}

export interface Issue {
  readonly training: Training
  readonly schoolId: SchoolId | undefined
  /** Goes no further than the hash (decision 0026). */
  readonly name: string
}

export interface CertificateService {
  /**
   * One for a person, module and school year: asked again, the same number, for the name typed last. Leaves a mark by
   * which a second way of the same person is not counted again (decision 0035).
   */
  issue(issue: Issue): Promise<Certificate>
  /** Undefined where number and name do not belong together, whichever is wrong. */
  check(number: string, name: string): Promise<Certificate | undefined>
}

export function createCertificateService(deps: CertificateServiceDeps): CertificateService {
  const { certificates, trainings, certificateMac } = deps
  const hash = ({ number, salt }: Pick<Certificate, 'number' | 'salt'>, name: string) =>
    certificateMac('name', number, salt, comparedName(name))
  // Within one school and one year only: nobody can follow a name over the province.
  const mark = (place: string, { schoolYear }: Training, name: string) =>
    certificateMac('same-name', place, schoolYear, countedName(name))
  return {
    async issue({ training, schoolId, name }) {
      const { moduleId, moduleVersion, trainedOn } = training
      const named = { number: certificateNumberOf(training, certificateMac), salt: createToken() }
      const certificate = {
        ...{ ...named, moduleId, moduleVersion, issuedOn: trainedOn },
        ...(schoolId && { schoolId }),
        nameHash: hash(named, name),
      }
      await certificates.save(certificate)
      const place = training.schoolId ?? schoolId
      if (place) await trainings.markName(training, mark(place, training, name))
      return certificate
    },
    async check(typed, name) {
      const number = parseCertificateNumber(typed)
      const found = number && (await certificates.find(number))
      return found && isSameSecret(hash(found, name), found.nameHash) ? found : undefined
    },
  }
}
