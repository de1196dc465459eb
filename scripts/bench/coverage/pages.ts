import { type Client, textOf } from './client.ts'
import type { Recording, World } from './roles.ts'

export type PageName =
  'department' | 'of one commune' | 'th, not yet' | 'second page' | 'school' | 'API'

/** An address that is measured; of schools there are many, asked for in turn. */
export interface Page {
  readonly name: PageName
  readonly paths: readonly string[]
  /** The department's page in one of its forms: the one that has an aim. */
  readonly isDepartment: boolean
  /** Asked for by a program with a token. */
  readonly isApi: boolean
}

export interface Askers {
  readonly officer: Client
  readonly program: Client
}

const SCHOOLS = 20

export async function pagesOf({ officer }: Askers, world: World): Promise<readonly Page[]> {
  const { periodId, areaId, codes } = world
  const first = await officer.get('/coverage')
  const [, next] = /rel="next" href="(\/coverage\?[^"#]*)/.exec(textOf(first)) ?? []
  const department = (name: PageName, path: string): Page => ({
    name,
    paths: [path],
    isDepartment: true,
    isApi: false,
  })
  const few = codes.slice(0, SCHOOLS)
  const school = { isDepartment: false, isApi: false }
  const api = `/api/v1/coverage?period=${periodId}`
  return [
    department('department', '/coverage'),
    department('of one commune', `/coverage?area=${encodeURIComponent(areaId)}`),
    department('th, not yet', '/coverage?stage=th&status=not-yet'),
    // A small province has one page only.
    ...(next === undefined ? [] : [department('second page', next.replaceAll('&amp;', '&'))]),
    { ...school, name: 'school', paths: few.map((code) => `/coverage/schools/${code}`) },
    { name: 'API', paths: [api], isDepartment: false, isApi: true },
  ]
}

export function askerOf({ officer, program }: Askers, { isApi }: Page): Client {
  return isApi ? program : officer
}

/** Every address as ours answers it, for the floor to send again. */
export async function recordingsOf(
  askers: Askers,
  pages: readonly Page[],
): Promise<readonly Recording[]> {
  const recordings: Recording[] = []
  for (const page of pages) {
    for (const path of page.paths) {
      const { status, headers, body } = await askerOf(askers, page).get(path)
      if (status !== 200) throw new Error(`${path} was answered ${status}`)
      recordings.push({ path, headers: headersToSend(headers), base64: body.toString('base64') })
    }
  }
  return recordings
}

/** node:http sets these itself. */
const OF_THE_CONNECTION = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'date',
]

function headersToSend(headers: Recording['headers']): Recording['headers'] {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name))
  return Object.fromEntries(kept)
}
