import { type Request, type Response, Router } from 'express'

import type { Clock } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import {
  type CookieShape,
  formBody,
  refuseFraming,
  type RenderPage,
  textField,
  type Texts,
  type VisitCookie,
} from '../web/index.ts'
import type { Actors } from './actors.ts'
import type { Door } from './door.ts'
import { homeOf, LONGEST_NEXT, nextOf } from './home.ts'
import { KNOWN_BROWSER_LIFE_MS, type KnownBrowsers } from './known-browser.ts'
import { LONGEST_EMAIL } from './new-account.ts'
import { paths } from './paths.ts'
import { type SignedIn, type SignIn, type SignInOutcome, visitOf } from './sign-in.ts'
import { linkPage, signInPage, type SignInProblem, type SignInView } from './sign-in-page.ts'
import type { StaffPages } from './staff-pages.ts'

export interface SignInRoutesDeps {
  readonly signIn: SignIn
  readonly door: Door
  readonly knownBrowsers: KnownBrowsers
  readonly actors: Pick<Actors, 'toActor'>
  readonly directory: Pick<SchoolDirectory, 'byId'>
  readonly cookieShape: CookieShape
  readonly visitCookie: VisitCookie
  readonly clock: Clock
  readonly texts: Texts
  readonly renderPage: RenderPage<StaffPages>
}

const LONGEST_FIELD = 1000
const MINUTE_MS = 60 * 1000

/**
 * The forms of `/sign-in…`, which come before there is a visit. To be mounted ahead of the visits and their form
 * protection: these forms prove themselves at the door.
 */
export function signInRoutes(deps: SignInRoutesDeps): Router {
  const router = Router()
  // Laid under a page of an LMS, the button of a link that he made himself would sign a visitor in as the attacker.
  router.use('/sign-in', (_req, res, next) => {
    refuseFraming(res)
    next()
  })
  router.get('/sign-in', (req, res) => {
    const next = nextOf(textField(req.query, 'next', LONGEST_NEXT))
    showSignIn(deps, res, { next, isSignedOut: textField(req.query, 'signed-out', 1) === '1' })
  })
  router.post('/sign-in', formBody(), async (req, res) => {
    await takePassword(deps, req, res)
  })
  router.get('/sign-in/link/:token', async (req, res) => {
    await showLink(deps, res, { token: req.params.token, isUnproven: false })
  })
  router.post('/sign-in/link/:token', formBody(), async (req, res) => {
    await takeLink(deps, req, res)
  })
  return router
}

async function takePassword(deps: SignInRoutesDeps, req: Request, res: Response): Promise<void> {
  const email = textField(req.body, 'email', LONGEST_EMAIL)
  const password = textField(req.body, 'password', LONGEST_FIELD)
  const next = nextOf(textField(req.body, 'next', LONGEST_NEXT))
  const again = (status: number, problem: SignInProblem, minutes?: number) => {
    res.status(status)
    showSignIn(deps, res, { email, next, problem, ...(minutes && { minutes }) })
  }
  if (!isProven(deps, req)) {
    again(403, 'unproven')
    return
  }
  if (!email || !password) {
    again(422, 'missing')
    return
  }
  const known = deps.cookieShape.read(req, knownCookieOf(deps))
  const countedUnder = (address: string) => deps.knownBrowsers.countedUnder(address, known)
  const outcome = await deps.signIn.withPassword({ email, password, countedUnder })
  if (outcome.outcome === 'signed-in') enter(deps, res, { ...outcome, next })
  else if (outcome.outcome === 'refused') again(401, 'refused')
  else again(429, 'wait', minutesUntil(deps, res, outcome.until))
}

function minutesUntil({ clock }: SignInRoutesDeps, res: Response, until: Date): number {
  const ms = until.getTime() - clock.now().getTime()
  res.set('Retry-After', String(Math.max(1, Math.ceil(ms / 1000))))
  return Math.max(1, Math.ceil(ms / MINUTE_MS))
}

async function takeLink(deps: SignInRoutesDeps, req: Request, res: Response): Promise<void> {
  const token = String(req.params['token'])
  if (!isProven(deps, req)) {
    res.status(403)
    await showLink(deps, res, { token, isUnproven: true })
    return
  }
  const outcome: SignInOutcome = await deps.signIn.withLink(token)
  if (outcome.outcome === 'signed-in') {
    const proof = deps.signIn.linkProofOf(visitOf(outcome.token), outcome.account)
    enter(deps, res, { ...outcome, next: `${paths.password}?proof=${proof}` })
  } else await showLink(deps, res, { token, isUnproven: false })
}

function enter(
  deps: SignInRoutesDeps,
  res: Response,
  { token, account, next }: SignedIn & { readonly next?: string | undefined },
): void {
  deps.visitCookie.set(res, token)
  remember(deps, res, account)
  res.redirect(303, next ?? homeOf(deps.actors.toActor(account), deps.directory))
}

/** No key: who holds it still needs the password. */
function remember(deps: SignInRoutesDeps, res: Response, { email }: SignedIn['account']): void {
  const options = { ...deps.cookieShape.options, maxAge: KNOWN_BROWSER_LIFE_MS }
  res.cookie(knownCookieOf(deps), deps.knownBrowsers.cookieOf(email), options)
}

function knownCookieOf({ cookieShape }: SignInRoutesDeps): string {
  return cookieShape.name('lachan-known')
}

function showSignIn(deps: SignInRoutesDeps, res: Response, view: SignInView): void {
  openDoor(deps, res)
  deps.renderPage(res, 'staff/sign-in', signInPage(view, deps.texts))
}

interface Shown {
  readonly token: string
  readonly isUnproven: boolean
}

/** Looking at a link does not use it up: programs that check mail open every address in it. */
async function showLink(deps: SignInRoutesDeps, res: Response, shown: Shown): Promise<void> {
  const isOpen = await deps.signIn.isLinkOpen(shown.token)
  if (!isOpen) res.status(410)
  openDoor(deps, res)
  deps.renderPage(res, 'staff/link', linkPage({ ...shown, isOpen }, deps.texts))
}

function doorCookieOf({ cookieShape }: SignInRoutesDeps): string {
  return cookieShape.name('lachan-door')
}

/** Gives the browser its half of the proof, the form the other. */
function openDoor(deps: SignInRoutesDeps, res: Response): void {
  const { cookieShape, door } = deps
  const name = doorCookieOf(deps)
  const cookie = door.cookieFor(cookieShape.read(res.req, name))
  res.cookie(name, cookie, cookieShape.options)
  res.locals.formToken = door.fieldOf(cookie)
}

function isProven(deps: SignInRoutesDeps, req: Request): boolean {
  return deps.door.isProven({
    origin: req.get('origin'),
    cookie: deps.cookieShape.read(req, doorCookieOf(deps)),
    field: textField(req.body, '_visit', LONGEST_FIELD),
  })
}
