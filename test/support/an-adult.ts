import type { ModuleId } from '../../src/catalogue/index.ts'
import type { Certificate, CertificateNumber } from '../../src/certificates/index.ts'
import { type Training, trainingIdOf } from '../../src/learning/index.ts'
import type { OpenRun, OpenRunId, PublicToken, PublicTokenText } from '../../src/open/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'
import { aSchool } from './a-school.ts'

export function anOpenRun(overrides: Partial<OpenRun> = {}): OpenRun {
  return {
    id: 'run-1' as OpenRunId,
    moduleId: 'P1' as ModuleId,
    moduleVersion: '1',
    day: '2026-11-23' as Day,
    ...overrides,
  }
}

export function aPublicToken(overrides: Partial<PublicToken> = {}): PublicToken {
  return {
    schoolId: aSchool().id,
    token: 'k7qm2hvx' as PublicTokenText,
    madeAt: new Date('2026-11-23T01:00:00.000Z'),
    ...overrides,
  }
}

export function aTraining(overrides: Partial<Training> = {}): Training {
  const { personKey = 'teacher-1' as LearnerKey, moduleId = 'T1' as ModuleId } = overrides
  const { schoolYear = '2026-2027' } = overrides
  return {
    id: trainingIdOf(personKey, moduleId, schoolYear),
    personKey,
    moduleId,
    moduleVersion: '1',
    schoolYear,
    trainedOn: '2026-11-23' as Day,
    ...overrides,
  }
}

export function aCertificate(overrides: Partial<Certificate> = {}): Certificate {
  return {
    number: 'LC-2026-2222-2222-2222' as CertificateNumber,
    moduleId: 'T1' as ModuleId,
    moduleVersion: '1',
    schoolId: aSchool().id,
    issuedOn: '2026-11-23' as Day,
    salt: 'salt-1',
    nameHash: 'hash-1',
    ...overrides,
  }
}
