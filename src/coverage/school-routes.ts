import { type Request, type Response, Router } from 'express'

import { NotFoundError } from '../errors/index.ts'
import type { ObligationRepository, Period } from '../requirements/index.ts'
import { type Clock, dayOf } from '../runtime/index.ts'
import type { School, SchoolDirectory } from '../schools/index.ts'
import type { SessionRepository } from '../sessions/index.ts'
import type { RenderPage, Texts } from '../web/index.ts'
import type { CoverageAccess } from './coverage-access.ts'
import type { CoveragePages } from './coverage-pages.ts'
import type { CoverageReader } from './coverage-reader.ts'
import type { TrainedLister } from './coverage-repository.ts'
import { parseFilters } from './filters.ts'
import { noPeriodPage } from './no-period-page.ts'
import { type SchoolFacts, schoolPage } from './school-page.ts'
import { shownPeriod } from './shown-period.ts'
import { countPeople } from './trained-people.ts'
import { trainingYearOf } from './training-year.ts'

export interface SchoolRoutesDeps {
  readonly reader: CoverageReader
  readonly access: CoverageAccess
  readonly obligations: Pick<ObligationRepository, 'find'>
  readonly sessions: Pick<SessionRepository, 'listOfSchool'>
  readonly trainedStaff: TrainedLister
  readonly directory: SchoolDirectory
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<CoveragePages>
}

/** `/coverage/schools/:code`: what one school still owes, by when, and what became of its sessions. */
export function schoolRoutes(deps: SchoolRoutesDeps): Router {
  const { access, directory, texts, renderPage } = deps
  const router = Router()
  router.get('/schools/:code', async (req, res) => {
    const school = directory.byCode(req.params.code)
    // Who may see none learns nothing of which there are.
    await access.readingSchool(res, school?.id)
    if (!school) throw new NotFoundError('school-not-found')
    const periods = await deps.reader.listPeriods()
    const period = await periodOf(deps, req, periods)
    if (!period) {
      renderPage(res, 'coverage/no-period', noPeriodPage(await access.mayManage(res), texts))
      return
    }
    const facts = {
      ...(await factsOf(deps, school, period)),
      ...(await rightsOf(deps, school, res)),
    }
    const opened = periods.filter(({ state }) => state !== 'planned')
    renderPage(res, 'coverage/school', schoolPage({ ...facts, periods: opened }, texts))
  })
  return router
}

async function periodOf(
  { reader, clock }: SchoolRoutesDeps,
  { query }: Request,
  periods: readonly Period[],
): Promise<Period | undefined> {
  const { period } = parseFilters(query)
  return period === undefined ? shownPeriod(periods, dayOf(clock.now())) : reader.period(period)
}

type Rights = Pick<SchoolFacts, 'powers' | 'backTo' | 'mayReadSchool'>

async function factsOf(
  deps: SchoolRoutesDeps,
  school: School,
  period: Period,
): Promise<Omit<SchoolFacts, keyof Rights | 'periods'>> {
  const { reader, obligations, sessions, directory, clock } = deps
  const { id, communeId } = school
  const row = await reader.find({ periodId: period.id, schoolId: id })
  const schoolYear = trainingYearOf(period)
  const trained = row?.trained ?? (await countTrained(deps, id, schoolYear))
  return {
    trained: { count: trained, schoolYear },
    period,
    school,
    commune: communeId && directory.areaById(communeId)?.name,
    obligation: await obligations.find(period.id, id),
    row,
    sessions: await sessions.listOfSchool(id, period.from, period.to),
    now: clock.now(),
  }
}

/** Of a school outside the obligated set: no row counts it. */
async function countTrained(
  { trainedStaff }: SchoolRoutesDeps,
  schoolId: School['id'],
  schoolYear: string,
): Promise<number> {
  return countPeople(await trainedStaff.listOfSchool({ schoolId, schoolYear }))
}

async function rightsOf(
  { access }: SchoolRoutesDeps,
  { id, communeId }: School,
  res: Response,
): Promise<Rights> {
  const { mayRead } = await access.readerOf(res)
  const mayReadCommune = communeId !== undefined && mayRead(communeId)
  const wide = mayRead(undefined) ? 'department' : undefined
  return {
    powers: await access.powersAt(res, id),
    mayReadSchool: await access.mayReadSchool(res, id),
    backTo: wide ?? (mayReadCommune ? 'commune' : undefined),
  }
}
