import { type Parameters, readCount } from './request-values.ts'

export interface PageOf<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly limit: number
  readonly from: number
}

export function takePage<Row>(rows: readonly Row[], query: Parameters): PageOf<Row> {
  const limit = readCount(query['limit'])
  const from = readCount(query['from'])
  const end = limit === 0 ? rows.length : from + limit
  return { rows: rows.slice(from, end), total: rows.length, limit, from }
}

/**
 * Moodle's Link header for line items and results: curly quotes around the relation and `&amp;`
 * between parameters, so that a strict parser finds no next page in it.
 */
export function moodleLinks(
  url: string,
  filters: Parameters,
  page: PageOf<unknown>,
): string | undefined {
  if (page.limit === 0) return undefined
  const { total, limit, from } = page
  const inRange = from < total
  const link = (relation: string, start: number) =>
    `<${pageUrl(url, filters, { limit, from: start })}>; rel=“${relation}”`
  return [
    link('first', 0),
    ...(from > 0 && inRange ? [link('prev', Math.max(0, from - limit))] : []),
    link('canonical', from),
    ...(from + limit < total ? [link('next', from + limit)] : []),
    link('last', Math.max(0, total - limit + 1)),
  ].join(', ')
}

function pageUrl(url: string, filters: Parameters, page: { limit: number; from: number }): string {
  const [path = '', typeQuery = ''] = url.split('?')
  const parts = [
    new URLSearchParams({ ...filters }).toString(),
    typeQuery,
    `limit=${page.limit}`,
    `from=${page.from}`,
  ]
  return `${path}?${parts.filter(Boolean).join('&')}`.replaceAll('&', '&amp;')
}
