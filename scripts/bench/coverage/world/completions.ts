import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { schoolYearOf } from '../../../../src/learning/index.ts'
import { type Day, startOf } from '../../../../src/runtime/index.ts'
import { contextKeyOf } from '../../../../src/web/index.ts'
import type { OnProgress } from '../../../demo-province/index.ts'
import type { Course } from './courses.ts'

// Past the port, which would take minutes: one statement writes a course. Ids are as long as real ones but ascending.
const INSERT = `
WITH RECURSIVE counted (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counted WHERE i < :count)
INSERT INTO completions (id, learner_key, module_id, module_version, school_year, completed_at,
                         score_band, origin, context_key)
SELECT :prefix || printf('%07d', i) || :tail, :prefix || printf('%07d', i / 4) || :tail,
       CASE WHEN i <= :picked THEN 'B5' ELSE substr('A1A2A3C1C2C3D1D2E1', 1 + 2 * (i % 9), 2) END,
       '1', :schoolYear, :fromMs + (i * 7919 % :spanS) * 1000, 'middle', :origin, :contextKey
FROM counted`

/** What a process that dies loses is made again; a transaction that is too big makes a log that is too big. */
const COURSES_OF_A_TRANSACTION = 100
const TAIL = 'x'.repeat(28)

export interface CompletionsOrder {
  readonly folder: string
  readonly courses: readonly Course[]
  readonly from: Day
  readonly now: Date
  readonly onProgress: OnProgress
}

/** All of the period, by its days evenly, in the table as the migrations left it. */
export function writeCompletions(order: CompletionsOrder): void {
  const { courses, onProgress } = order
  const connection = new DatabaseSync(path.join(order.folder, 'facts.db'))
  try {
    connection.exec('PRAGMA synchronous = OFF')
    const total = courses.reduce((sum, { completionCount }) => sum + completionCount, 0)
    let done = 0
    for (let first = 0; first < courses.length; first += COURSES_OF_A_TRANSACTION) {
      const some = courses.slice(first, first + COURSES_OF_A_TRANSACTION)
      connection.exec('BEGIN IMMEDIATE')
      some.forEach((course, index) => {
        insert(connection, order, { course, serial: first + index })
        done += course.completionCount
      })
      connection.exec('COMMIT')
      onProgress(done, total)
    }
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    connection.close()
  }
}

function insert(
  connection: DatabaseSync,
  { from, now }: CompletionsOrder,
  { course, serial }: { readonly course: Course; readonly serial: number },
): void {
  const { origin, completionCount, pickedCount } = course
  if (completionCount === 0) return
  const fromMs = startOf(from).getTime()
  connection.prepare(INSERT).run({
    count: BigInt(completionCount),
    picked: BigInt(pickedCount),
    prefix: String(serial).padStart(8, '0'),
    tail: TAIL,
    schoolYear: schoolYearOf(now),
    fromMs: BigInt(fromMs),
    spanS: BigInt(Math.floor((now.getTime() - fromMs) / 1000)),
    origin: JSON.stringify(origin),
    contextKey: contextKeyOf(origin),
  })
}
