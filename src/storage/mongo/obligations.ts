import type { Connection } from 'mongoose'

import type { Obligation, ObligationRepository } from '../../requirements/index.ts'
import { documentsIn, schemaOf } from './documents.ts'
import { conflictOnDuplicate } from './duplicates.ts'
import { replaceRevision } from './revisions.ts'

type ObligationDocument = Obligation & { readonly _id: string }

const schema = schemaOf({
  periodId: String,
  schoolId: String,
  stages: [String],
  exempt: Object,
  school: Object,
  changes: [Object],
  revision: Number,
})

export function createObligationRepository(connection: Connection): ObligationRepository {
  const obligations = documentsIn<ObligationDocument>(connection, 'obligations', schema)
  return {
    async freeze(periodId, frozen) {
      await obligations.remove({ periodId })
      await obligations.insertEachUnlessThere(frozen.map(toDocument))
    },
    async find(periodId, schoolId) {
      const found = await obligations.first({ _id: keyOf({ periodId, schoolId }) })
      return found && toDomain(found)
    },
    async listOfPeriod(periodId) {
      const found = await obligations.list({ periodId }, { sort: { schoolId: 1 } })
      return found.map(toDomain)
    },
    async add(obligation) {
      await conflictOnDuplicate('obligation-exists', obligations.insert(toDocument(obligation)))
    },
    async replace(obligation) {
      await replaceRevision(obligations, toDocument(obligation), 'obligation-changed')
    },
  }
}

/** Neither part holds a blank. */
function keyOf({ periodId, schoolId }: Pick<Obligation, 'periodId' | 'schoolId'>): string {
  return `${periodId} ${schoolId}`
}

function toDocument(obligation: Obligation): ObligationDocument {
  return { _id: keyOf(obligation), ...obligation }
}

function toDomain({ _id, ...obligation }: ObligationDocument): Obligation {
  return obligation
}
