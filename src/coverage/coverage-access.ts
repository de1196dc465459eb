import type { AreaId, SchoolDirectory, SchoolId } from '../schools/index.ts'
import {
  type Action,
  type Actor,
  type Actors,
  type Answer,
  can,
  grantsWith,
} from '../staff/index.ts'
import { type AreaReader, areaReader } from './area-reader.ts'
import type { SchoolPowers } from './school-next.ts'

export interface CoverageAccessDeps {
  readonly actors: Pick<Actors, 'allow' | 'actorOf'>
  readonly directory: SchoolDirectory
}

/** What the permission table says about these pages, for whoever sent a request. */
export interface CoverageAccess {
  /** @throws VisitExpiredError, ForbiddenError('not-allowed') unless this person manages periods */
  managing(res: Answer): Promise<{ readonly accountId?: string }>
  mayManage(res: Answer): Promise<boolean>
  /** How far the person before the page may look. */
  readerOf(res: Answer): Promise<AreaReader>
  /**
   * Of the whole province without an area.
   * @throws VisitExpiredError, ForbiddenError('not-allowed')
   */
  readingArea(res: Answer, areaId: AreaId | undefined): Promise<void>
  /**
   * Of no school: as much as whoever may read all.
   * @throws VisitExpiredError, ForbiddenError('not-allowed')
   */
  readingSchool(res: Answer, schoolId: SchoolId | undefined): Promise<void>
  /** The school of somebody who may read no area: what the department's page is to others. */
  ownSchool(res: Answer): Promise<SchoolId | undefined>
  powersAt(res: Answer, schoolId: SchoolId): Promise<SchoolPowers>
  mayReadSchool(res: Answer, schoolId: SchoolId): Promise<boolean>
}

export function createCoverageAccess({ actors, directory }: CoverageAccessDeps): CoverageAccess {
  /** Answers questions of one request by the actor that it was sent by. */
  const asks = async (res: Answer) => {
    const actor = await actors.actorOf(res)
    return (action: Action, schoolId?: SchoolId) =>
      can(actor, { action, scope: { schoolId }, places: directory })
  }
  return {
    async managing(res) {
      const actor = await actors.allow(res, 'period.manage', {})
      return actor.kind === 'account' ? { accountId: actor.accountId } : {}
    },
    mayManage: async (res) => (await asks(res))('period.manage'),
    readerOf: async (res) => areaReader(await actors.actorOf(res), directory),
    async readingArea(res, areaId) {
      await actors.allow(res, 'coverage.read', { areaId })
    },
    async readingSchool(res, schoolId) {
      await actors.allow(res, 'coverage.read', { schoolId })
    },
    ownSchool: async (res) => ownSchoolOf(await actors.actorOf(res)),
    async powersAt(res, schoolId) {
      const may = await asks(res)
      return {
        mayConfirm: may('session.confirm', schoolId),
        mayEdit: may('session.edit', schoolId),
        mayRecord: may('session.record', schoolId),
        mayManage: may('period.manage'),
      }
    },
    mayReadSchool: async (res, schoolId) => (await asks(res))('school.read', schoolId),
  }
}

function ownSchoolOf(actor: Actor): SchoolId | undefined {
  if (actor.kind === 'lti-teacher') return actor.schoolId
  const grants = grantsWith(actor, 'coverage.read')
  // The widest view first, as at signing in.
  const isWide = grants.some(({ schoolId }) => schoolId === undefined)
  return isWide ? undefined : grants.find(({ schoolId }) => schoolId !== undefined)?.schoolId
}
