import type { Connection } from 'mongoose'

import { ConflictError } from '../../errors/index.ts'
import type { Area, AreaRepository } from '../../schools/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'
import { storeEach } from './revisions.ts'
import { createVersionCounter, SCHOOLS } from './versions.ts'

const schema = schemaOf({
  name: String,
  kind: String,
  parentId: String,
  validFrom: String,
  validTo: String,
  revision: Number,
})

export function createAreaRepository(connection: Connection): AreaRepository {
  const areas = documentsIn<Stored<Area>>(connection, 'areas', schema)
  const counter = createVersionCounter(connection, SCHOOLS)
  return {
    async list() {
      return (await areas.list({}, { sort: { name: 1, _id: 1 } })).map(toDomain)
    },
    async saveAll(all) {
      if (all.length === 0) return
      const stored = await storeEach(areas, all.map(toDocument))
      await counter.bump()
      if (stored < all.length) throw new ConflictError('area-changed')
    },
    async removeAll(ids) {
      if (ids.length === 0) return
      await areas.remove({ _id: { $in: ids } })
      await counter.bump()
    },
  }
}

function toDocument({ id, ...rest }: Area): Stored<Area> {
  return { _id: id, ...rest }
}

function toDomain({ _id, ...rest }: Stored<Area>): Area {
  return { id: _id, ...rest }
}
