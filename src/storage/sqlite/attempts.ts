import type { ModuleId } from '../../catalogue/index.ts'
import { ConflictError } from '../../errors/index.ts'
import type { Attempt, AttemptId, AttemptRepository } from '../../learning/index.ts'
import type { Database, Row } from './database.ts'
import { conflictOnDuplicate, integer, json, moment, text } from './rows.ts'

const STALE = 'attempt-changed'

export function createAttemptRepository(database: Database): AttemptRepository {
  return {
    async find(id, now) {
      const [row] = await database.all(
        'SELECT * FROM attempts WHERE id = :id AND expires_at > :now',
        {
          id,
          now,
        },
      )
      return row && toAttempt(row)
    },
    async save(attempt) {
      await (attempt.revision === 1 ? insert(database, attempt) : update(database, attempt))
    },
    async remove(id) {
      await database.run('DELETE FROM attempts WHERE id = :id', { id })
    },
    async sweep(now) {
      return database.run('DELETE FROM attempts WHERE expires_at <= :now', { now })
    },
  }
}

async function insert(database: Database, attempt: Attempt): Promise<void> {
  await conflictOnDuplicate(
    STALE,
    database.run(
      `INSERT INTO attempts (id, module_id, module_version, done_steps, answers, revision, expires_at)
       VALUES (:id, :moduleId, :moduleVersion, :doneSteps, :answers, :revision, :expiresAt)`,
      toRow(attempt),
    ),
  )
}

async function update(database: Database, attempt: Attempt): Promise<void> {
  const changed = await database.run(
    `UPDATE attempts
     SET module_id = :moduleId, module_version = :moduleVersion, done_steps = :doneSteps,
         answers = :answers, revision = :revision, expires_at = :expiresAt
     WHERE id = :id AND revision = :revision - 1`,
    toRow(attempt),
  )
  if (changed === 0) throw new ConflictError(STALE)
}

function toRow(attempt: Attempt) {
  return {
    ...attempt,
    doneSteps: JSON.stringify(attempt.doneSteps),
    answers: JSON.stringify(attempt.answers),
  }
}

function toAttempt(row: Row): Attempt {
  return {
    id: text(row, 'id') as AttemptId,
    moduleId: text(row, 'module_id') as ModuleId,
    moduleVersion: text(row, 'module_version'),
    doneSteps: json(row, 'done_steps') as Attempt['doneSteps'],
    answers: json(row, 'answers') as Attempt['answers'],
    revision: integer(row, 'revision'),
    expiresAt: moment(row, 'expires_at'),
  }
}
