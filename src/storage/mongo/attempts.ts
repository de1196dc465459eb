import type { Connection } from 'mongoose'

import type { Attempt, AttemptRepository } from '../../learning/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'
import { conflictOnDuplicate } from './duplicates.ts'
import { replaceRevision } from './revisions.ts'

const STALE = 'attempt-changed'

/** Question ids are authors' texts and no names of fields, so the answers lie in one text. */
type AttemptDocument = Omit<Stored<Attempt>, 'answers'> & { readonly answers: string }

const schema = schemaOf({
  moduleId: String,
  moduleVersion: String,
  doneSteps: [String],
  answers: String,
  revision: Number,
  expiresAt: Date,
})

export function createAttemptRepository(connection: Connection): AttemptRepository {
  const attempts = documentsIn<AttemptDocument>(connection, 'attempts', schema)
  return {
    async find(id, now) {
      const found = await attempts.first({ _id: id, expiresAt: { $gt: now } })
      return found && toDomain(found)
    },
    async save(attempt) {
      const document = toDocument(attempt)
      const isFirst = attempt.revision === 1
      await (isFirst
        ? conflictOnDuplicate(STALE, attempts.insert(document))
        : replaceRevision(attempts, document, STALE))
    },
    async remove(id) {
      await attempts.remove({ _id: id })
    },
    sweep: (now) => attempts.remove({ expiresAt: { $lte: now } }),
  }
}

function toDocument({ id, answers, ...rest }: Attempt): AttemptDocument {
  return { _id: id, answers: JSON.stringify(answers), ...rest }
}

function toDomain({ _id, answers, ...rest }: AttemptDocument): Attempt {
  return { id: _id, answers: JSON.parse(answers) as Attempt['answers'], ...rest }
}
