import { titleOf } from './columns.ts'
import type { ListProblem, SchoolList } from './school-list.ts'
import { chooseSheet, missingColumns, type Sheet, toSchoolList } from './sheet.ts'
import { readSheets } from './workbook.ts'

/** From the bytes of a file to the rows under its header. Files are hostile: call it in list-worker.ts. */
export function readList(bytes: Uint8Array): SchoolList | ListProblem {
  const sheets = sheetsOf(bytes)
  if ('problem' in sheets) return sheets
  const chosen = chooseSheet(sheets)
  if (!chosen) {
    return { problem: 'list-header-missing', missing: missingColumns(sheets).map(titleOf) }
  }
  const list = toSchoolList(chosen.sheet, chosen.header)
  return list.rows.length > 0 ? list : { problem: 'list-empty' }
}

function sheetsOf(bytes: Uint8Array): readonly Sheet[] | ListProblem {
  try {
    return readSheets(bytes)
  } catch (error) {
    const isProtected = error instanceof Error && /password|encrypt/i.test(error.message)
    return { problem: isProtected ? 'list-protected' : 'list-unreadable' }
  }
}
