import { type Request, type Response, Router } from 'express'

import { findActivity } from './activities.ts'
import { showLinkChoice, showReview } from './frame-pages.ts'
import type { Lms } from './lms.ts'
import {
  refuse,
  showActivity,
  showChooser,
  showCourse,
  showGradebook,
  showStorageFrame,
} from './pages.ts'
import { findPerson, type Person, pupils } from './people.ts'
import { readQuery } from './request-values.ts'
import { findSignedIn, signIn } from './sessions.ts'
import { paths } from './urls.ts'

type SignedInPage = (person: Person, req: Request, res: Response) => void

/** What a person sees of the LMS. */
export function pageRoutes(lms: Lms): Router {
  const router = Router()
  const signedIn = (show: SignedInPage) => (req: Request, res: Response) => {
    const person = findSignedIn(lms, req)?.person
    if (person) show(person, req, res)
    else res.redirect(303, '/')
  }
  router.get('/', (req, res) => showChooser(lms, res, findSignedIn(lms, req)?.person))
  router.get('/sign-in/:username', (req, res) => enter(lms, req, res))
  router.get(
    '/course',
    signedIn((person, _req, res) => showCourse(lms, res, person)),
  )
  router.get(
    '/gradebook',
    signedIn((person, _req, res) => showGradebook(lms, res, person)),
  )
  router.get(
    '/activities/:id',
    signedIn((person, req, res) => {
      const activity = findActivity(lms.state, String(req.params['id']))
      if (activity) showActivity(lms, res, { person, activity })
      else refuse(res, 404, 'Khoá học không có hoạt động này.')
    }),
  )
  router.get(
    '/course/add',
    signedIn((person, _req, res) => showLinkChoice(lms, res, person)),
  )
  router.get(
    '/activities/:id/review/:username',
    signedIn((person, req, res) => review(lms, res, { person, ids: req.params })),
  )
  router.get(paths.storage, (_req, res) => showStorageFrame(lms, res))
  router.get(paths.return, (_req, res) =>
    res.render('return', { title: 'Đã rời bài học', person: null }),
  )
  return router
}

/** The demo has no passwords: the link is the key. */
function enter(lms: Lms, req: Request, res: Response): void {
  const person = findPerson(req.params['username'] as string)
  if (!person) {
    refuse(res, 404, 'Hệ thống demo không có người này.')
    return
  }
  signIn(lms, res, person)
  const activity = findActivity(lms.state, readQuery(req)['activity'] ?? '')
  res.redirect(303, activity ? `/activities/${activity.id}` : '/course')
}

interface Reviewed {
  readonly person: Person
  readonly ids: Request['params']
}

function review(lms: Lms, res: Response, { person, ids }: Reviewed): void {
  const activity = findActivity(lms.state, String(ids['id']))
  const pupil = pupils.find(({ username }) => username === ids['username'])
  if (activity && pupil) showReview(lms, res, { person, activity, pupil })
  else refuse(res, 404, 'Sổ điểm không có ô này.')
}
