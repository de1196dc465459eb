import { foldText } from '../text-keys.ts'
import { cleanText } from './cell-text.ts'
import { columnOfHeader, REQUIRED_COLUMNS } from './columns.ts'
import type { Footnote, ListRow } from './school-list.ts'

const TOTAL = /^(?:tổng|cộng)(?![\p{L}\p{N}])/u
const SIGNATURE =
  /^(?:(?:người )?lập(?: biểu)?|hiệu trưởng|(?:phó )?thủ trưởng|(?:phó )?giám đốc|kt\.|tm\.|[^\d]*ngày .*tháng .*năm)(?![\p{L}\p{N}])/u
const COLUMN_NUMBER = /^\(?\d{1,2}\)?$/

/** What the first text of a row says that the row is, if no school. */
export function footnoteOf(text: string): Footnote | undefined {
  const folded = foldText(text)
  if (TOTAL.test(folded)) return 'total'
  return SIGNATURE.test(folded) ? 'signature' : undefined
}

/**
 * The rows that mean a school. Left out: headers repeated on every printed page, the row that numbers the columns,
 * titles between groups, totals, and the signatures below with the names of those who sign (domain §2.3).
 */
export function dataRows(rows: readonly ListRow[]): readonly ListRow[] {
  const signed = rows.findIndex((row) => row.footnote === 'signature' && !hasCode(row))
  const end = signed < 0 ? rows.length : signed
  // Who signs has no code; more schools pasted below have.
  return rows.filter((row, index) => isData(row) && (index < end || hasCode(row)))
}

function isData(row: ListRow): boolean {
  const isTotal = row.footnote === 'total' && !hasCode(row)
  return !isTitle(row) && !isHeaderAgain(row) && !isNumbering(row) && !isTotal
}

/** A code is one word; `I. Xã Tân Lập` in its column is a title. */
function hasCode({ cells }: ListRow): boolean {
  const code = cleanText(cells.code)
  return code !== '' && !code.includes(' ')
}

function isTitle(row: ListRow): boolean {
  return !hasCode(row) && cleanText(row.cells.name) === '' && cleanText(row.cells.kind) === ''
}

function isHeaderAgain({ cells }: ListRow): boolean {
  return columnOfHeader(cleanText(cells.code)) === 'code'
}

function isNumbering({ cells }: ListRow): boolean {
  return REQUIRED_COLUMNS.every((column) => COLUMN_NUMBER.test(cleanText(cells[column])))
}
