import { cleanText } from './cell-text.ts'
import { type Column, columnOfHeader, REQUIRED_COLUMNS } from './columns.ts'
import { footnoteOf } from './data-rows.ts'
import type { Cell, ListRow, SchoolList } from './school-list.ts'

/** Rows of cells from the first row of the sheet on; a hole is undefined. */
export type Sheet = readonly (readonly (Cell | undefined)[])[]

/** Real lists begin with the names of a ministry and a title (domain §2.3). */
const HEADER_WITHIN_ROWS = 12

export interface Header {
  /** The first row below it, as the array counts. */
  readonly end: number
  /** Position in the row → what stands there. */
  readonly columns: ReadonlyMap<number, Column>
  readonly texts: ReadonlyMap<Column, string>
}

/** Of several sheets the one whose header names the most columns: code sheets lie beside the data. */
export function chooseSheet(
  sheets: readonly Sheet[],
): { readonly sheet: Sheet; readonly header: Header } | undefined {
  const found = sheets.flatMap((sheet) => {
    const header = findHeader(sheet)
    return header ? [{ sheet, header }] : []
  })
  return found.sort((left, right) => right.header.columns.size - left.header.columns.size)[0]
}

export function findHeader(sheet: Sheet): Header | undefined {
  const headers = sheet
    .slice(0, HEADER_WITHIN_ROWS)
    .map((row, index) => headerAt(index, row, sheet[index + 1]))
  return headers.find(({ texts }) => REQUIRED_COLUMNS.every((column) => texts.has(column)))
}

/** What the most promising row still lacks, for people to put right. */
export function missingColumns(sheets: readonly Sheet[]): readonly Column[] {
  const rows = sheets.flatMap((sheet) => sheet.slice(0, HEADER_WITHIN_ROWS))
  const named = rows.map((row) => new Set(columnsIn(row).values()))
  const [best] = named.sort((left, right) => right.size - left.size)
  return REQUIRED_COLUMNS.filter((column) => !best?.has(column))
}

type Row = Sheet[number]

/** A header may have two storeys: `Số học sinh` above `Lớp 1 … Lớp 5`; then the lower one is the more exact. */
function headerAt(index: number, row: Row, next: Row = []): Header {
  const upper = columnsIn(row)
  const codeAt = [...upper].find(([, column]) => column === 'code')?.[0]
  const hasLower = codeAt !== undefined && textOf(next[codeAt]) === ''
  const lower = hasLower ? columnsIn(next) : new Map<number, Column>()
  const columns = withoutRepeats(new Map([...upper, ...lower]))
  const texts = new Map(
    [...columns].map(([at, column]) => [column, textOf((lower.has(at) ? next : row)[at])]),
  )
  return { end: index + (lower.size > 0 ? 2 : 1), columns, texts }
}

function columnsIn(row: Row): ReadonlyMap<number, Column> {
  const found = new Map<number, Column>()
  for (const [at, cell] of row.entries()) {
    const column = columnOfHeader(textOf(cell))
    if (column) found.set(at, column)
  }
  return found
}

/** Where two cells head one column, the first is meant. */
function withoutRepeats(columns: ReadonlyMap<number, Column>): ReadonlyMap<number, Column> {
  const seen = new Set<Column>()
  const inOrder = [...columns].sort(([left], [right]) => left - right)
  return new Map(
    inOrder.filter(([, column]) => {
      const isFirst = !seen.has(column)
      seen.add(column)
      return isFirst
    }),
  )
}

/** Only what stands under a known header. */
export function toSchoolList(sheet: Sheet, header: Header): SchoolList {
  const rows = sheet.slice(header.end).map((row, index): ListRow => {
    const cells = [...header.columns].flatMap(([at, column]) => {
      const cell = row[at]
      return cell === undefined || cell === '' ? [] : [[column, cell] as const]
    })
    const footnote = footnoteOf(row.map(cleanText).find((text) => text !== '') ?? '')
    return {
      row: header.end + index + 1,
      cells: Object.fromEntries(cells),
      ...(footnote && { footnote }),
    }
  })
  return {
    headers: Object.fromEntries(header.texts),
    rows: rows.filter(({ cells, footnote }) => footnote ?? Object.keys(cells).length > 0),
  }
}

function textOf(cell: Cell | undefined): string {
  return cell === undefined ? '' : String(cell)
}
