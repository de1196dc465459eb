import { createBindings } from '../../src/bindings/index.ts'
import type { Registration } from '../../src/lti/index.ts'
import type { School, SchoolId } from '../../src/schools/index.ts'
import type { ContextKey } from '../../src/web/index.ts'
import { aClock } from '../support/a-clock.ts'
import { aLogger } from '../support/a-logger.ts'
import { aRegistration } from '../support/a-registration.ts'
import { aSchool } from '../support/a-school.ts'
import type { Storage } from '../support/engines.ts'

export const A = aSchool()
export const B = aSchool({ code: '72000999', name: 'Trường THCS Kim Đồng', kind: 'THCS' })
export const C = aSchool({ code: '72000888', name: 'Trường Tiểu học Lê Lợi' })

export const OFFICER = { id: 'account-9', name: 'Trần Văn Minh' }

/** The service on a store, with lists and registrations that a test may change, and a counting that may fail. */
export function aBindingsWorld(
  storage: Pick<Storage, 'bindings'>,
  onCounted: (schoolId: SchoolId) => void = () => undefined,
) {
  const schools = new Map<string, School>([A, B].map((one) => [one.code, one]))
  const registrations = new Map([[aRegistration().id, aRegistration()]])
  const counted: (readonly [ContextKey, SchoolId])[] = []
  const clock = aClock()
  let isBroken: (schoolId: SchoolId) => boolean = () => false
  const service = createBindings({
    logger: aLogger().logger,
    bindings: storage.bindings,
    registry: { byId: (id) => registrations.get(id) },
    directory: {
      byCode: (code) => schools.get(code),
      byId: (id) => [...schools.values()].find((one) => one.id === id),
    },
    clock,
    onAssigned(contextKey, schoolId) {
      if (isBroken(schoolId)) return Promise.reject(new Error('cannot be counted now'))
      counted.push([contextKey, schoolId])
      onCounted(schoolId)
      return Promise.resolve()
    },
  })
  return {
    service,
    clock,
    counted,
    /** Schools counted so far, in order. */
    countedSchools: () => counted.map(([, schoolId]) => schoolId),
    learn: (school: School) => void schools.set(school.code, school),
    register(registration: Partial<Registration>) {
      const whole = aRegistration(registration)
      registrations.set(whole.id, whole)
    },
    breakCounting: (of: typeof isBroken) => void (isBroken = of),
    mendCounting: () => void (isBroken = () => false),
  }
}
