import type { ModuleId } from '../../catalogue/index.ts'
import type { Completion, CompletionId, CompletionRepository } from '../../learning/index.ts'
import type { ScoreIntent } from '../../passback/index.ts'
import type { LearnerKey } from '../../web/index.ts'
import type { Database, Row, Write } from './database.ts'
import { json, moment, optionalJson, text } from './rows.ts'

type StoredIntent = Omit<ScoreIntent, 'completedAt'>

export function createCompletionRepository(database: Database): CompletionRepository {
  const find = async (id: CompletionId) => {
    const [row] = await database.all('SELECT * FROM completions WHERE id = :id', { id })
    return row && toCompletion(row)
  }
  return {
    async record(completion) {
      await database.batch([insertUnlessThere(completion)])
      return (await find(completion.id)) ?? completion
    },
    async recordAll(completions) {
      await database.batch(completions.map(insertUnlessThere))
    },
    find,
    async listWithScoreIntent(limit) {
      const rows = await database.all(
        `SELECT * FROM completions WHERE intent_since IS NOT NULL ORDER BY intent_since LIMIT :limit`,
        { limit },
      )
      return rows.map(toCompletion)
    },
    async clearScoreIntent(id) {
      await database.run(
        'UPDATE completions SET score_intent = NULL, intent_since = NULL WHERE id = :id',
        { id },
      )
    },
  }
}

function insertUnlessThere({ scoreIntent, origin, ...rest }: Completion): Write {
  return {
    sql: `INSERT INTO completions (id, learner_key, module_id, module_version, school_year,
                                   completed_at, score_band, origin, context_key, score_intent,
                                   intent_since)
          VALUES (:id, :learnerKey, :moduleId, :moduleVersion, :schoolYear,
                  :completedAt, :scoreBand, :origin, :contextKey, :scoreIntent,
                  :intentSince)
          ON CONFLICT (id) DO NOTHING`,
    parameters: {
      ...rest,
      origin: JSON.stringify(origin),
      scoreIntent: scoreIntent && JSON.stringify(toStoredIntent(scoreIntent)),
      intentSince: scoreIntent?.completedAt,
    },
  }
}

function toStoredIntent({ completedAt: _same, ...intent }: ScoreIntent): StoredIntent {
  return intent
}

function toCompletion(row: Row): Completion {
  const completedAt = moment(row, 'completed_at')
  const intent = optionalJson(row, 'score_intent') as StoredIntent | undefined
  return {
    id: text(row, 'id') as CompletionId,
    learnerKey: text(row, 'learner_key') as LearnerKey,
    moduleId: text(row, 'module_id') as ModuleId,
    moduleVersion: text(row, 'module_version'),
    schoolYear: text(row, 'school_year'),
    completedAt,
    scoreBand: text(row, 'score_band') as Completion['scoreBand'],
    origin: json(row, 'origin') as Completion['origin'],
    contextKey: text(row, 'context_key') as Completion['contextKey'],
    ...(intent && { scoreIntent: { ...intent, completedAt } }),
  }
}
