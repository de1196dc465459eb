import type { Connection } from 'mongoose'

import type { OpenRun, OpenRunRepository } from '../../open/index.ts'
import type { SchoolId } from '../../schools/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({ moduleId: String, moduleVersion: String, schoolId: String, day: String })

export function createOpenRunRepository(connection: Connection): OpenRunRepository {
  const runs = documentsIn<Stored<OpenRun>>(connection, 'open_runs', schema)
  return {
    async record({ id, ...rest }) {
      await runs.insertUnlessThere({ _id: id, ...rest })
    },
    async countOfDays({ from, to }) {
      const day = { $gte: from, $lte: to }
      const ofSchools = await runs.countBy('moduleId', { day, schoolId: { $gt: '' as SchoolId } })
      return [...(await runs.countBy('moduleId', { day }))].map(([moduleId, count]) => {
        const known = ofSchools.get(moduleId) ?? 0
        // A run may have come between the two questions.
        return { moduleId, ofSchools: Math.min(known, count), ofNone: Math.max(0, count - known) }
      })
    },
    countOfSchool: ({ schoolId, from, to }) =>
      runs.countBy('moduleId', { schoolId, day: { $gte: from, $lte: to } }),
  }
}
