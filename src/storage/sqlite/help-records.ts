import { ConflictError } from '../../errors/index.ts'
import type { HelpRecord, HelpRecordRepository } from '../../help/index.ts'
import type { Database, Write } from './database.ts'
import { conflictOnDuplicate, integer, json } from './rows.ts'

const bumpVersion: Write = {
  sql: `INSERT INTO versions (name, value) VALUES ('help', 1)
        ON CONFLICT (name) DO UPDATE SET value = value + 1`,
}

export function createHelpRecordRepository(database: Database): HelpRecordRepository {
  return {
    async version() {
      const [row] = await database.all(`SELECT value FROM versions WHERE name = 'help'`)
      return row ? integer(row, 'value') : 0
    },
    async list() {
      const rows = await database.all('SELECT record FROM help_records ORDER BY id')
      return rows.map((row) => json(row, 'record') as HelpRecord)
    },
    async add(record) {
      const insert = {
        sql: 'INSERT INTO help_records (id, record, revision) VALUES (:id, :record, :revision)',
        parameters: toRow(record),
      }
      await conflictOnDuplicate('help-record-exists', database.batch([insert, bumpVersion]))
    },
    async replace(record) {
      const update = {
        sql: `UPDATE help_records SET record = :record, revision = :revision
              WHERE id = :id AND revision = :revision - 1`,
        parameters: toRow(record),
      }
      const [changed] = await database.batch([update, bumpVersion])
      if (changed === 0) throw new ConflictError('help-record-changed')
    },
  }
}

function toRow(record: HelpRecord) {
  return { id: record.id, revision: record.revision, record: JSON.stringify(record) }
}
