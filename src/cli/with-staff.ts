import { createClock, createLogger, type Day, dayOf } from '../runtime/index.ts'
import { createSchoolDirectory, type SchoolDirectory } from '../schools/index.ts'
import { type Account, createStaffService, type StaffService } from '../staff/index.ts'
import { type CliContext, withStorage } from './cli-context.ts'

export interface StaffTools {
  readonly service: StaffService
  readonly directory: SchoolDirectory
  readonly today: Day
}

export function withStaff<T>(
  context: CliContext,
  work: (tools: StaffTools) => Promise<T>,
): Promise<T> {
  return withStorage(context, async (storage) => {
    const directory = createSchoolDirectory({ ...storage, logger: createLogger('error') })
    await directory.reload()
    const clock = createClock()
    const service = createStaffService({ ...storage, clock })
    return work({ service, directory, today: dayOf(clock.now()) })
  })
}

export function summaryOf({ id, email, name, state, grants }: Account, directory: SchoolDirectory) {
  return {
    id,
    email,
    name,
    state,
    grants: grants.map(({ role, areaId, schoolId, from, to }) => ({
      role,
      ...(areaId && { area: areaId }),
      ...(schoolId && { school: directory.byId(schoolId)?.code ?? schoolId }),
      from,
      ...(to && { to }),
    })),
  }
}

export function lineOf({ id, email, name, state, grants }: ReturnType<typeof summaryOf>): string {
  const roles = grants.map(({ role, area, school }) =>
    [role, school ?? area ?? ''].join(' ').trim(),
  )
  return [id, state, email, name, roles.join(', ')].join('\t')
}
