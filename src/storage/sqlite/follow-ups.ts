import type { FollowUp, FollowUpId, FollowUpRepository } from '../../sessions/index.ts'
import type { Database, Row } from './database.ts'
import { moment, text } from './rows.ts'

export function createFollowUpRepository(database: Database): FollowUpRepository {
  return {
    async add(followUp) {
      await database.run(
        `INSERT INTO follow_ups (id, session_id, school_id, label, person_key, done_at)
         VALUES (:id, :sessionId, :schoolId, :label, :personKey, :doneAt)
         ON CONFLICT (id) DO NOTHING`,
        { ...followUp },
      )
    },
    async remove(id: FollowUpId) {
      await database.run('DELETE FROM follow_ups WHERE id = :id', { id })
    },
    async listOfSession(schoolId, sessionId) {
      const rows = await database.all(
        `SELECT * FROM follow_ups
         WHERE school_id = :schoolId AND session_id = :sessionId ORDER BY label`,
        { schoolId, sessionId },
      )
      return rows.map(toFollowUp)
    },
    async listOfSchool(schoolId) {
      const rows = await database.all(
        'SELECT * FROM follow_ups WHERE school_id = :schoolId ORDER BY session_id, label',
        { schoolId },
      )
      return rows.map(toFollowUp)
    },
  }
}

function toFollowUp(row: Row): FollowUp {
  return {
    id: text(row, 'id') as FollowUp['id'],
    sessionId: text(row, 'session_id') as FollowUp['sessionId'],
    schoolId: text(row, 'school_id') as FollowUp['schoolId'],
    label: text(row, 'label'),
    personKey: text(row, 'person_key'),
    doneAt: moment(row, 'done_at'),
  }
}
