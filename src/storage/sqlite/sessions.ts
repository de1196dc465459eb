import { ConflictError } from '../../errors/index.ts'
import type {
  Attested,
  Session,
  SessionContent,
  SessionRepository,
  UnplacedSession,
  UnplacedSessionRepository,
} from '../../sessions/index.ts'
import type { Database, Row, Write } from './database.ts'
import { json } from './rows.ts'

const STALE = 'session-changed'

export function createSessionRepository(database: Database): SessionRepository {
  return { ...recordsIn(database), ...listsIn(database) }
}

type Lists = Pick<SessionRepository, 'listOfSchool' | 'listWaiting'>

function recordsIn(database: Database): Omit<SessionRepository, keyof Lists> {
  const find: SessionRepository['find'] = async (id) => {
    const [row] = await database.all('SELECT record FROM sessions WHERE id = :id', { id })
    return row && toSession(row)
  }
  return {
    find,
    async add(session) {
      await database.batch([insertUnlessThere(session)])
      return (await find(session.id)) ?? session
    },
    async addAll(sessions) {
      await database.batch(sessions.map(insertUnlessThere))
    },
    async replace(session) {
      const changed = await database.run(
        `UPDATE sessions
         SET school_id = :schoolId, held_on = :heldOn, state = :state, record = :record,
             revision = :revision
         WHERE id = :id AND revision = :revision - 1`,
        toRow(session),
      )
      if (changed === 0) throw new ConflictError(STALE)
    },
  }
}

function listsIn(database: Database): Lists {
  return {
    async listOfSchool(schoolId, from, to) {
      const rows = await database.all(
        `SELECT record FROM sessions
         WHERE school_id = :schoolId AND held_on >= :from AND held_on <= :to
         ORDER BY held_on DESC, id`,
        { schoolId, from, to },
      )
      return rows.map(toSession)
    },
    async listWaiting(schoolId) {
      const rows = await database.all(
        // The plus: SQLite would read all days of the school to have few of them in order.
        `SELECT record FROM sessions
         WHERE school_id = :schoolId AND state IN ('held', 'returned')
         ORDER BY +held_on, id`,
        { schoolId },
      )
      return rows.map(toSession)
    },
  }
}

export function createUnplacedSessionRepository(database: Database): UnplacedSessionRepository {
  const find: UnplacedSessionRepository['find'] = async (id) => {
    const [row] = await database.all('SELECT record FROM unplaced_sessions WHERE id = :id', { id })
    return row && toUnplaced(row)
  }
  return {
    find,
    async add(session) {
      await database.run(
        `INSERT INTO unplaced_sessions (id, context_key, record, revision)
         VALUES (:id, :contextKey, :record, :revision)
         ON CONFLICT (id) DO NOTHING`,
        toUnplacedRow(session),
      )
      return (await find(session.id)) ?? session
    },
    async replace(session) {
      const changed = await database.run(
        `UPDATE unplaced_sessions
         SET context_key = :contextKey, record = :record, revision = :revision
         WHERE id = :id AND revision = :revision - 1`,
        toUnplacedRow(session),
      )
      if (changed === 0) throw new ConflictError(STALE)
    },
    async listOfContext(contextKey) {
      const rows = await database.all(
        'SELECT record FROM unplaced_sessions WHERE context_key = :contextKey ORDER BY id',
        { contextKey },
      )
      return rows.map(toUnplaced)
    },
  }
}

function insertUnlessThere(session: Session): Write {
  return {
    sql: `INSERT INTO sessions (id, school_id, held_on, state, record, revision)
          VALUES (:id, :schoolId, :heldOn, :state, :record, :revision)
          ON CONFLICT (id) DO NOTHING`,
    parameters: toRow(session),
  }
}

function toRow(session: Session) {
  const { id, schoolId, heldOn, state, revision } = session
  return { id, schoolId, heldOn, state, revision, record: JSON.stringify(session) }
}

function toUnplacedRow(session: UnplacedSession) {
  const { id, contextKey, revision } = session
  return { id, contextKey, revision, record: JSON.stringify(session) }
}

function toSession(row: Row): Session {
  return withMoments(json(row, 'record') as Session)
}

function toUnplaced(row: Row): UnplacedSession {
  return withMoments(json(row, 'record') as UnplacedSession)
}

/** JSON has no dates: each moment was written as a text. */
function withMoments<Record extends SessionContent & Attested>(record: Record): Record {
  return {
    ...record,
    ...(record.startedAt && { startedAt: new Date(record.startedAt) }),
    enteredAt: new Date(record.enteredAt),
    entries: record.entries.map((entry) => ({ ...entry, at: new Date(entry.at) })),
  }
}
