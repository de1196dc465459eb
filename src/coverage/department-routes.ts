import { type Request, type Response, Router } from 'express'

import type { AreaId, SchoolDirectory } from '../schools/index.ts'
import type { RenderPage, Texts } from '../web/index.ts'
import { type Asked, type AskedDeps, findAsked, getAsked, listAllRows } from './asked.ts'
import type { CoveragePages } from './coverage-pages.ts'
import { type DepartmentFacts, departmentPage, type Places } from './department-page.ts'
import { parseFilters, statusesOf } from './filters.ts'
import { listWorkbook } from './list-workbook.ts'
import { noPeriodPage } from './no-period-page.ts'
import { notYetList, notYetStatuses } from './not-yet-list.ts'
import { coveragePaths } from './paths.ts'
import { changedLimit, sinceYesterday } from './recent-changes.ts'

export interface DepartmentRoutesDeps extends AskedDeps {
  readonly directory: SchoolDirectory
  readonly texts: Texts
  readonly renderPage: RenderPage<CoveragePages>
}

const PAGE = 100
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `/coverage`: the figures and the list of an area or of all, and the list as text and as a workbook. */
export function departmentRoutes(deps: DepartmentRoutesDeps): Router {
  const { reader, directory, clock, texts } = deps
  const areaName = nameIn(directory)
  const router = Router()
  router.get('/', (req, res) => showDepartment(deps, req, res))
  router.get('/not-yet.txt', async (req, res) => {
    const asked = await getAsked(deps, req.query, res)
    const rows = await listAllRows(reader, asked, notYetStatuses(asked.filters))
    const list = notYetList({ ...asked, rows, areaName, now: clock.now() }, texts)
    res.type('text/plain; charset=utf-8').send(list)
  })
  router.get('/export.xlsx', async (req, res) => {
    const asked = await getAsked(deps, req.query, res)
    const rows = await listAllRows(reader, asked, statusesOf(asked.filters))
    const book = await listWorkbook({ ...asked, rows, areaName, now: clock.now() }, texts)
    res.attachment(`danh-sach-${asked.period.id}.xlsx`).type(XLSX)
    res.send(Buffer.from(book))
  })
  return router
}

async function showDepartment(
  deps: DepartmentRoutesDeps,
  req: Request,
  res: Response,
): Promise<void> {
  const { access, directory, texts, renderPage } = deps
  const own = await access.ownSchool(res)
  const school = own && directory.byId(own)
  if (school) {
    res.redirect(303, coveragePaths.school(school.code, parseFilters(req.query).period))
    return
  }
  const asked = await findAsked(deps, req.query, res)
  if (!asked) {
    renderPage(res, 'coverage/no-period', noPeriodPage(await access.mayManage(res), texts))
    return
  }
  renderPage(res, 'coverage/department', departmentPage(await factsOf(deps, asked, res), texts))
}

async function factsOf(
  deps: DepartmentRoutesDeps,
  asked: Asked,
  res: Response,
): Promise<DepartmentFacts> {
  const { reader, clock } = deps
  const { period, filters, areaId } = asked
  const now = clock.now()
  const part = await reader.figures({ period, areaId })
  const { cells } = part
  const { stage, after } = filters
  const statuses = statusesOf(filters)
  const search = { periodId: period.id, cells, stage, statuses, after, limit: PAGE }
  const limit = changedLimit(cells)
  return {
    ...asked,
    part,
    page: await reader.search(search),
    changed: await reader.listChanged(period.id, sinceYesterday(now), limit),
    places: await placesOf(deps, res),
    now,
  }
}

async function placesOf(
  { access, directory }: DepartmentRoutesDeps,
  res: Response,
): Promise<Places> {
  const { mayRead } = await access.readerOf(res)
  const areas = directory.areas().filter(({ kind, id }) => kind !== 'province' && mayRead(id))
  return {
    areas,
    mayReadAll: mayRead(undefined),
    mayRead: (id) => mayRead(id as AreaId),
    areaName: nameIn(directory),
  }
}

function nameIn(directory: Pick<SchoolDirectory, 'areaById'>): Places['areaName'] {
  return (id) => (id === undefined ? undefined : directory.areaById(id as AreaId)?.name)
}
