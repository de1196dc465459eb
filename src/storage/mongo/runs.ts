import type { Connection } from 'mongoose'

import type { Run, RunRepository } from '../../sessions/index.ts'
import { documentsIn, schemaOf } from './documents.ts'
import { replaceRevision } from './revisions.ts'

/** The whole run beside the fields by which it is found. Rows of a poll are authors' texts, so polls lie in one text. */
interface RunDocument extends Pick<Run, 'personKey' | 'schoolId' | 'startedAt' | 'revision'> {
  readonly _id: Run['id']
  readonly recorded: boolean
  readonly run: Omit<Run, 'polls'>
  readonly polls: string
}

const schema = schemaOf({
  personKey: String,
  schoolId: String,
  startedAt: Date,
  recorded: Boolean,
  run: Object,
  polls: String,
  revision: Number,
})

export function createRunRepository(connection: Connection): RunRepository {
  const runs = documentsIn<RunDocument>(connection, 'runs', schema)
  return {
    async find(id) {
      const found = await runs.first({ _id: id })
      return found && toDomain(found)
    },
    async add(run) {
      await runs.insertUnlessThere(toDocument(run))
    },
    async replace(run) {
      await replaceRevision(runs, toDocument(run), 'run-changed')
    },
    async listUnrecorded({ personKey, schoolId, since }) {
      const open = { recorded: false, startedAt: { $gte: since } }
      const ofPerson = { personKey, ...open }
      const filter = schoolId ? { $or: [ofPerson, { schoolId, ...open }] } : ofPerson
      return (await runs.list(filter, { sort: { startedAt: -1 } })).map(toDomain)
    },
  }
}

function toDocument(whole: Run): RunDocument {
  const { polls, ...run } = whole
  const { id, personKey, schoolId, startedAt, sessionId, revision } = run
  return {
    _id: id,
    personKey,
    ...(schoolId && { schoolId }),
    startedAt,
    recorded: sessionId !== undefined,
    run,
    polls: JSON.stringify(polls),
    revision,
  }
}

function toDomain({ run, polls }: RunDocument): Run {
  return { ...run, polls: JSON.parse(polls) as Run['polls'] }
}
