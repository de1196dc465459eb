import type { Connection } from 'mongoose'

import type {
  Session,
  SessionRepository,
  UnplacedSession,
  UnplacedSessionRepository,
} from '../../sessions/index.ts'
import { type Documents, documentsIn, schemaOf } from './documents.ts'
import { replaceRevision } from './revisions.ts'

const STALE = 'session-changed'

/** The whole session beside the fields by which it is found. */
interface SessionDocument extends Pick<Session, 'schoolId' | 'heldOn' | 'state' | 'revision'> {
  readonly _id: Session['id']
  readonly session: Session
}

const schema = schemaOf({
  schoolId: String,
  heldOn: String,
  state: String,
  session: Object,
  revision: Number,
})

export function createSessionRepository(connection: Connection): SessionRepository {
  const sessions = documentsIn<SessionDocument>(connection, 'sessions', schema)
  const find: SessionRepository['find'] = async (id) => (await sessions.first({ _id: id }))?.session
  return {
    ...listsOf(sessions),
    find,
    async add(session) {
      await sessions.insertUnlessThere(toDocument(session))
      return (await find(session.id)) ?? session
    },
    async addAll(all) {
      await sessions.insertEachUnlessThere(all.map(toDocument))
    },
    async replace(session) {
      await replaceRevision(sessions, toDocument(session), STALE)
    },
  }
}

type Lists = Pick<SessionRepository, 'listOfSchool' | 'listWaiting'>

function listsOf(sessions: Documents<SessionDocument>): Lists {
  return {
    async listOfSchool(schoolId, from, to) {
      const filter = { schoolId, heldOn: { $gte: from, $lte: to } }
      const found = await sessions.list(filter, { sort: { heldOn: -1, _id: 1 } })
      return found.map(({ session }) => session)
    },
    async listWaiting(schoolId) {
      const filter = { schoolId, state: { $in: ['held', 'returned'] } } as const
      const found = await sessions.list(filter, { sort: { heldOn: 1, _id: 1 } })
      return found.map(({ session }) => session)
    },
  }
}

function toDocument(session: Session): SessionDocument {
  const { id, schoolId, heldOn, state, revision } = session
  return { _id: id, schoolId, heldOn, state, session, revision }
}

interface UnplacedDocument extends Pick<UnplacedSession, 'contextKey' | 'revision'> {
  readonly _id: UnplacedSession['id']
  readonly session: UnplacedSession
}

const unplacedSchema = schemaOf({ contextKey: String, session: Object, revision: Number })

export function createUnplacedSessionRepository(connection: Connection): UnplacedSessionRepository {
  const name = 'unplaced_sessions'
  const sessions = documentsIn<UnplacedDocument>(connection, name, unplacedSchema)
  const find: UnplacedSessionRepository['find'] = async (id) =>
    (await sessions.first({ _id: id }))?.session
  return {
    find,
    async add(session) {
      await sessions.insertUnlessThere(toUnplacedDocument(session))
      return (await find(session.id)) ?? session
    },
    async replace(session) {
      await replaceRevision(sessions, toUnplacedDocument(session), STALE)
    },
    async listOfContext(contextKey) {
      const found = await sessions.list({ contextKey }, { sort: { _id: 1 } })
      return found.map(({ session }) => session)
    },
  }
}

function toUnplacedDocument(session: UnplacedSession): UnplacedDocument {
  const { id, contextKey, revision } = session
  return { _id: id, contextKey, session, revision }
}
