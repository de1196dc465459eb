import type { Connection } from 'mongoose'

import type { Binding, BindingRepository, BindingSearch } from '../../bindings/index.ts'
import type { ContextKey } from '../../web/index.ts'
import { documentsIn, schemaOf } from './documents.ts'
import type { Filter } from './query.ts'
import { replaceRevision } from './revisions.ts'
import { createVersionCounter } from './versions.ts'

export type BindingDocument = Omit<Binding, 'contextKey'> & { readonly _id: ContextKey }

export const bindingSchema = schemaOf({
  registrationId: String,
  deploymentId: String,
  contextId: String,
  claims: Object,
  state: String,
  source: String,
  schoolId: String,
  firstSeenAt: Date,
  decisions: [Object],
  owed: [String],
  owedSince: Date,
  revision: Number,
})

const AS_SEEN = { firstSeenAt: 1, _id: 1 } as const

export function createBindingRepository(connection: Connection): BindingRepository {
  const bindings = documentsIn<BindingDocument>(connection, 'bindings', bindingSchema)
  const find: BindingRepository['find'] = async (contextKey) => {
    const found = await bindings.first({ _id: contextKey })
    return found && toDomain(found)
  }
  const counter = createVersionCounter(connection, 'bindings')
  return {
    version: counter.read,
    find,
    async add(binding) {
      await bindings.insertUnlessThere(toDocument(binding))
      return (await find(binding.contextKey)) ?? binding
    },
    async addAll(all) {
      await bindings.insertEachUnlessThere(all.map(toDocument))
    },
    async replace(binding) {
      await replaceRevision(bindings, toDocument(binding), 'binding-changed')
      if (binding.owed.length === 0) return
      await counter.prepare()
      await counter.bump()
    },
    async list(search) {
      const { limit } = search
      return (await bindings.list(filterOf(search), { sort: AS_SEEN, limit })).map(toDomain)
    },
    async listOfSchool(schoolId) {
      return (await bindings.list({ schoolId }, { sort: AS_SEEN })).map(toDomain)
    },
    count: (state) => bindings.count({ state }),
    async listOwing(before, limit) {
      const sort = { owedSince: 1 } as const
      return (await bindings.list({ owedSince: { $lt: before } }, { sort, limit })).map(toDomain)
    },
  }
}

/** The very moment of the last one may be that of others too. */
function filterOf({ state, after }: BindingSearch): Filter<BindingDocument> {
  if (!after) return { state }
  const { firstSeenAt, contextKey } = after
  const later = { firstSeenAt: { $gt: firstSeenAt } }
  return { state, $or: [later, { firstSeenAt, _id: { $gt: contextKey } }] }
}

function toDocument({ contextKey, ...rest }: Binding): BindingDocument {
  return { _id: contextKey, ...rest }
}

function toDomain({ _id, ...rest }: BindingDocument): Binding {
  return { contextKey: _id, ...rest }
}
