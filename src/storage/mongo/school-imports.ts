import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'

import type { Connection, mongo } from 'mongoose'

import type { ImportDraft, SchoolImport, SchoolImportRepository } from '../../schools/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const importSchema = schemaOf({ at: Date, asOf: String, areasNew: [String], state: String })
const draftSchema = schemaOf({ asOf: String, list: Buffer, expiresAt: Date })

/** The list of a country's schools would not fit into one document as it is, but does when packed. */
interface DraftDocument<List> extends Omit<Stored<ImportDraft>, 'list'> {
  readonly list: List
}

export function createSchoolImportRepository(connection: Connection): SchoolImportRepository {
  return { ...doneImports(connection), ...drafts(connection) }
}

type Draft = 'addDraft' | 'findDraft' | 'removeDraft' | 'sweep'

function doneImports(connection: Connection): Omit<SchoolImportRepository, Draft> {
  const imports = documentsIn<Stored<SchoolImport>>(connection, 'school_imports', importSchema)
  return {
    add: ({ id, ...rest }) => imports.insert({ _id: id, ...rest }),
    async findLast() {
      const last = await imports.first({}, { sort: { at: -1 } })
      if (!last) return undefined
      const { _id, ...rest } = last
      return { id: _id, ...rest }
    },
    async markUndone(id) {
      await imports.change({ _id: id }, { $set: { state: 'undone' } })
    },
  }
}

function drafts(connection: Connection): Pick<SchoolImportRepository, Draft> {
  const name = 'school_import_drafts'
  const all = documentsIn<DraftDocument<Buffer | mongo.Binary>>(connection, name, draftSchema)
  return {
    async addDraft({ id, list, ...rest }) {
      await all.insert({ _id: id, list: await pack(list), ...rest })
    },
    async findDraft(id, now) {
      const found = await all.first({ _id: id, expiresAt: { $gt: now } })
      if (!found) return undefined
      const { _id, list, ...rest } = found
      return { id: _id, list: await unpack(list), ...rest }
    },
    async removeDraft(id) {
      return (await all.remove({ _id: id })) === 1
    },
    sweep: (now) => all.remove({ expiresAt: { $lte: now } }),
  }
}

function pack(list: ImportDraft['list']): Promise<Buffer> {
  return promisify(gzip)(JSON.stringify(list))
}

/** What is read lean comes as the driver's own kind of bytes. */
async function unpack(packed: Buffer | mongo.Binary): Promise<ImportDraft['list']> {
  const bytes = packed instanceof Uint8Array ? packed : packed.buffer
  const unpacked = await promisify(gunzip)(bytes)
  return JSON.parse(unpacked.toString()) as ImportDraft['list']
}
