import type { RowPage, RowSearch } from '../../coverage/index.ts'
import { toRow } from './coverage-row-body.ts'
import type { Database, Parameters } from './database.ts'
import { text } from './rows.ts'

type Where = readonly (readonly [clause: string, parameters: Parameters])[]

/** Keys are found on the index alone; only the rows of the page are read. */
export async function searchByNeed(database: Database, search: RowSearch): Promise<RowPage> {
  const { stage, statuses, after } = search
  return page(database, {
    key: 'sort_key',
    limit: search.limit,
    where: [
      ...commonOf(search),
      ...(stage ? [[`${stage} IS NOT NULL`, {}] as const] : []),
      ...(statuses ? [[inList(stage ?? 'status', 'statuses'), listOf({ statuses })] as const] : []),
      // Rows that were never computed sort first, under an empty key.
      ['sort_key > :after', { after: after ?? '' }],
    ],
  })
}

type ByCode = Pick<RowSearch, 'periodId' | 'cells' | 'after' | 'limit'>

export async function searchByCode(database: Database, search: ByCode): Promise<RowPage> {
  return page(database, {
    key: 'code',
    limit: search.limit,
    where: [
      ...commonOf(search),
      ['code > :after', { after: search.after ?? '' }],
      [`sort_key <> ''`, {}],
    ],
  })
}

function commonOf({ periodId, cells }: Pick<RowSearch, 'periodId' | 'cells'>): Where {
  return [
    ['period_id = :periodId', { periodId }],
    ...(cells ? [[inList('cell', 'cells'), listOf({ cells })] as const] : []),
  ]
}

interface Page {
  readonly key: 'sort_key' | 'code'
  readonly where: Where
  readonly limit: number
}

/** Both keys end in the school's code, so no two rows of a period share one. */
async function page(database: Database, { key, where, limit }: Page): Promise<RowPage> {
  const parameters = where.reduce<Parameters>((all, [, one]) => ({ ...all, ...one }), {})
  const found = await database.all(
    `SELECT ${key}, body
     FROM (SELECT period_id, school_id FROM coverage_rows
           WHERE ${where.map(([clause]) => clause).join(' AND ')}
           ORDER BY ${key} LIMIT :oneMore) JOIN coverage_rows USING (period_id, school_id)
     ORDER BY ${key}`,
    { ...parameters, oneMore: limit + 1 },
  )
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(toRow),
    ...(last && found.length > limit && { next: text(last, key) }),
  }
}

function inList(column: string, name: string): string {
  return `${column} IN (SELECT value FROM json_each(:${name}))`
}

function listOf(lists: Readonly<Record<string, readonly string[]>>): Parameters {
  return Object.fromEntries(
    Object.entries(lists).map(([name, values]) => [name, JSON.stringify(values)]),
  )
}
