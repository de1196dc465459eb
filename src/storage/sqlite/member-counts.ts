import type { MemberCount, MemberCountRepository } from '../../bindings/index.ts'
import type { ContextKey } from '../../web/index.ts'
import type { Database, Row } from './database.ts'
import { integer, moment, text } from './rows.ts'

export function createMemberCountRepository(database: Database): MemberCountRepository {
  return {
    async save(count) {
      await database.run(
        `INSERT INTO member_counts (context_key, learners, counted_at)
         VALUES (:contextKey, :learners, :countedAt)
         ON CONFLICT (context_key) DO UPDATE SET learners = :learners, counted_at = :countedAt`,
        { ...count },
      )
    },
    async find(contextKey) {
      const [row] = await database.all(
        'SELECT * FROM member_counts WHERE context_key = :contextKey',
        { contextKey },
      )
      return row && toMemberCount(row)
    },
  }
}

function toMemberCount(row: Row): MemberCount {
  return {
    contextKey: text(row, 'context_key') as ContextKey,
    learners: integer(row, 'learners'),
    countedAt: moment(row, 'counted_at'),
  }
}
