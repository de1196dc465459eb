import type { Binding } from '../../src/bindings/index.ts'
import type { SchoolId } from '../../src/schools/index.ts'
import type { Grant } from '../../src/staff/index.ts'
import { aBinding, aContextKey } from '../support/a-binding.ts'
import { aRegistration } from '../support/a-registration.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { type StaffApp, startStaffApp } from '../support/a-staff-app.ts'
import type { Walked, Walker } from '../support/a-walker.ts'
import { aGrant } from '../support/an-account.ts'
import { A, B, C } from './a-bindings-world.ts'

const ELSEWHERE = anArea({ name: 'Xã Hoà Bình' })
/** Shares its name with B and stands in another commune. */
export const AWAY = aSchool({ code: '72000777', name: B.name, communeId: ELSEWHERE.id })

const MINUTE_MS = 60 * 1000

export function aCourse(contextId: string, overrides: Partial<Binding> = {}): Binding {
  return aBinding({ contextKey: aContextKey(contextId), contextId, ...overrides })
}

/** Course 1, 2, 3, … in the order in which they were seen. */
export function courses(count: number, overrides: Partial<Binding> = {}): readonly Binding[] {
  return Array.from({ length: count }, (_, index) => {
    const firstSeenAt = new Date(aBinding().firstSeenAt.getTime() + index * MINUTE_MS)
    return aCourse(String(index + 1), { firstSeenAt, ...overrides })
  })
}

export function rowsOf({ $ }: Walked): readonly string[] {
  const rows = $('[data-context]').toArray()
  return rows.map((row) => $(row).find('strong').first().text())
}

export function rowOf({ $ }: Walked, contextId: string) {
  return $(`[data-context^="${aContextKey(contextId)}."]`)
}

export function codeIn(page: Walked, contextId: string) {
  return page.$(`input[name="${fieldOf(contextId)}"]`).val()
}

export function isTicked(page: Walked, contextId: string): boolean {
  return rowOf(page, contextId).find('[name=context]').attr('checked') !== undefined
}

export function problemsOf({ $ }: Walked): readonly string[] {
  const problems = $('.problem').toArray()
  return problems.map((one) => $(one).text())
}

const fieldOf = (contextId: string) => `code.${aContextKey(contextId)}`

interface Sent {
  readonly all?: string
  readonly codes?: Readonly<Record<string, string>>
  readonly who?: Walker
}

export interface Queue extends StaffApp {
  readonly officer: Walker
  enterAs(grant: Partial<Grant>): Promise<Walker>
  seed(...bindings: readonly Binding[]): Promise<void>
  open(query?: string, who?: Walker): Promise<Walked>
  /** Ticks these courses on the page and presses the button. */
  send(page: Walked, ticked: readonly string[], sent?: Sent): Promise<Walked>
  schoolOf(contextId: string): Promise<SchoolId | undefined>
}

/** The list of courses before an officer of the province; A, B and C stand in one commune. */
export async function startQueue(): Promise<Queue> {
  const app = await startStaffApp({
    areas: [anArea(), ELSEWHERE],
    // The first of the list lies outside the one commune that some people have.
    schools: [AWAY, A, B, C],
    registrations: [aRegistration({ trust: ['custom'] })],
  })
  let people = 0
  const enterAs = async (grant: Partial<Grant>) =>
    app.enter(await app.add(`person-${people++}@so.example`, aGrant(grant)))
  const officer = await enterAs({ role: 'officer' })
  return {
    ...app,
    officer,
    enterAs,
    seed: (...bindings) => app.storage.bindings.addAll(bindings),
    open: (query = '', who = officer) => who.open(`${app.url}/bindings${query}`),
    send: (page, ticked, { all, codes = {}, who = officer } = {}) =>
      who.press(page, 'form[method=post]', {
        context: ticked.map((id) => String(rowOf(page, id).data('context'))),
        ...(all !== undefined && { all }),
        ...Object.fromEntries(Object.entries(codes).map(([id, code]) => [fieldOf(id), code])),
      }),
    schoolOf: async (contextId) =>
      (await app.storage.bindings.find(aContextKey(contextId)))?.schoolId,
  }
}
