import type { Dependencies } from '../../src/dependencies.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { Account, Grant, Role } from '../../src/staff/index.ts'
import { DEMO_SCHOOL_CODE } from './demo-schools.ts'

export interface DemoPerson {
  readonly email: string
  readonly name: string
  readonly role: Role
}

/** People with accounts; each signs in by a one-time link. */
export const DEMO_STAFF = {
  principal: { email: 'hieu.truong@demo.example', name: 'Lê Thị Mai', role: 'principal' },
  officer: { email: 'can.bo.so@demo.example', name: 'Trần Văn Phúc', role: 'officer' },
  commune: { email: 'can.bo.phuong@demo.example', name: 'Võ Minh Khoa', role: 'commune-official' },
  administrator: { email: 'quan.tri@demo.example', name: 'Đặng Thu Hà', role: 'administrator' },
} as const satisfies Readonly<Record<string, DemoPerson>>

/** The account of this person, made unless it is there. */
export async function accountOf(
  { storage, staff, directory }: Pick<Dependencies, 'storage' | 'staff' | 'directory'>,
  { email, name, role }: DemoPerson,
  from: Day,
): Promise<Account> {
  const known = await storage.accounts.findByEmail(email)
  return known ?? staff.service.add({ email, name, grant: grantOf(role, from, directory) })
}

function grantOf(
  role: Role,
  from: Day,
  directory: Pick<Dependencies['directory'], 'byCode'>,
): Grant {
  const school = directory.byCode(DEMO_SCHOOL_CODE)
  if (!school) throw new Error('the demo province has no demo school')
  const { id: schoolId, communeId: areaId } = school
  if (role === 'principal') return { role, from, schoolId }
  return role === 'commune-official' && areaId ? { role, from, areaId } : { role, from }
}
