import { expect } from 'chai'

import type { CertificateNumber } from '../../../src/certificates/index.ts'
import { aCertificate } from '../../support/an-adult.ts'
import { onEveryEngine } from '../../support/engines.ts'

onEveryEngine('CertificateRepository', (opened) => {
  it('finds a certificate by its number', async () => {
    const { certificates } = opened().storage
    const { schoolId: _school, ...withoutSchool } = aCertificate({
      number: 'LC-2026-3333-3333-3333' as CertificateNumber,
    })
    await certificates.save(aCertificate())
    await certificates.save(withoutSchool)
    expect(await certificates.find(aCertificate().number)).to.deep.equal(aCertificate())
    expect(await certificates.find(withoutSchool.number)).to.deep.equal(withoutSchool)
  })

  it('keeps what was saved last under a number', async () => {
    const { certificates } = opened().storage
    await certificates.save(aCertificate())
    const mended = aCertificate({ salt: 'salt-2', nameHash: 'hash-2' })
    await certificates.save(mended)
    expect(await certificates.find(mended.number)).to.deep.equal(mended)
  })

  it('knows no number that was never given', async () => {
    expect(await opened().storage.certificates.find(aCertificate().number)).to.equal(undefined)
  })
})
