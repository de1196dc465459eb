import type { Connection } from 'mongoose'

import type { OpenRun, OpenRunRepository } from '../../open/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({ moduleId: String, moduleVersion: String, schoolId: String, day: String })

export function createOpenRunRepository(connection: Connection): OpenRunRepository {
  const runs = documentsIn<Stored<OpenRun>>(connection, 'open_runs', schema)
  return {
    async record({ id, ...rest }) {
      await runs.insertUnlessThere({ _id: id, ...rest })
    },
    countOfSchool: ({ schoolId, from, to }) =>
      runs.countBy('moduleId', { schoolId, day: { $gte: from, $lte: to } }),
  }
}
