import type { TextKey, Texts } from '../../web/index.ts'
import { titleOf } from './columns.ts'
import type { ImportPlan, RefusedCell } from './import-plan.ts'
import type { RowProblemCode } from './row-problem.ts'

export interface RefusedRow {
  readonly row: number
  readonly column: string
  readonly code: RowProblemCode
  readonly message: string
}

/** What scripts read (interfaces §1). */
export interface ImportResult {
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly vanished: number
  readonly refused: readonly RefusedRow[]
  readonly areasNew: readonly string[]
}

export function toImportResult(plan: ImportPlan, texts: Texts): ImportResult {
  const added = plan.changes.filter(({ before }) => !before).length
  return {
    read: plan.read,
    new: added,
    changed: plan.changes.length - added,
    same: plan.sameCount,
    vanished: plan.vanished.length,
    refused: plan.refused.map((cell) => toRefusedRow(cell, texts)),
    areasNew: plan.areasNew.map(({ name }) => name),
  }
}

function toRefusedRow(cell: RefusedCell, texts: Texts): RefusedRow {
  const { row, code, value } = cell
  const key: TextKey = `schools.problems.${code}`
  const column = cell.header ?? titleOf(cell.column)
  return { row, column, code, message: texts.t(key, { value }) }
}
