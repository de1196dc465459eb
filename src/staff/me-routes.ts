import { type Request, type Response, Router } from 'express'

import { ForbiddenError, VisitExpiredError } from '../errors/index.ts'
import { type Clock, dayOf } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import {
  currentVisit,
  type RenderPage,
  textField,
  type Texts,
  type VisitCookie,
  type VisitRepository,
} from '../web/index.ts'
import type { Account, AccountRepository } from './account.ts'
import type { Actors } from './actors.ts'
import { grantLine } from './grant-line.ts'
import { homeOf } from './home.ts'
import { mePage, passwordPage } from './me-page.ts'
import type { ChangeProblem, Passwords } from './passwords.ts'
import { paths } from './paths.ts'
import type { SignIn } from './sign-in.ts'
import type { StaffPages } from './staff-pages.ts'

export interface MeRoutesDeps {
  readonly accounts: Pick<AccountRepository, 'find'>
  readonly actors: Actors
  readonly passwords: Passwords
  readonly signIn: SignIn
  readonly visits: Pick<VisitRepository, 'remove'>
  readonly visitCookie: VisitCookie
  readonly directory: Pick<SchoolDirectory, 'byId' | 'areaById'>
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<StaffPages>
}

const LONGEST_FIELD = 1000

/** A person's own account, and the way out. */
export function meRoutes(deps: MeRoutesDeps): Router {
  const router = Router()
  router.get('/', async (_req, res) => {
    const actor = await deps.actors.actorOf(res)
    res.redirect(303, actor.kind === 'account' ? homeOf(actor, deps.directory) : '/modules')
  })
  router.post('/sign-out', async (_req, res) => {
    await deps.visits.remove(currentVisit(res).id)
    deps.visitCookie.clear(res)
    res.redirect(303, `${paths.signIn}?signed-out=1`)
  })
  router.get('/staff/me', async (_req, res) => {
    const account = await ownAccount(deps, res)
    const today = { ...deps, today: dayOf(deps.clock.now()) }
    const grants = account.grants.map((grant) => grantLine(grant, today))
    const me = { account, grants, homeUrl: homeOfAccount(deps, account) }
    deps.renderPage(res, 'staff/me', mePage(me, deps.texts))
  })
  router.get('/staff/me/password', async (req, res) => {
    const account = await ownAccount(deps, res)
    const proof = textField(req.query, 'proof', LONGEST_FIELD) ?? ''
    showPassword(deps, res, { account, proof })
  })
  router.post('/staff/me/password', async (req, res) => {
    await changePassword(deps, req, res)
  })
  return router
}

async function ownAccount(deps: MeRoutesDeps, res: Response): Promise<Account> {
  const actor = await deps.actors.allow(res, 'account.own', {})
  if (actor.kind !== 'account') throw new ForbiddenError('not-allowed')
  const account = await deps.accounts.find(actor.accountId)
  if (!account) throw new VisitExpiredError('visit-expired')
  return account
}

function homeOfAccount({ actors, directory }: MeRoutesDeps, account: Account): string {
  return homeOf(actors.toActor(account), directory)
}

/** Who came by a link, or never had a password, need not know the old one. */
function isProven(deps: MeRoutesDeps, res: Response, { account, proof }: Shown): boolean {
  if (account.passwordHash === undefined) return true
  return deps.signIn.isLinkProof(proof, currentVisit(res), account)
}

interface Shown {
  readonly account: Account
  readonly proof: string
  readonly problem?: ChangeProblem | undefined
}

function showPassword(deps: MeRoutesDeps, res: Response, shown: Shown): void {
  const asksCurrent = !isProven(deps, res, shown)
  const laterUrl = homeOfAccount(deps, shown.account)
  const page = passwordPage({ ...shown, asksCurrent, laterUrl }, deps.texts)
  deps.renderPage(res, 'staff/password', page)
}

async function changePassword(deps: MeRoutesDeps, req: Request, res: Response): Promise<void> {
  const account = await ownAccount(deps, res)
  const field = (name: string) => textField(req.body, name, LONGEST_FIELD) ?? ''
  const shown = { account, proof: field('proof') }
  const { token, problem } = await deps.passwords.change({
    account,
    password: field('password'),
    again: field('again'),
    current: field('current'),
    isProven: isProven(deps, res, shown),
  })
  if (problem) {
    res.status(problem === 'wait' ? 429 : 422)
    showPassword(deps, res, { ...shown, problem })
    return
  }
  if (token) deps.visitCookie.set(res, token)
  res.redirect(303, homeOfAccount(deps, account))
}
