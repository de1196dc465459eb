import type { Logger } from '../runtime/index.ts'
import type { Run, RunId, RunRepository, RunSearch } from './present/run.ts'
import type { RunService } from './present/run-service.ts'
import { type SessionId, sessionIdOf } from './session.ts'
import type { AnySession, SessionService } from './session-service.ts'

export interface RecordedRunsDeps {
  readonly runs: Pick<RunRepository, 'find' | 'listUnrecorded'>
  readonly runService: Pick<RunService, 'markRecorded'>
  readonly service: Pick<SessionService, 'find'>
  readonly logger: Logger
}

/** Which runs have become sessions. The session is written first, so the run may hear of it late. */
export interface RecordedRuns {
  find(id: string): Promise<Run | undefined>
  /** Writes down what the run was recorded as; fails silently, since the next look mends it. */
  note(run: Run, sessionId: SessionId): Promise<void>
  /** `place`: of whoever looks; a course may have got its school since the run. */
  sessionOf(run: Run, place: string): Promise<AnySession | undefined>
  listUnrecorded(search: RunSearch, place: string): Promise<readonly Run[]>
}

export function createRecordedRuns(deps: RecordedRunsDeps): RecordedRuns {
  const { runs, runService, service, logger } = deps

  async function note(run: Run, sessionId: SessionId): Promise<void> {
    try {
      if (!run.sessionId) await runService.markRecorded(run.id, sessionId)
    } catch (error) {
      logger.warn({ err: error, runId: run.id }, 'run not marked as recorded')
    }
  }

  async function sessionOf(run: Run, place: string): Promise<AnySession | undefined> {
    const places = [run.schoolId, run.contextKey, place].filter((one) => one !== undefined)
    const ids = [...new Set(places)].map((one) => sessionIdOf(one, run.id))
    for (const id of run.sessionId ? [run.sessionId, ...ids] : ids) {
      const session = await service.find(id)
      if (!session) continue
      await note(run, session.id)
      return session
    }
    return undefined
  }

  return {
    find: (id) => runs.find(id as RunId),
    note,
    sessionOf,
    async listUnrecorded(search, place) {
      const found = await runs.listUnrecorded(search)
      const recorded = await Promise.all(found.map((run) => sessionOf(run, place)))
      return found.filter((_run, index) => !recorded[index])
    },
  }
}
