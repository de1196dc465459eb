import type { Dependencies } from '../../../../src/dependencies.ts'
import type { Day } from '../../../../src/runtime/index.ts'
import type { School } from '../../../../src/schools/index.ts'
import type { Session } from '../../../../src/sessions/index.ts'
import { type Grant, signInPathOf } from '../../../../src/staff/index.ts'
import type { Press } from '../roles.ts'

type Deps = Pick<Dependencies, 'staff'>

/** Sees the whole province, and has a token for the API. */
export async function addOfficer({ staff: { service } }: Deps, from: Day) {
  const grant: Grant = { role: 'officer', from }
  const account = await service.add({ email: 'officer@bench.example', name: 'Nguyễn An', grant })
  return {
    officerPath: signInPathOf(await service.createLink(account)),
    apiToken: await service.createApiToken(account, 1),
  }
}

interface Waiting {
  readonly school: School
  readonly session: Session
}

/** The principal who will confirm, and a teacher who looks. */
export async function addSchoolStaff(
  { staff: { service } }: Deps,
  { school, session }: Waiting,
  from: Day,
): Promise<Press> {
  const linkOf = async (role: 'principal' | 'teacher') => {
    const email = `${role}.${school.code}@bench.example`
    const grant: Grant = { role, schoolId: school.id, from }
    return signInPathOf(await service.createLink(await service.add({ email, name: email, grant })))
  }
  return {
    sessionId: session.id,
    code: school.code,
    principalPath: await linkOf('principal'),
    teacherPath: await linkOf('teacher'),
  }
}
