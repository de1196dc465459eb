import { ConflictError } from '../../errors/index.ts'
import type { Run, RunRepository } from '../../sessions/index.ts'
import type { Database, Row } from './database.ts'
import { json } from './rows.ts'

export function createRunRepository(database: Database): RunRepository {
  return {
    async find(id) {
      const [row] = await database.all('SELECT record FROM runs WHERE id = :id', { id })
      return row && toRun(row)
    },
    async add(run) {
      await database.run(
        `INSERT INTO runs (id, person_key, school_id, started_at, recorded, record, revision)
         VALUES (:id, :personKey, :schoolId, :startedAt, :recorded, :record, :revision)
         ON CONFLICT (id) DO NOTHING`,
        toRow(run),
      )
    },
    async replace(run) {
      const changed = await database.run(
        `UPDATE runs
         SET person_key = :personKey, school_id = :schoolId, started_at = :startedAt,
             recorded = :recorded, record = :record, revision = :revision
         WHERE id = :id AND revision = :revision - 1`,
        toRow(run),
      )
      if (changed === 0) throw new ConflictError('run-changed')
    },
    async listUnrecorded({ personKey, schoolId, since }) {
      // Two indexes, one each: an OR would read the whole table.
      const rows = await database.all(
        `SELECT record, started_at FROM runs
         WHERE person_key = :personKey AND recorded = 0 AND started_at >= :since
         UNION
         SELECT record, started_at FROM runs
         WHERE school_id = :schoolId AND recorded = 0 AND started_at >= :since
         ORDER BY started_at DESC`,
        { personKey, schoolId, since },
      )
      return rows.map(toRun)
    },
  }
}

function toRow(run: Run) {
  const { id, personKey, schoolId, startedAt, sessionId, revision } = run
  return {
    id,
    personKey,
    schoolId,
    startedAt,
    recorded: sessionId !== undefined,
    record: JSON.stringify(run),
    revision,
  }
}

function toRun(row: Row): Run {
  const run = json(row, 'record') as Run
  return {
    ...run,
    startedAt: new Date(run.startedAt),
    lastSeenAt: new Date(run.lastSeenAt),
    ...(run.endedAt && { endedAt: new Date(run.endedAt) }),
  }
}
