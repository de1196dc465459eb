import express, { type Request, type Response, Router } from 'express'

import type { Lms } from './lms.ts'
import { refuse } from './pages.ts'
import { type Person, vietnameseName } from './people.ts'
import { issueRegistrationToken } from './registration.ts'
import { readParameters } from './request-values.ts'
import { findSignedIn, type SignedIn } from './sessions.ts'

const administrator = 'ql.hung'
const page = '/admin/tools'

/** The administrator's "Manage tools": a tool is registered by its URL, waits, and is activated. */
export function toolPageRoutes(lms: Lms): Router {
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: '64kb' })
  const administered = (show: AdministratorPage) => (req: Request, res: Response) => {
    const signedIn = findSignedIn(lms, req)
    if (signedIn?.person.username === administrator) show(signedIn, req, res)
    else refuse(res, 403, 'Trang này dành cho cán bộ quản lí hệ thống.')
  }
  router.get(
    page,
    administered(({ session, person }, _req, res) => {
      const tools = toolsOf(lms)
      const { sessionKey } = session
      res.render('tools', { title: 'Công cụ', person: toShown(person), tools, sessionKey })
    }),
  )
  router.post(
    `${page}/register`,
    form,
    administered((signedIn, req, res) => showRegistration(lms, signedIn, { req, res })),
  )
  router.post(
    `${page}/activate`,
    form,
    administered((signedIn, req, res) => activate(lms, signedIn, { req, res })),
  )
  return router
}

type AdministratorPage = (signedIn: SignedIn, req: Request, res: Response) => void

interface Exchange {
  readonly req: Request
  readonly res: Response
}

/** Frames the tool's address with our configuration and a one-time token behind it. */
function showRegistration(lms: Lms, { person, session }: SignedIn, { req, res }: Exchange): void {
  const { url = '', sesskey } = readParameters(req.body)
  if (sesskey !== session.sessionKey || !/^https?:/.test(url) || !URL.canParse(url)) {
    refuse(res, 400, 'Hãy nhập một địa chỉ https của công cụ.')
    return
  }
  const source = new URL(url)
  source.searchParams.set('openid_configuration', lms.urls.configuration)
  source.searchParams.set('registration_token', issueRegistrationToken(lms))
  const title = 'Đăng ký công cụ'
  res.render('register', { title, person: toShown(person), frameSource: source.href })
}

function activate(lms: Lms, { session }: SignedIn, { req, res }: Exchange): void {
  const { client, sesskey } = readParameters(req.body)
  const waiting = lms.state.pendingTools.find(({ tool }) => tool.clientId === client)
  if (sesskey !== session.sessionKey || !waiting) {
    refuse(res, 404, 'Không có công cụ này.')
    return
  }
  lms.state.pendingTools = lms.state.pendingTools.filter((one) => one !== waiting)
  lms.state.tool = waiting.tool
  res.redirect(303, page)
}

function toolsOf({ state }: Lms): readonly object[] {
  const active = state.tool ? [{ ...state.tool, pending: false }] : []
  return [...active, ...state.pendingTools.map(({ tool }) => ({ ...tool, pending: true }))]
}

function toShown(person: Person): Record<string, string> {
  return { username: person.username, name: vietnameseName(person), role: person.title }
}
