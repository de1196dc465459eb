import type { Connection } from 'mongoose'

import { ConflictError } from '../../errors/index.ts'
import type {
  ImportedSchool,
  ImportId,
  School,
  SchoolId,
  SchoolRepository,
} from '../../schools/index.ts'
import { chunksOf } from './chunks.ts'
import { type Documents, documentsIn, schemaOf } from './documents.ts'
import type { Filter } from './query.ts'
import { storeEach } from './revisions.ts'
import { createVersionCounter, SCHOOLS, type Stamped } from './versions.ts'

interface SchoolDocument {
  readonly _id: SchoolId
  readonly code: string
  readonly school: School
  readonly revision: number
  /** Only says since when it is gone. */
  readonly removed: boolean
  readonly version: number
  readonly importId?: ImportId
  readonly before?: School
}

const schema = schemaOf({
  code: String,
  school: Object,
  revision: Number,
  removed: Boolean,
  version: Number,
  importId: String,
  before: Object,
})

// One message to the server must not grow without bounds.
const CHUNK = 1000

type Saved = Pick<ImportedSchool, 'school' | 'before'> & Partial<Pick<ImportedSchool, 'importId'>>

export function createSchoolRepository(connection: Connection): SchoolRepository {
  const schools = documentsIn<SchoolDocument>(connection, 'schools', schema)
  const counter = createVersionCounter(connection, SCHOOLS)
  const saveAll = async (records: readonly Saved[]) => {
    let stored = 0
    for (const chunk of chunksOf(records, CHUNK)) {
      const ids = chunk.map(({ school }) => school.id)
      await counter.publishing({
        ...restampingIn(schools, ids),
        async write(version) {
          const documents = chunk.map((record) => toDocument(record, version))
          stored += await storeEach(schools, documents, goneOrOneBefore)
        },
      })
    }
    if (stored < records.length) throw new ConflictError('school-changed')
  }
  return {
    ...questionsTo(schools),
    version: counter.read,
    saveAll: (all) => saveAll(all.map((school) => ({ school }))),
    saveImported: saveAll,
    async removeAll(all) {
      for (const ids of chunksOf(all, CHUNK)) {
        await counter.publishing({
          ...restampingIn(schools, ids),
          write: (version) => markRemoved(schools, ids, version),
        })
      }
    },
  }
}

type Questions = Pick<SchoolRepository, 'changesSince' | 'find' | 'listImported'>

function questionsTo(schools: Documents<SchoolDocument>): Questions {
  return {
    async changesSince(version) {
      const changed = await schools.list({ version: { $gt: version } })
      return {
        schools: changed.filter(({ removed }) => !removed).map(({ school }) => school),
        removed: changed.filter(({ removed }) => removed).map(({ _id }) => _id),
      }
    },
    async find(id) {
      return (await schools.first({ _id: id, removed: false }))?.school
    },
    async listImported(importId) {
      const imported = await schools.list({ importId })
      return imported.map(({ school, before }) => ({ school, importId, ...(before && { before }) }))
    },
  }
}

function restampingIn(
  schools: Documents<SchoolDocument>,
  ids: readonly SchoolId[],
): Pick<Stamped, 'restamp'> {
  return {
    restamp: (from, to) =>
      schools.changeAll({ _id: { $in: ids }, version: from }, { $set: { version: to } }),
  }
}

function markRemoved(
  schools: Documents<SchoolDocument>,
  ids: readonly SchoolId[],
  version: number,
): Promise<void> {
  const change = { $set: { removed: true, version }, $unset: { importId: 1, before: 1 } } as const
  return schools.changeAll({ _id: { $in: ids } }, change)
}

/** The revision of a removed record binds nobody. */
function goneOrOneBefore({ _id, revision }: SchoolDocument): Filter<SchoolDocument> {
  return { _id, $or: [{ removed: true }, { revision: revision - 1 }] }
}

function toDocument({ school, importId, before }: Saved, version: number): SchoolDocument {
  const { id, code, revision } = school
  const imported = { ...(importId && { importId }), ...(before && { before }) }
  return { _id: id, code, school, revision, removed: false, version, ...imported }
}
