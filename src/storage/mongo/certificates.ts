import type { Connection } from 'mongoose'

import type { Certificate, CertificateRepository } from '../../certificates/index.ts'
import { documentsIn, schemaOf } from './documents.ts'

type CertificateDocument = Omit<Certificate, 'number'> & { readonly _id: Certificate['number'] }

const schema = schemaOf({
  moduleId: String,
  moduleVersion: String,
  schoolId: String,
  issuedOn: String,
  salt: String,
  nameHash: String,
})

export function createCertificateRepository(connection: Connection): CertificateRepository {
  const certificates = documentsIn<CertificateDocument>(connection, 'certificates', schema)
  return {
    async find(number) {
      const found = await certificates.first({ _id: number })
      if (!found) return undefined
      const { _id, ...rest } = found
      return { number: _id, ...rest }
    },
    save: ({ number, ...rest }) => certificates.put({ _id: number, ...rest }),
  }
}
