import type { RowPage, RowSearch } from '../../coverage/index.ts'
import { type RowDocument, rowsOf } from './coverage-row-document.ts'
import type { Documents } from './documents.ts'
import type { Filter } from './query.ts'

type Rows = Pick<Documents<RowDocument>, 'list'>

export function searchByNeed(rows: Rows, search: RowSearch): Promise<RowPage> {
  const { stage, statuses, after = '' } = search
  const ofStage = stage && { [stage]: { $gt: '' } }
  const ofStatus = statuses && { [stage ?? 'status']: { $in: statuses } }
  return page(rows, {
    key: 'sortKey',
    limit: search.limit,
    // Rows that were never computed sort first, under an empty key.
    filter: { ...commonOf(search), ...ofStage, ...ofStatus, sortKey: { $gt: after } },
  })
}

type ByCode = Pick<RowSearch, 'periodId' | 'cells' | 'after' | 'limit'>

export function searchByCode(rows: Rows, search: ByCode): Promise<RowPage> {
  const { after = '' } = search
  return page(rows, {
    key: 'code',
    limit: search.limit,
    filter: { ...commonOf(search), code: { $gt: after }, sortKey: { $gt: '' } },
  })
}

function commonOf({ periodId, cells }: Pick<RowSearch, 'periodId' | 'cells'>): Filter<RowDocument> {
  return { periodId, ...(cells && { cell: { $in: cells } }) }
}

interface Page {
  readonly key: 'sortKey' | 'code'
  readonly filter: Filter<RowDocument>
  readonly limit: number
}

/** Both keys end in the school's code, so no two rows of a period share one. */
async function page(rows: Rows, { key, filter, limit }: Page): Promise<RowPage> {
  const found = await rows.list(filter, { sort: { [key]: 1 }, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: rowsOf(shown),
    ...(last && found.length > limit && { next: last[key] }),
  }
}
