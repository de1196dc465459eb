import { createDraftKeeper, type DraftKeeperDeps } from './draft-keeper.ts'
import { createRunService, type RunServiceDeps } from './present/run-service.ts'
import { createRecordedRuns, type RecordedRunsDeps } from './recorded-runs.ts'
import type { RoutesDeps } from './routes-deps.ts'
import { createSessionAccess, type SessionAccessDeps } from './session-access.ts'
import {
  createSessionService,
  type SessionService,
  type SessionServiceDeps,
} from './session-service.ts'
import { sessionsRoutes } from './sessions-routes.ts'

type Made = 'service' | 'access' | 'draftKeeper' | 'recordedRuns' | Defaulted
type Defaulted = 'whyNotCounted' | 'sizeOfCourse' | 'isInOpenPeriod'

export type SessionsDeps = SessionServiceDeps &
  SessionAccessDeps &
  DraftKeeperDeps &
  Omit<RecordedRunsDeps, 'service' | 'runService'> &
  RunServiceDeps &
  Omit<RoutesDeps, Made> &
  Partial<Pick<RoutesDeps, Defaulted>>

export interface Sessions {
  /** For `/sessions`, after the visit and the form protection. */
  readonly router: ReturnType<typeof sessionsRoutes>
  readonly service: SessionService
}

export function createSessions(deps: SessionsDeps): Sessions {
  const service = createSessionService(deps)
  const router = sessionsRoutes({
    whyNotCounted: () => Promise.resolve([]),
    sizeOfCourse: () => Promise.resolve(undefined),
    isInOpenPeriod: () => Promise.resolve(true),
    ...deps,
    service,
    access: createSessionAccess(deps),
    draftKeeper: createDraftKeeper(deps),
    recordedRuns: createRecordedRuns({ ...deps, service, runService: createRunService(deps) }),
  })
  return { router, service }
}
