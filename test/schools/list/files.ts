import * as xlsx from '@e965/xlsx'

import { readList } from '../../../src/schools/list/read-list.ts'
import { isProblem, type SchoolList } from '../../../src/schools/list/school-list.ts'

type Value = string | number | null | { readonly v: number; readonly z: string }
export type Rows = readonly (readonly Value[])[]

export const HEADER = ['Mã trường', 'Tên trường', 'Cấp học']
export const SCHOOL = ['72000412', 'Trường Tiểu học Nguyễn Trãi', 'TH']

/** A workbook whose sheets hold these rows. */
export function aWorkbook(
  sheets: Readonly<Record<string, Rows>>,
  type: xlsx.BookType = 'xlsx',
): Uint8Array {
  const book = xlsx.utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    const cells = rows.map((row) =>
      row.map((cell) => (isFormatted(cell) ? { t: 'n', ...cell } : cell)),
    )
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(cells), name)
  }
  return new Uint8Array(xlsx.write(book, { type: 'buffer', bookType: type }) as Buffer)
}

function isFormatted(cell: Value): cell is { readonly v: number; readonly z: string } {
  return typeof cell === 'object' && cell !== null
}

export function aFile(...rows: Rows): Uint8Array {
  return aWorkbook({ Trường: rows })
}

/** What is read from a file; fails where the file is refused. */
export function listIn(file: Uint8Array): SchoolList {
  const outcome = readList(file)
  if (isProblem(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome
}

/** Code, name and kind of each row. */
export function rowsIn(file: Uint8Array) {
  return listIn(file).rows.map(({ cells }) => [cells.code, cells.name, cells.kind])
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The file again, with one change to its first sheet. */
function edited(file: Uint8Array, edit: (sheet: xlsx.WorkSheet) => void): Uint8Array {
  const book = xlsx.read(file, { type: 'array' })
  const sheet = book.Sheets[book.SheetNames[0]!]!
  edit(sheet)
  return new Uint8Array(xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
}

export function merged(file: Uint8Array, range: string): Uint8Array {
  return edited(file, (sheet) => {
    sheet['!merges'] = [xlsx.utils.decode_range(range)]
  })
}

export function withFormula(file: Uint8Array, address: string, formula: string): Uint8Array {
  return edited(file, (sheet) => {
    sheet[address] = { t: 'n', v: 1, f: formula }
  })
}

/** Windows-1258 writes a vowel with its shape and then the tone apart. */
export function windows1258(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1258')
  const byteOf = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  )
  const letters = Array.from(text).flatMap((letter) => {
    if (byteOf.has(letter)) return [letter]
    const [base = '', ...marks] = letter.normalize('NFD')
    const tone = marks.find((mark) => byteOf.has(mark)) ?? ''
    const shaped = [base, ...marks.filter((mark) => mark !== tone)].join('').normalize('NFC')
    return [shaped, tone].filter((part) => part !== '')
  })
  return Uint8Array.from(letters, (letter) => byteOf.get(letter) ?? 0x3f)
}
