import type { Resource, ResourceId, ResourceRepository } from '../../learning/index.ts'
import type { Database, Row } from './database.ts'
import { integer, moment, text } from './rows.ts'

export function createResourceRepository(database: Database): ResourceRepository {
  return {
    async list() {
      const rows = await database.all('SELECT * FROM resources ORDER BY module_id, title')
      return rows.map(toResource)
    },
    async save({ forLearners, ...rest }) {
      await database.run(
        `INSERT INTO resources (id, module_id, title, url, for_learners, saved_at)
         VALUES (:id, :moduleId, :title, :url, :forLearners, :savedAt)
         ON CONFLICT (id) DO UPDATE SET
           title = excluded.title, for_learners = excluded.for_learners, saved_at = excluded.saved_at`,
        { ...rest, forLearners: forLearners ? 1 : 0 },
      )
    },
    async remove(id) {
      await database.run('DELETE FROM resources WHERE id = :id', { id })
    },
  }
}

function toResource(row: Row): Resource {
  return {
    id: text(row, 'id') as ResourceId,
    moduleId: text(row, 'module_id'),
    title: text(row, 'title'),
    url: text(row, 'url'),
    forLearners: integer(row, 'for_learners') === 1,
    savedAt: moment(row, 'saved_at'),
  }
}
