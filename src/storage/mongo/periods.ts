import type { Connection } from 'mongoose'

import type { Period, PeriodRepository } from '../../requirements/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'
import { conflictOnDuplicate } from './duplicates.ts'
import { replaceRevision } from './revisions.ts'

const schema = schemaOf({
  name: String,
  from: String,
  to: String,
  due: String,
  state: String,
  minSessions: Number,
  modules: [String],
  programmeId: String,
  calendarId: String,
  openedAt: Date,
  closedAt: Date,
  moduleChanges: [Object],
  revision: Number,
})

export function createPeriodRepository(connection: Connection): PeriodRepository {
  const periods = documentsIn<Stored<Period>>(connection, 'periods', schema)
  return {
    async add(period) {
      await conflictOnDuplicate('period-exists', periods.insert(toDocument(period)))
    },
    async find(id) {
      const found = await periods.first({ _id: id })
      return found && toDomain(found)
    },
    async list() {
      return (await periods.list({}, { sort: { from: -1, _id: 1 } })).map(toDomain)
    },
    async replace(period) {
      await replaceRevision(periods, toDocument(period), 'period-changed')
    },
  }
}

function toDocument({ id, ...rest }: Period): Stored<Period> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<Period>): Period {
  return { id: _id, ...rest }
}
