import type { Module } from '../catalogue/index.ts'
import type { CertificateNumber } from './certificate.ts'

export const paths = {
  own: ({ id }: Pick<Module, 'id'>) => `/modules/${id}/certificate`,
  resume: ({ id }: Pick<Module, 'id'>) => `/modules/${id}/resume`,
  check: '/certificates/check',
  checkOf: (number: CertificateNumber) => `/certificates/${number}`,
}
