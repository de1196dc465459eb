import type { Connection } from 'mongoose'

import type { Completion, CompletionRepository } from '../../learning/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

/** `intentSince` is there as long as the intent is: what is owed is found by it. */
export type CompletionDocument = Stored<Completion> & { readonly intentSince?: Date }

export const completionSchema = schemaOf({
  learnerKey: String,
  moduleId: String,
  moduleVersion: String,
  schoolYear: String,
  completedAt: Date,
  scoreBand: String,
  origin: Object,
  contextKey: String,
  scoreIntent: Object,
  intentSince: Date,
})

const EVER = new Date(0)

export function createCompletionRepository(connection: Connection): CompletionRepository {
  const completions = documentsIn<CompletionDocument>(connection, 'completions', completionSchema)
  const find: CompletionRepository['find'] = async (id) => {
    const found = await completions.first({ _id: id })
    return found && toDomain(found)
  }
  return {
    find,
    async record(completion) {
      await completions.insertUnlessThere(toDocument(completion))
      return (await find(completion.id)) ?? completion
    },
    async recordAll(all) {
      await completions.insertEachUnlessThere(all.map(toDocument))
    },
    async listWithScoreIntent(limit) {
      const sort = { intentSince: 1 } as const
      return (await completions.list({ intentSince: { $gte: EVER } }, { sort, limit })).map(
        toDomain,
      )
    },
    async clearScoreIntent(id) {
      await completions.change({ _id: id }, { $unset: { scoreIntent: 1, intentSince: 1 } })
    },
  }
}

function toDocument({ id, scoreIntent, ...rest }: Completion): CompletionDocument {
  const owed = scoreIntent && { scoreIntent, intentSince: scoreIntent.completedAt }
  return { _id: id, ...rest, ...owed }
}

function toDomain({ _id, intentSince: _since, ...rest }: CompletionDocument): Completion {
  return { id: _id, ...rest }
}
