import type { CompletionCounter } from '../../coverage/index.ts'
import { addDays, startOf } from '../../runtime/index.ts'
import type { Database } from './database.ts'
import { integer, text } from './rows.ts'

/** Completions of a school are those of its courses; an index covers the question. */
export function createSchoolCompletions(database: Database): CompletionCounter {
  return {
    async countOfSchool({ schoolId, from, to }) {
      const rows = await database.all(
        `SELECT completions.module_id, count(*) AS n
         FROM bindings JOIN completions ON completions.context_key = bindings.context_key
         WHERE bindings.school_id = :schoolId
           AND completions.completed_at >= :from AND completions.completed_at < :end
         GROUP BY completions.module_id`,
        { schoolId, from: startOf(from), end: startOf(addDays(to, 1)) },
      )
      return new Map(rows.map((row) => [text(row, 'module_id'), integer(row, 'n')]))
    },
  }
}
