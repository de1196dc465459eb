import { type Request, type Response, Router } from 'express'

import { ConflictError, InvalidInputError } from '../errors/index.ts'
import { type Clock, type Day, dayOf } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import { type RenderPage, textField, type Texts } from '../web/index.ts'
import type { Account, Grant } from './account.ts'
import { accountPage, type AccountView, addPage } from './account-page.ts'
import type { Allow } from './actors.ts'
import { type GrantFields, parseGrant } from './grant-form.ts'
import { grantLine } from './grant-line.ts'
import { listPage } from './list-page.ts'
import { paths } from './paths.ts'
import type { StaffPages } from './staff-pages.ts'
import { grantKeyOf, type StaffService } from './staff-service.ts'

export interface StaffRoutesDeps {
  readonly service: StaffService
  readonly allow: Allow
  readonly directory: SchoolDirectory
  readonly publicUrl: string
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<StaffPages>
  /** Pages of a person's own account, which would else be taken for an account's id. */
  readonly me: Router
}

const LONGEST_FIELD = 300

/** `/staff…`: administrators look after accounts. */
export function staffRoutes(deps: StaffRoutesDeps): Router {
  const { service, texts, renderPage, directory } = deps
  const router = Router()
  router.use(deps.me)
  router.get('/staff', async (_req, res) => {
    await mayManage(deps, res)
    const accounts = await service.list()
    const listed = accounts.map((account) => ({
      account,
      grants: account.grants.map(lineOf(deps)).filter(({ state }) => state !== 'over'),
    }))
    renderPage(res, 'staff/list', listPage(listed, texts))
  })
  router.get('/staff/new', async (_req, res) => {
    await mayManage(deps, res)
    renderPage(res, 'staff/add', addPage({}, directory, texts))
  })
  router.post('/staff/new', async (req, res) => {
    await mayManage(deps, res)
    await add(deps, req, res)
  })
  router.get('/staff/:id', async (req, res) => {
    await mayManage(deps, res)
    show(deps, res, { account: await service.get(req.params.id) })
  })
  router.use(changeRoutes(deps))
  return router
}

/** Accounts reach across schools, so who keeps them is bound to no place. */
async function mayManage({ allow }: StaffRoutesDeps, res: Response): Promise<void> {
  await allow(res, 'staff.manage', {})
}

function changeRoutes(deps: StaffRoutesDeps): Router {
  const { service } = deps
  const router = Router()
  router.post('/staff/:id/link', async (req, res) => {
    await mayManage(deps, res)
    const account = await service.get(req.params.id)
    show(deps, res, { account, linkUrl: await linkOf(deps, account) })
  })
  router.post('/staff/:id/state', async (req, res) => {
    await mayManage(deps, res)
    const account = await unchanged(deps, req)
    await (account.state === 'active' ? service.disable(account) : service.enable(account))
    res.redirect(303, paths.account(account))
  })
  router.post('/staff/:id/grants', async (req, res) => {
    await mayManage(deps, res)
    await addGrant(deps, req, res)
  })
  router.post('/staff/:id/grants/end', async (req, res) => {
    await mayManage(deps, res)
    const account = await unchanged(deps, req)
    const key = textField(req.body, 'grant', LONGEST_FIELD)
    const grant = account.grants.find((one) => grantKeyOf(one) === key)
    if (grant) await service.endGrant(account, grant)
    res.redirect(303, paths.account(account))
  })
  return router
}

async function add(deps: StaffRoutesDeps, req: Request, res: Response): Promise<void> {
  const typed = { ...grantFields(req), name: field(req, 'name'), email: field(req, 'email') }
  try {
    const grant = parseGrant(typed, deps.directory, today(deps))
    const account = await deps.service.add({ ...typed, grant })
    show(deps, res, { account, linkUrl: await linkOf(deps, account) })
  } catch (error) {
    const problem = problemOf(deps, res, error)
    deps.renderPage(res, 'staff/add', addPage({ ...typed, problem }, deps.directory, deps.texts))
  }
}

async function addGrant(deps: StaffRoutesDeps, req: Request, res: Response): Promise<void> {
  const account = await unchanged(deps, req)
  const typed = grantFields(req)
  try {
    const grant = parseGrant(typed, deps.directory, today(deps))
    await deps.service.addGrant(account, grant)
    res.redirect(303, paths.account(account))
  } catch (error) {
    show(deps, res, { account, ...typed, problem: problemOf(deps, res, error) })
  }
}

/** Bad input is said beside the form, with everything typed kept; other failures are pages of their own. */
function problemOf({ texts }: StaffRoutesDeps, res: Response, error: unknown): string {
  const isTyped = error instanceof InvalidInputError || error instanceof ConflictError
  if (!isTyped) throw error
  res.status(error.status)
  const { title, body } = texts.ofError(error.code, error.params)
  return `${title}. ${body}`
}

/** @throws ConflictError('account-changed') where somebody else changed it since the page was drawn */
async function unchanged({ service }: StaffRoutesDeps, req: Request): Promise<Account> {
  const account = await service.get(String(req.params['id']))
  if (field(req, 'revision') === String(account.revision)) return account
  throw new ConflictError('account-changed')
}

function show(deps: StaffRoutesDeps, res: Response, view: Omit<AccountView, 'lineOf'>): void {
  const page = accountPage({ ...view, lineOf: lineOf(deps) }, deps.directory, deps.texts)
  deps.renderPage(res, 'staff/account', page)
}

function lineOf(deps: StaffRoutesDeps) {
  const now = { ...deps, today: today(deps) }
  return (grant: Grant) => grantLine(grant, now)
}

async function linkOf({ service, publicUrl }: StaffRoutesDeps, account: Account): Promise<string> {
  return `${publicUrl}${paths.link(await service.createLink(account))}`
}

function today({ clock }: StaffRoutesDeps): Day {
  return dayOf(clock.now())
}

function field(req: Request, name: string): string {
  return textField(req.body, name, LONGEST_FIELD) ?? ''
}

function grantFields(req: Request): GrantFields {
  return {
    role: field(req, 'role'),
    school: field(req, 'school'),
    area: field(req, 'area'),
    from: field(req, 'from'),
    to: field(req, 'to'),
  }
}
