import { ConflictError } from '../../errors/index.ts'
import type {
  ImportedSchool,
  ImportId,
  School,
  SchoolId,
  SchoolRepository,
} from '../../schools/index.ts'
import type { Database, Row, Write } from './database.ts'
import { integer, json, optionalJson, text } from './rows.ts'

/** Schools and areas share one version: the directory polls one record. */
export const bumpSchools: Write = {
  sql: `INSERT INTO versions (name, value) VALUES ('schools', 1)
        ON CONFLICT (name) DO UPDATE SET value = value + 1`,
}

// A batch holds up everything else in this process: 1,000 schools take some 30 ms.
const CHUNK = 1000

type Saved = Pick<ImportedSchool, 'school' | 'before'> & Partial<Pick<ImportedSchool, 'importId'>>

export function createSchoolRepository(database: Database): SchoolRepository {
  const saveAll = async (records: readonly Saved[]) => {
    const changed = await inChunks(database, records.map(upsert))
    if (changed.includes(0)) throw new ConflictError('school-changed')
  }
  return {
    async version() {
      const [row] = await database.all(`SELECT value FROM versions WHERE name = 'schools'`)
      return row ? integer(row, 'value') : 0
    },
    async changesSince(version) {
      const rows = await database.all('SELECT * FROM schools WHERE version > :version', { version })
      const isRemoved = (row: Row) => integer(row, 'removed') === 1
      return {
        schools: rows.filter((row) => !isRemoved(row)).map(toSchool),
        removed: rows.filter(isRemoved).map((row) => text(row, 'id') as SchoolId),
      }
    },
    async find(id) {
      const [row] = await database.all('SELECT * FROM schools WHERE id = :id AND removed = 0', {
        id,
      })
      return row && toSchool(row)
    },
    saveAll: (schools) => saveAll(schools.map((school) => ({ school }))),
    saveImported: saveAll,
    async listImported(importId) {
      const rows = await database.all(
        'SELECT * FROM schools WHERE import_id = :importId AND removed = 0',
        { importId },
      )
      return rows.map((row) => toImported(row, importId))
    },
    async removeAll(ids) {
      await inChunks(database, ids.map(remove))
    },
  }
}

async function inChunks(database: Database, writes: readonly Write[]): Promise<readonly number[]> {
  const changed: number[] = []
  for (let start = 0; start < writes.length; start += CHUNK) {
    const chunk = writes.slice(start, start + CHUNK)
    const [, ...counts] = await database.batch([bumpSchools, ...chunk])
    changed.push(...counts)
  }
  return changed
}

const VERSION = `(SELECT value FROM versions WHERE name = 'schools')`

// A removed record only says since when it is gone, so its revision binds nobody.
const UPSERT = `
INSERT INTO schools (id, code, record, revision, removed, version, import_id, before_import)
VALUES (:id, :code, :record, :revision, 0, ${VERSION}, :importId, :before)
ON CONFLICT (id) DO UPDATE
SET code = :code, record = :record, revision = :revision, removed = 0, version = ${VERSION},
    import_id = :importId, before_import = :before
WHERE removed = 1 OR revision = :revision - 1`

function upsert({ school, importId, before }: Saved): Write {
  const { id, code, revision } = school
  const record = JSON.stringify(school)
  return {
    sql: UPSERT,
    parameters: { id, code, revision, record, importId, before: before && JSON.stringify(before) },
  }
}

function remove(id: SchoolId): Write {
  return {
    sql: `UPDATE schools
          SET removed = 1, import_id = NULL, before_import = NULL, version = ${VERSION}
          WHERE id = :id`,
    parameters: { id },
  }
}

function toImported(row: Row, importId: ImportId): ImportedSchool {
  const before = optionalJson(row, 'before_import') as School | undefined
  return { school: toSchool(row), importId, ...(before && { before }) }
}

function toSchool(row: Row): School {
  return json(row, 'record') as School
}
