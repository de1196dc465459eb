import { type Response, Router } from 'express'

import { isAllowed, NotFoundError } from '../errors/index.ts'
import { listField, type RenderPage, textField, type Texts } from '../web/index.ts'
import type { AreaId } from './area.ts'
import { toSchoolTable, writeTable } from './list/index.ts'
import { listPage } from './list-page.ts'
import type { SchoolId } from './school.ts'
import type { SchoolDirectory } from './school-directory.ts'
import { schoolPage } from './school-page.ts'
import { createSchoolSearch, type SchoolSearch } from './school-search.ts'
import type { SchoolsPages } from './schools-pages.ts'

export type SchoolsAction =
  'school.read' | 'school.list' | 'school.import' | 'school.edit' | 'poster.print'

export interface SchoolsScope {
  readonly schoolId?: SchoolId
  readonly areaId?: AreaId
}

/** @throws VisitExpiredError, ForbiddenError('not-allowed') */
export type Allow = (res: Response, action: SchoolsAction, scope: SchoolsScope) => Promise<unknown>

export interface ListRoutesDeps {
  readonly directory: SchoolDirectory
  readonly allow: Allow
  readonly texts: Texts
  readonly renderPage: RenderPage<SchoolsPages>
}

const PAGE_LENGTH = 50
const LONGEST_TEXT = 100
const LONGEST_CODE = 20
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function listRoutes(deps: ListRoutesDeps): Router {
  const { directory, allow, texts, renderPage } = deps
  const search = latestSearch(directory)
  const router = Router()

  router.get('/', async (req, res) => {
    const text = textField(req.query, 'q', LONGEST_TEXT) ?? ''
    const after = textField(req.query, 'after', LONGEST_CODE)
    const area = textField(req.query, 'area', LONGEST_TEXT)
    const areaId = directory.areas().find(({ id }) => id === area)?.id
    await allow(res, 'school.list', areaId ? { areaId } : {})
    const keeps = areaId && ((one: { id: SchoolId }) => directory.isInArea(one.id, areaId))
    const page = search().page({ text, after, limit: PAGE_LENGTH, ...(keeps && { keeps }) })
    const mayImport = await isAllowed(allow(res, 'school.import', {}))
    const note = noteOf(req.query, texts)
    const hasSchools = directory.all().length > 0
    const asked = { text, area: areaId, page, hasSchools, mayImport, note }
    renderPage(res, 'schools/list', listPage(asked, texts))
  })
  router.get('/export.xlsx', async (_req, res) => {
    await allow(res, 'school.import', {})
    const table = toSchoolTable(directory.all(), directory.areas())
    res.attachment('danh-sach-truong.xlsx').type(XLSX)
    res.send(Buffer.from(await writeTable(table, 'xlsx')))
  })
  router.get('/:code', async (req, res) => {
    const school = directory.byCode(req.params.code)
    // Who may see none learns nothing of which there are.
    await allow(res, 'school.read', school ? { schoolId: school.id } : {})
    if (!school) throw new NotFoundError('school-not-found')
    const mayEdit = await isAllowed(allow(res, 'school.edit', { schoolId: school.id }))
    const mayPrint = await isAllowed(allow(res, 'poster.print', { schoolId: school.id }))
    const context = { directory, mayEdit, mayPrint }
    renderPage(res, 'schools/school', schoolPage(school, context, texts))
  })
  return router
}

/** Sorting again only when schools have changed: the directory then gives another array. */
function latestSearch(directory: SchoolDirectory): () => SchoolSearch {
  let schools: ReturnType<SchoolDirectory['all']> | undefined
  let search: SchoolSearch | undefined
  return () => {
    if (!search || schools !== directory.all()) {
      schools = directory.all()
      search = createSchoolSearch({ schools, areaById: directory.areaById })
    }
    return search
  }
}

/** What an import or its undoing did, carried by the redirect. */
function noteOf(query: unknown, texts: Texts): string | undefined {
  const [added, changed, restored, removed] = ['added', 'changed', 'restored', 'removed'].map(
    (name) => countField(query, name),
  )
  if (added !== undefined && changed !== undefined) {
    return texts.t('schools.list.imported', { added, changed })
  }
  if (restored !== undefined && removed !== undefined) {
    return texts.t('schools.list.undone', { restored, removed })
  }
  return undefined
}

function countField(query: unknown, name: string): number | undefined {
  const [text = ''] = listField(query, name)
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined
}
