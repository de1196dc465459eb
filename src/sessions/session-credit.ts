import { ConflictError } from '../errors/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import type { Session, SessionId, SessionRepository } from './session.ts'
import { placed, type UnplacedSession, type UnplacedSessionRepository } from './unplaced-session.ts'

export interface SessionCreditDeps {
  readonly sessions: Pick<SessionRepository, 'add' | 'find'>
  readonly unplacedSessions: UnplacedSessionRepository
  readonly directory: Pick<SchoolDirectory, 'byId'>
  /** Has coverage count what is new. */
  readonly tell: (session: Session) => Promise<void>
}

export interface SessionCredit {
  creditContext(contextKey: string, schoolId: SchoolId): Promise<number>
  /** A course was assigned since: its session goes by another id now. */
  follow(id: SessionId): Promise<Session | UnplacedSession | undefined>
}

const RACES_LOST_AT_MOST = 5

/** What a course recorded before anybody knew its school. */
export function createSessionCredit(deps: SessionCreditDeps): SessionCredit {
  const { sessions, unplacedSessions } = deps

  /** The school is written down first, so that two assignments at once cannot copy to two schools. */
  async function settle(id: SessionId, schoolId: SchoolId, racesLost = 0): Promise<boolean> {
    const waiting = await unplacedSessions.find(id)
    if (!waiting || waiting.state === 'withdrawn') return false
    if (waiting.schoolId) {
      await add(deps, copyOf(deps, waiting, waiting.schoolId))
      return false
    }
    const gone = { ...waiting, schoolId, revision: waiting.revision + 1 }
    try {
      await unplacedSessions.replace(gone)
    } catch (error) {
      if (!(error instanceof ConflictError) || racesLost >= RACES_LOST_AT_MOST) throw error
      return settle(id, schoolId, racesLost + 1)
    }
    await add(deps, copyOf(deps, gone, schoolId))
    return true
  }

  return {
    async creditContext(contextKey, schoolId) {
      const waiting = await unplacedSessions.listOfContext(contextKey)
      const credited: boolean[] = []
      for (const { id } of waiting) credited.push(await settle(id, schoolId))
      return credited.filter(Boolean).length
    },
    async follow(id) {
      const waiting = await unplacedSessions.find(id)
      if (!waiting?.schoolId) return waiting
      const copy = copyOf(deps, waiting, waiting.schoolId)
      return (await sessions.find(copy.id)) ?? add(deps, copy)
    },
  }
}

function copyOf({ directory }: SessionCreditDeps, waiting: UnplacedSession, id: SchoolId): Session {
  return placed(waiting, { id, stages: directory.byId(id)?.stages ?? [] })
}

/** Always the same copy, so whoever comes second adds nothing; told again, since a crash may have come between. */
async function add({ sessions, tell }: SessionCreditDeps, copy: Session): Promise<Session> {
  const added = await sessions.add(copy)
  await tell(added)
  return added
}
