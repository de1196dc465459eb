import type { Connection } from 'mongoose'

import type { HelpRecord, HelpRecordRepository } from '../../help/index.ts'
import { documentsIn, schemaOf } from './documents.ts'
import { conflictOnDuplicate } from './duplicates.ts'
import { replaceRevision } from './revisions.ts'
import { createVersionCounter } from './versions.ts'

interface HelpDocument {
  readonly _id: string
  readonly record: HelpRecord
  readonly revision: number
}

const schema = schemaOf({ record: Object, revision: Number })

export function createHelpRecordRepository(connection: Connection): HelpRecordRepository {
  const records = documentsIn<HelpDocument>(connection, 'help_records', schema)
  const counter = createVersionCounter(connection, 'help')
  // They are read whole, so a number that is published after the record is enough.
  const published = async () => {
    await counter.prepare()
    await counter.bump()
  }
  return {
    version: counter.read,
    async list() {
      return (await records.list({}, { sort: { _id: 1 } })).map(({ record }) => record)
    },
    async add(record) {
      await conflictOnDuplicate('help-record-exists', records.insert(toDocument(record)))
      await published()
    },
    async replace(record) {
      await replaceRevision(records, toDocument(record), 'help-record-changed')
      await published()
    },
  }
}

function toDocument(record: HelpRecord): HelpDocument {
  return { _id: record.id, record, revision: record.revision }
}
