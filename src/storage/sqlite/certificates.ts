import type { ModuleId } from '../../catalogue/index.ts'
import type {
  Certificate,
  CertificateNumber,
  CertificateRepository,
} from '../../certificates/index.ts'
import type { Day } from '../../runtime/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import type { Database, Row } from './database.ts'
import { optionalText, text } from './rows.ts'

const SAVE = `
INSERT INTO certificates (number, module_id, module_version, school_id, issued_on, salt, name_hash)
VALUES (:number, :moduleId, :moduleVersion, :schoolId, :issuedOn, :salt, :nameHash)
ON CONFLICT (number) DO UPDATE SET salt = :salt, name_hash = :nameHash, school_id = :schoolId,
  module_id = :moduleId, module_version = :moduleVersion, issued_on = :issuedOn`

export function createCertificateRepository(database: Database): CertificateRepository {
  return {
    async find(number) {
      const sql = 'SELECT * FROM certificates WHERE number = :number'
      const [row] = await database.all(sql, { number })
      return row && toCertificate(row)
    },
    async save({ schoolId, ...rest }) {
      await database.run(SAVE, { ...rest, schoolId })
    },
  }
}

function toCertificate(row: Row): Certificate {
  const schoolId = optionalText(row, 'school_id') as SchoolId | undefined
  return {
    number: text(row, 'number') as CertificateNumber,
    moduleId: text(row, 'module_id') as ModuleId,
    moduleVersion: text(row, 'module_version'),
    ...(schoolId && { schoolId }),
    issuedOn: text(row, 'issued_on') as Day,
    salt: text(row, 'salt'),
    nameHash: text(row, 'name_hash'),
  }
}
