import { ConflictError } from '../../errors/index.ts'
import type { Day } from '../../runtime/index.ts'
import type { Area, AreaId, AreaRepository } from '../../schools/index.ts'
import type { Database, Row, Write } from './database.ts'
import { integer, optionalText, text } from './rows.ts'
import { bumpSchools } from './schools.ts'

export function createAreaRepository(database: Database): AreaRepository {
  return {
    async list() {
      const rows = await database.all('SELECT * FROM areas ORDER BY name, id')
      return rows.map(toArea)
    },
    async saveAll(areas) {
      if (areas.length === 0) return
      const [, ...changed] = await database.batch([bumpSchools, ...areas.map(upsert)])
      if (changed.includes(0)) throw new ConflictError('area-changed')
    },
    async removeAll(ids) {
      if (ids.length > 0) await database.batch([bumpSchools, ...ids.map(remove)])
    },
  }
}

function upsert(area: Area): Write {
  return {
    sql: `INSERT INTO areas (id, name, kind, parent_id, valid_from, valid_to, revision)
          VALUES (:id, :name, :kind, :parentId, :validFrom, :validTo, :revision)
          ON CONFLICT (id) DO UPDATE
          SET name = :name, kind = :kind, parent_id = :parentId, valid_from = :validFrom,
              valid_to = :validTo, revision = :revision
          WHERE revision = :revision - 1`,
    parameters: { parentId: undefined, validTo: undefined, ...area },
  }
}

function remove(id: AreaId): Write {
  return { sql: 'DELETE FROM areas WHERE id = :id', parameters: { id } }
}

function toArea(row: Row): Area {
  const parentId = optionalText(row, 'parent_id') as AreaId | undefined
  const validTo = optionalText(row, 'valid_to') as Day | undefined
  return {
    id: text(row, 'id') as AreaId,
    name: text(row, 'name'),
    kind: text(row, 'kind') as Area['kind'],
    ...(parentId && { parentId }),
    validFrom: text(row, 'valid_from') as Day,
    ...(validTo && { validTo }),
    revision: integer(row, 'revision'),
  }
}
