import express, { type Express } from 'express'

import { apiRoutes } from '../../src/api/index.ts'
import {
  type CoverageAccess,
  createCoverage,
  createCoverageAccess,
} from '../../src/coverage/index.ts'
import { createRequirements } from '../../src/requirements/index.ts'
import type { Day } from '../../src/runtime/index.ts'
import type { SchoolId } from '../../src/schools/index.ts'
import {
  type Account,
  type AccountId,
  createActors,
  type Grant,
  type Role,
} from '../../src/staff/index.ts'
import {
  createAccountLimits,
  createAssets,
  createRenderer,
  createTexts,
  errorHandler,
  formBody,
  notFound,
  requestContext,
} from '../../src/web/index.ts'
import { aLogger } from './a-logger.ts'
import { MODULES, type Province } from './a-province.ts'
import { aVisit } from './a-visit.ts'
import type { Storage } from './engines.ts'

const URL = 'http://127.0.0.1:4000'

const ACCOUNT: Account = {
  id: 'account-1' as AccountId,
  email: 'minh@so.example',
  name: 'Trần Văn Minh',
  grants: [],
  state: 'active',
  revision: 1,
}

/** Of a role over an area or a school; over everything without one. */
export function aGrant(role: Role, place: Pick<Grant, 'areaId' | 'schoolId'> = {}): Grant {
  return { role, from: '2026-01-01' as Day, ...place }
}

/** Staff as an LMS says, of a course of this school, or of one that has no school yet. */
export interface TeacherOf {
  readonly teacherOf: SchoolId | undefined
}

/** The pages of periods and coverage and the API, for one person, without sign-in. */
export function aCoverageApp(
  storage: Storage,
  province: Province,
  who: Grant | TeacherOf | 'nobody' = aGrant('officer'),
): Express {
  const isTeacher = typeof who === 'object' && 'teacherOf' in who
  const account = { ...ACCOUNT, grants: typeof who === 'object' && 'role' in who ? [who] : [] }
  const visit = isTeacher ? aVisit({ role: 'staff' }) : aVisit({ accountId: account.id })
  const texts = createTexts()
  const assets = createAssets()
  const { renderPage } = createRenderer({ texts, assetUrl: assets.url })
  const { clock, directory } = province
  const { logger } = aLogger()
  const web = { texts, renderPage, clock, logger, directory }
  const actors = createActors({
    accounts: { find: () => Promise.resolve(account) },
    directory,
    clock,
    schoolOf: () => Promise.resolve(isTeacher ? who.teacherOf : undefined),
  })
  const access: CoverageAccess = createCoverageAccess({ actors, directory })
  const coverage = createCoverage({
    ...web,
    rows: storage.coverageRows,
    periods: storage.periods,
    obligations: storage.obligations,
    sessions: province.sessions,
    completions: province.counter,
    trainedStaff: storage.trainedStaff,
    modules: { list: () => MODULES },
    access,
  })
  const periods = createRequirements({
    ...web,
    ...storage,
    schools: directory,
    rows: coverage.seeds,
    modules: { list: () => MODULES.map((module) => ({ ...module, minutes: 25 })) },
    allowManaging: access.managing,
  })
  const app = express()
  app.use(requestContext({ logger }))
  app.use('/assets', assets.router)
  const bearerActor = () => Promise.resolve(actors.toActor(account))
  app.use(
    '/api/v1',
    apiRoutes({
      ...web,
      accountLimits: createAccountLimits(),
      reader: coverage.reader,
      bearerActor,
      publicUrl: URL,
    }),
  )
  app.use((_req, res, next) => {
    if (who !== 'nobody') res.locals.visit = visit
    res.locals.formToken = 'token'
    next()
  })
  app.use(formBody())
  app.use('/coverage', coverage.router)
  app.use('/periods', periods.router)
  app.use(notFound(), errorHandler(web))
  return app
}
