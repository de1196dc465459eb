import type { Area, School } from '../../src/schools/index.ts'
import type { Account, Grant } from '../../src/staff/index.ts'
import { aClock } from './a-clock.ts'
import { aPlannedPeriod } from './a-period.ts'
import { startTestApp } from './test-app.ts'

interface Options {
  readonly schools: readonly School[]
  readonly areas: readonly Area[]
}

export type Api = Awaited<ReturnType<typeof startApi>>

/** The real app with one open period, and the tokens of whoever is asked for. */
export async function startApi({ schools, areas }: Options) {
  const clock = aClock()
  const app = await startTestApp({ clock })
  const { storage, directory, requirements, staff } = app.deps
  await storage.areas.saveAll(areas)
  await storage.schools.saveAll(schools)
  await directory.reload()
  const period = aPlannedPeriod()
  await requirements.service.add(period)
  await requirements.service.open(period.id)

  const ask = async (path: string, token?: string) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const answer = await fetch(`${app.url}/api/v1${path}`, { headers })
    return {
      status: answer.status,
      type: answer.headers.get('content-type')?.split(';')[0],
      headers: answer.headers,
      json: (await answer.json()) as never,
    }
  }
  return {
    ...app,
    clock,
    period,
    ask,
    add: (email: string, grant: Grant) =>
      staff.service.add({ email, name: 'Trần Văn Minh', grant }),
    tokenOf: (account: Account, days = 30) => staff.service.createApiToken(account, days),
  }
}
