import type { Day } from '../../runtime/index.ts'
import type {
  ImportDraft,
  ImportDraftId,
  ImportId,
  SchoolImport,
  SchoolImportRepository,
} from '../../schools/index.ts'
import type { Database, Row } from './database.ts'
import { json, moment, text } from './rows.ts'

/** What was done is a fact; a draft can simply be uploaded again. */
export interface SchoolImportDatabases {
  readonly facts: Database
  readonly visits: Database
}

export function createSchoolImportRepository(databases: SchoolImportDatabases) {
  return { ...doneImports(databases.facts), ...drafts(databases.visits) }
}

type Draft = 'addDraft' | 'findDraft' | 'removeDraft' | 'sweep'

function doneImports(database: Database): Omit<SchoolImportRepository, Draft> {
  return {
    async add(done) {
      await database.run(
        `INSERT INTO school_imports (id, at, as_of, areas_new, state)
         VALUES (:id, :at, :asOf, :areasNew, :state)`,
        { ...done, areasNew: JSON.stringify(done.areasNew) },
      )
    },
    async findLast() {
      const [row] = await database.all('SELECT * FROM school_imports ORDER BY at DESC LIMIT 1')
      return row && toImport(row)
    },
    async markUndone(id) {
      await database.run(`UPDATE school_imports SET state = 'undone' WHERE id = :id`, { id })
    },
  }
}

function drafts(database: Database): Pick<SchoolImportRepository, Draft> {
  return {
    async addDraft(draft) {
      await database.run(
        `INSERT INTO school_import_drafts (id, as_of, list, expires_at)
         VALUES (:id, :asOf, :list, :expiresAt)`,
        { ...draft, list: JSON.stringify(draft.list) },
      )
    },
    async findDraft(id, now) {
      const [row] = await database.all(
        'SELECT * FROM school_import_drafts WHERE id = :id AND expires_at > :now',
        { id, now },
      )
      return row && toDraft(row)
    },
    async removeDraft(id) {
      return (await database.run('DELETE FROM school_import_drafts WHERE id = :id', { id })) === 1
    },
    async sweep(now) {
      return database.run('DELETE FROM school_import_drafts WHERE expires_at <= :now', { now })
    },
  }
}

function toImport(row: Row): SchoolImport {
  return {
    id: text(row, 'id') as ImportId,
    at: moment(row, 'at'),
    asOf: text(row, 'as_of') as Day,
    areasNew: json(row, 'areas_new') as SchoolImport['areasNew'],
    state: text(row, 'state') as SchoolImport['state'],
  }
}

function toDraft(row: Row): ImportDraft {
  return {
    id: text(row, 'id') as ImportDraftId,
    asOf: text(row, 'as_of') as Day,
    list: json(row, 'list') as ImportDraft['list'],
    expiresAt: moment(row, 'expires_at'),
  }
}
