import type { Connection } from 'mongoose'

import type { Resource, ResourceRepository } from '../../learning/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({
  moduleId: String,
  title: String,
  url: String,
  forLearners: Boolean,
  savedAt: Date,
})

export function createResourceRepository(connection: Connection): ResourceRepository {
  const resources = documentsIn<Stored<Resource>>(connection, 'resources', schema)
  return {
    async list() {
      return (await resources.list({}, { sort: { moduleId: 1, title: 1 } })).map(toDomain)
    },
    async save({ id, ...rest }) {
      await resources.put({ _id: id, ...rest })
    },
    async remove(id) {
      await resources.remove({ _id: id })
    },
  }
}

function toDomain({ _id, ...rest }: Stored<Resource>): Resource {
  return { id: _id, ...rest }
}
