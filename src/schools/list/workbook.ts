import { deflateRawSync, inflateRawSync } from 'node:zlib'

import type { CellObject, WorkSheet } from '@e965/xlsx'
import * as xlsx from '@e965/xlsx'
import * as codepages from '@e965/xlsx/dist/cpexcel'

import type { Cell } from './school-list.ts'
import type { Sheet } from './sheet.ts'
import { decodeText, isMarkup, SEPARATORS } from './text-sheets.ts'

// Generous for a country's list, far below what a bomb of 10 MB unpacks to.
const MAX_UNPACKED_BYTES = 100 * 1024 * 1024
const MAX_ROWS = 50_000
const MAX_COLUMNS = 200

const READ_OPTIONS = {
  dense: true,
  sheetRows: MAX_ROWS,
  cellFormula: false,
  cellHTML: false,
  bookVBA: false,
} as const

/**
 * Every sheet of a file as rows of cells; formulas are never computed, only what the file says they gave.
 * Files are hostile: call it in list-worker.ts.
 * @throws Error of any kind where the file is none that we read
 */
export function readSheets(bytes: Uint8Array): readonly Sheet[] {
  prepare()
  if (isArchive(bytes) || isOldExcel(bytes)) {
    return sheetsOf(xlsx.read(bytes, { ...READ_OPTIONS, type: 'array' }))
  }
  const text = decodeText(bytes)
  if (text.includes('\0')) throw new Error('neither a workbook nor text')
  if (isMarkup(text))
    return sheetsOf(xlsx.read(text, { ...READ_OPTIONS, type: 'string', raw: true }))
  return SEPARATORS.flatMap((separator) =>
    sheetsOf(xlsx.read(text, { ...READ_OPTIONS, type: 'string', raw: true, FS: separator })),
  )
}

function isArchive([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && third === 3 && fourth === 4
}

function isOldExcel([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0
}

/** For each file anew: the limit is one file's. */
function prepare(): void {
  xlsx.set_cptable(codepages)
  const { utils } = xlsx.CFB as { readonly utils: { use_zlib(zlib: unknown): void } }
  utils.use_zlib({ InflateRaw: createInflater(MAX_UNPACKED_BYTES), deflateRawSync })
}

/** The library unpacks without a limit of its own; it calls this as it would Node's `new zlib.InflateRaw()`. */
function createInflater(maxBytes: number): unknown {
  let left = maxBytes
  return function InflateRaw() {
    const inflater = {
      bytesRead: 0,
      _finishFlushFlag: 0,
      _processChunk(chunk: Uint8Array): Buffer {
        const { buffer, engine } = unpack(chunk, left)
        inflater.bytesRead = engine.bytesWritten
        left -= buffer.length
        return buffer
      },
    }
    return inflater
  }
}

/** With `info` Node gives more than its types say. */
interface Unpacked {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

function unpack(chunk: Uint8Array, maxOutputLength: number): Unpacked {
  return inflateRawSync(chunk, { info: true, maxOutputLength }) as unknown as Unpacked
}

function sheetsOf({ SheetNames, Sheets }: xlsx.WorkBook): readonly Sheet[] {
  return SheetNames.map((name) => Sheets[name]).flatMap((sheet) => (sheet ? [toSheet(sheet)] : []))
}

type SparseData = readonly ((CellObject | undefined)[] | undefined)[]

function toSheet(sheet: WorkSheet): Sheet {
  const data = (sheet['!data'] ?? []) as SparseData
  const rows = Array.from(data, (row) =>
    Array.from(row ?? [])
      .slice(0, MAX_COLUMNS)
      .map(toCell),
  )
  for (const { s: start, e: end } of sheet['!merges'] ?? []) {
    if (start.c === end.c) fillDown(rows, { at: start.c, from: start.r, to: end.r })
  }
  return rows
}

interface Span {
  readonly at: number
  readonly from: number
  readonly to: number
}

/** A commune written once beside its schools, over merged cells, is said of each of them. */
function fillDown(rows: (Cell | undefined)[][], { at, from, to }: Span): void {
  const value = rows[from]?.[at]
  for (const row of rows.slice(from + 1, to + 1)) row[at] ??= value
}

function toCell(cell: CellObject | undefined): Cell | undefined {
  if (cell?.v === undefined || cell.t === 'z') return undefined
  if (typeof cell.v === 'number' && cell.t === 'n') return toNumber(cell.v, cell.w)
  return cell.t === 's' ? String(cell.v) : (cell.w ?? String(cell.v))
}

/** Zeros that only the format shows belong to a code, so whatever shows more digits than the number is text. */
function toNumber(value: number, shown: string | undefined): Cell {
  return shown !== undefined && /^0\d+$/.test(shown.trim()) ? shown.trim() : value
}
