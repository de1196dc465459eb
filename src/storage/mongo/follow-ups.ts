import type { Connection } from 'mongoose'

import type { FollowUp, FollowUpRepository } from '../../sessions/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'

const schema = schemaOf({
  sessionId: String,
  schoolId: String,
  label: String,
  personKey: String,
  doneAt: Date,
})

export function createFollowUpRepository(connection: Connection): FollowUpRepository {
  const followUps = documentsIn<Stored<FollowUp>>(connection, 'follow_ups', schema)
  return {
    async add({ id, ...rest }) {
      await followUps.insertUnlessThere({ _id: id, ...rest })
    },
    async remove(id) {
      await followUps.remove({ _id: id })
    },
    async listOfSession(schoolId, sessionId) {
      const found = await followUps.list({ schoolId, sessionId }, { sort: { label: 1 } })
      return found.map(toDomain)
    },
    async listOfSchool(schoolId) {
      const sort = { sessionId: 1, label: 1 } as const
      return (await followUps.list({ schoolId }, { sort })).map(toDomain)
    },
  }
}

function toDomain({ _id, ...rest }: Stored<FollowUp>): FollowUp {
  return { id: _id, ...rest }
}
