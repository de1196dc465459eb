import { type Request, type Response, Router } from 'express'

import { startOf } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import { listField, textField } from '../web/index.ts'
import type { CalendarRange } from './calendar.ts'
import type { LateChangeKind } from './obligation.ts'
import { periodPaths } from './paths.ts'
import { parsePeriod, type PeriodDraft } from './period.ts'
import { type PeriodsFacts, periodsPage } from './periods-page.ts'
import type { RequirementService } from './requirement-service.ts'
import { ruleRoutes, type RuleRoutesDeps } from './rule-routes.ts'

export interface PeriodRoutesDeps extends RuleRoutesDeps {
  readonly service: RequirementService
  readonly directory: { byCode(code: string): { readonly id: SchoolId } | undefined }
  /** Modules that a department may pick for a period. */
  readonly modules: { list(): PeriodsFacts['modules'] }
}

const LONGEST = 300
const KINDS: readonly LateChangeKind[] = ['included', 'exempted', 'restored']

/** `/periods…` */
export function periodRoutes(deps: PeriodRoutesDeps): Router {
  const { service } = deps
  const router = Router()

  router.get('/', async (req, res) => {
    await deps.allowManaging(res)
    const draft = await draftFromCalendar(deps, req)
    await showPeriods(deps, res, { ...(draft && { draft }) })
  })
  router.use(ruleRoutes(deps))
  router.post('/', async (req, res) => {
    await deps.allowManaging(res)
    const draft = readDraft(req)
    const parsed = parsePeriod(draft)
    if ('problems' in parsed) {
      res.status(422)
      await showPeriods(deps, res, { draft, problems: parsed.problems })
      return
    }
    await service.add(parsed.period)
    res.redirect(303, periodPaths.list())
  })
  router.post('/:id/open', async (req, res) => {
    await deps.allowManaging(res)
    await service.open(req.params.id)
    res.redirect(303, periodPaths.list())
  })
  router.post('/:id/close', async (req, res) => {
    await deps.allowManaging(res)
    await service.close(req.params.id)
    res.redirect(303, periodPaths.list())
  })
  router.post('/:id/modules', (req, res) => changeModules(deps, req, res))
  router.post('/:id/exemptions', (req, res) => changeLate(deps, req, res))
  return router
}

async function showPeriods(
  { service, ruleBook, modules, texts, renderPage }: PeriodRoutesDeps,
  res: Response,
  typed: Pick<PeriodsFacts, 'draft' | 'problems'> = {},
): Promise<void> {
  const periods = await service.list()
  const facts = { periods, modules: modules.list(), rules: await ruleBook.list(), ...typed }
  renderPage(res, 'requirements/periods', periodsPage(facts, texts))
}

/** The days of a range that a person chose on the page of calendars. */
async function draftFromCalendar(
  { ruleBook, texts }: PeriodRoutesDeps,
  { query }: Request,
): Promise<PeriodDraft | undefined> {
  const id = textField(query, 'calendar', LONGEST)
  if (id === undefined) return undefined
  const calendar = await ruleBook.calendar(id)
  const range = calendar.ranges[Number(textField(query, 'range', LONGEST) ?? 0)]
  if (!range) return undefined
  const day = (on: CalendarRange['from']) => texts.date(startOf(on))
  const days = { from: day(range.from), to: day(range.to) }
  return { id: '', name: range.name, ...days, calendar: id }
}

async function changeModules(
  deps: PeriodRoutesDeps,
  req: Request<{ id: string }>,
  res: Response,
): Promise<void> {
  const { accountId } = await deps.allowManaging(res)
  await deps.service.changeModules({
    periodId: req.params.id,
    modules: listField(req.body, 'modules'),
    reason: textField(req.body, 'reason', LONGEST) ?? '',
    ...(accountId && { by: accountId }),
  })
  res.redirect(303, periodPaths.list())
}

async function changeLate(
  deps: PeriodRoutesDeps,
  req: Request<{ id: string }>,
  res: Response,
): Promise<void> {
  const { accountId } = await deps.allowManaging(res)
  const code = textField(req.body, 'school', LONGEST) ?? ''
  const given = textField(req.body, 'kind', LONGEST)
  const school = deps.directory.byCode(code)
  await deps.service.change({
    periodId: req.params.id,
    schoolId: school?.id ?? ('' as SchoolId),
    kind: KINDS.find((kind) => kind === given) ?? 'exempted',
    reason: textField(req.body, 'reason', LONGEST) ?? '',
    ...(accountId && { by: accountId }),
  })
  const period = new URLSearchParams({ period: req.params.id }).toString()
  res.redirect(303, `/coverage/schools/${encodeURIComponent(code)}?${period}`)
}

function readDraft({ body }: Request): PeriodDraft {
  const read = (name: string) => textField(body, name, LONGEST)
  return {
    id: read('id')?.trim() ?? '',
    name: read('name') ?? '',
    from: read('from') ?? '',
    to: read('to') ?? '',
    due: read('due'),
    minSessions: read('minSessions')?.trim(),
    modules: listField(body, 'modules'),
    programme: read('programme'),
    calendar: read('calendar'),
  }
}
