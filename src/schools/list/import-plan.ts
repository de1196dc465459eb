import { isDeepStrictEqual } from 'node:util'

import type { Day } from '../../runtime/index.ts'
import type { Area, AreaId } from '../area.ts'
import { type School, type SchoolId, schoolIdOf } from '../school.ts'
import { createAreaFinder } from './area-finder.ts'
import { type CareCodes, createCareCodes } from './care-codes.ts'
import { cleanText } from './cell-text.ts'
import { dataRows } from './data-rows.ts'
import type { AreaIds, SchoolDraft } from './draft.ts'
import { merge } from './merge.ts'
import { type ParsedRow, parseRow } from './parse-row.ts'
import type { RowProblem } from './row-problem.ts'
import type { ListRow, SchoolList } from './school-list.ts'

export interface RefusedCell extends RowProblem {
  readonly row: number
  /** The header as it stands in the file; absent where the file has no such column. */
  readonly header: string | undefined
  /** What the row says its school is, to find it again. */
  readonly name: string
}

export interface SchoolChange {
  readonly school: School
  /** Absent for a new school. */
  readonly before?: School
  readonly row: number
}

/** What a list would do to the schools that are known. */
export interface ImportPlan {
  readonly read: number
  readonly changes: readonly SchoolChange[]
  readonly sameCount: number
  /** Schools at work that the list does not mention; they stay as they are. */
  readonly vanished: readonly School[]
  readonly refused: readonly RefusedCell[]
  readonly areasNew: readonly Area[]
  /** Known areas that the list gave their place in the tree. */
  readonly areasPlaced: readonly Area[]
}

export interface Known {
  readonly schools: readonly School[]
  readonly areas: readonly Area[]
}

export function planImport(list: SchoolList, known: Known, asOf: Day): ImportPlan {
  const areas = createAreaFinder(known.areas, asOf)
  const rows = readRows(list, known)
  const refused: RefusedCell[] = rows.flatMap(({ refused: cells }) => cells)
  const byId = new Map(known.schools.map((school) => [school.id, school]))
  const outcomes = rows.flatMap(({ row, code, draft }) => {
    if (!draft) return []
    const found = areas.find(draft.areas)
    if ('ids' in found) return [toChange({ row, code, draft, areaIds: found.ids, byId, asOf })]
    const { ambiguous: column } = found
    const value = draft.areas[column] ?? ''
    refused.push(refusedCell(list, row, { column, code: 'area-ambiguous', value }))
    return []
  })
  const changes = outcomes.filter(({ school, before }) => !isSame(school, before))
  return {
    read: rows.length,
    changes,
    sameCount: outcomes.length - changes.length,
    vanished: vanished(known.schools, rows),
    refused: refused.sort((left, right) => left.row - right.row),
    areasNew: usedAreas(areas.made(), changes),
    areasPlaced: areas.adopted(),
  }
}

interface ReadRow {
  readonly row: ListRow
  readonly code: string
  readonly draft?: SchoolDraft
  readonly refused: readonly RefusedCell[]
}

/** Of rows with one code, those after the first are refused, even where the first is: nobody knows which is meant. */
function readRows(list: SchoolList, { schools, areas }: Known): readonly ReadRow[] {
  const careCodes = createCareCodes(schools, areas)
  const seen = new Set<string>()
  return dataRows(list.rows).map((row) => {
    const parsed = parseRow(row)
    const code = codeOf(row, parsed, careCodes)
    const problems = 'problems' in parsed ? [...parsed.problems] : []
    if (seen.has(code)) problems.push({ column: 'code', code: 'code-repeated', value: code })
    if (code !== '') seen.add(code)
    const refused = problems.map((problem) => refusedCell(list, row, problem))
    const draft = 'draft' in parsed && problems.length === 0 ? parsed.draft : undefined
    return { row, code, refused, ...(draft && { draft }) }
  })
}

function codeOf(row: ListRow, parsed: ParsedRow, careCodes: CareCodes): string {
  const isWithoutCode = 'draft' in parsed && parsed.draft.code === undefined
  return isWithoutCode ? careCodes.codeOf(parsed.draft) : cleanText(row.cells.code)
}

function refusedCell(list: SchoolList, row: ListRow, problem: RowProblem): RefusedCell {
  const name = String(row.cells.name ?? row.cells.code ?? '')
  return { ...problem, row: row.row, header: list.headers[problem.column], name }
}

interface Outcome {
  readonly row: ListRow
  readonly code: string
  readonly draft: SchoolDraft
  readonly areaIds: AreaIds
  readonly byId: ReadonlyMap<SchoolId, School>
  readonly asOf: Day
}

function toChange({ row, code, draft, areaIds, byId, asOf }: Outcome): SchoolChange {
  const before = byId.get(schoolIdOf(code))
  const school = merge(before, { code, draft, areaIds }, asOf)
  return { school, row: row.row, ...(before && { before }) }
}

/** A newer day for the same sizes is no change. */
function isSame(school: School, before: School | undefined): boolean {
  return before !== undefined && isDeepStrictEqual(comparable(school), comparable(before))
}

function comparable({ revision: _revision, sizesAsOf: _day, ...rest }: School) {
  return rest
}

function vanished(schools: readonly School[], rows: readonly ReadRow[]): readonly School[] {
  // A row that is refused still mentions its school.
  const mentioned = new Set(rows.map(({ code }) => schoolIdOf(code)))
  const isAtWork = ({ status }: School) => status === 'active' || status === 'paused'
  return schools.filter((school) => isAtWork(school) && !mentioned.has(school.id))
}

/** Rows that were refused later may have named others. */
function usedAreas(made: readonly Area[], changes: readonly SchoolChange[]): readonly Area[] {
  const named = changes.flatMap(({ school }) => [
    ...[school.communeId, school.districtId, school.managedById],
  ])
  const used = new Set<AreaId | undefined>(named)
  for (const { id, parentId } of made) if (used.has(id)) used.add(parentId)
  return made.filter(({ id }) => used.has(id))
}
