import { guardText } from './cell-text.ts'

export type TableCell = string | number | undefined

export interface Table {
  /** Name of the sheet; Excel takes 31 characters. */
  readonly name: string
  readonly headers: readonly string[]
  readonly rows: readonly (readonly TableCell[])[]
}

export type TableFormat = 'xlsx' | 'csv'

const NARROWEST = 6
const WIDEST = 48

/** Numbers stay numbers, text stays text, and no text is a formula. Loads its library when first used. */
export async function writeTable(table: Table, format: TableFormat): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx')
  const rows = [table.headers, ...table.rows].map((row) => row.map(safeCell))
  const sheet = utils.aoa_to_sheet(rows)
  sheet['!cols'] = table.headers.map((_header, at) => ({ wch: widthOf(rows, at) }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, table.name)
  // The mark tells Excel that a CSV is UTF-8.
  if (format === 'csv') return new TextEncoder().encode(`\uFEFF${utils.sheet_to_csv(sheet)}`)
  return write(book, { type: 'buffer', bookType: format, compression: true }) as Uint8Array
}

function safeCell(cell: TableCell): string | number | null {
  return typeof cell === 'string' ? guardText(cell) : (cell ?? null)
}

function widthOf(rows: readonly (readonly (string | number | null)[])[], at: number): number {
  const lengths = rows.slice(0, 200).map((row) => String(row[at] ?? '').length)
  return Math.min(WIDEST, Math.max(NARROWEST, ...lengths) + 1)
}
