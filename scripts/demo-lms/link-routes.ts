import express, { type Request, type Response, Router } from 'express'

import { sendForm, sendLoginRequest } from './launch-routes.ts'
import { AnswerRefusal, readLinkAnswer } from './link-answer.ts'
import { placeLinks } from './link-placing.ts'
import type { Lms } from './lms.ts'
import { refuse } from './pages.ts'
import { type Parameters, readParameters, readQuery } from './request-values.ts'
import { findSignedIn, offerLaunch, type SignedIn } from './sessions.ts'
import { paths } from './urls.ts'

/** Content that a teacher chooses in the tool: Moodle's contentitem.php and contentitem_return.php. */
export function linkRoutes(lms: Lms): Router {
  const router = Router()
  router.get(paths.linkRequest, (req, res) => {
    const signedIn = findSignedIn(lms, req)
    if (!signedIn) res.redirect(303, '/')
    else if (!isTeacher(signedIn)) refuseAsMoodle(res)
    else sendLoginRequest(lms, res, { signedIn, launch: offerLinkLaunch(signedIn) })
  })
  const form = express.urlencoded({ extended: false, limit: '256kb' })
  router.post(paths.linkReturn, form, (req, res) => takeAnswer(lms, req, res))
  return router
}

function offerLinkLaunch({ session }: SignedIn) {
  return offerLaunch(session, { message: { kind: 'deep-linking' }, target: 'iframe' })
}

async function takeAnswer(lms: Lms, req: Request, res: Response): Promise<void> {
  const parameters = readParameters(req.body)
  const signedIn = findSignedIn(lms, req)
  // A form that a framed tool posts comes without the session cookie: once more, from our own page.
  if (!signedIn && !parameters['repost']) {
    sendForm(res, req.originalUrl, { ...parameters, repost: '1' })
  } else if (!signedIn) res.redirect(303, '/')
  else await place(lms, res, { signedIn, parameters, query: readQuery(req) })
}

interface Answer {
  readonly signedIn: SignedIn
  readonly parameters: Parameters
  readonly query: Parameters
}

async function place(lms: Lms, res: Response, { signedIn, parameters, query }: Answer) {
  const { session } = signedIn
  if (!isTeacher(signedIn) || query['sesskey'] !== session.sessionKey) {
    refuseAsMoodle(res)
    return
  }
  try {
    const links = await readLinkAnswer(lms, session, parameters['JWT'] ?? '')
    const placed = placeLinks(lms.state, links)
    res.render('links-placed', { title: 'Thêm bài vào khoá học', person: null, placed })
  } catch (error) {
    if (!(error instanceof AnswerRefusal)) throw error
    lms.state.refusedAnswers.push(error.message)
    refuse(res, 400, 'Không nhận được nội dung mà công cụ gửi về. Hãy chọn lại từ khoá học.')
  }
}

function isTeacher({ person }: SignedIn): boolean {
  return person.role === 'Instructor'
}

function refuseAsMoodle(res: Response): void {
  refuse(res, 404, 'Yêu cầu không hợp lệ (Invalid request).')
}
