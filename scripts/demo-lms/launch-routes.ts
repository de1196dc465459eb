import express, { type Request, type Response, Router } from 'express'

import { findActivityByCourseModule } from './activities.ts'
import { decideAuthorization, type Decision } from './authorization.ts'
import { launchClaims, targetOf } from './launch-claims.ts'
import type { Lms } from './lms.ts'
import { refuse } from './pages.ts'
import { type Parameters, readParameters, readQuery } from './request-values.ts'
import { findSignedIn, offerLaunch, type SignedIn } from './sessions.ts'
import { signIdToken } from './signing-key.ts'
import type { LaunchMessage, PendingLaunch } from './state.ts'
import { storageSignal } from './storage.ts'
import { paths } from './urls.ts'

const form = () => express.urlencoded({ extended: false, limit: '64kb' })

/** From the click on an activity to the id_token: Moodle's launch.php and auth.php. */
export function launchRoutes(lms: Lms): Router {
  const router = Router()
  router.get(paths.launch, (req, res) => openActivity(lms, req, res))
  const gate = lms.faults.gate('auth')
  router.get(paths.auth, gate, (req, res) => authorize(lms, req, res))
  router.post(paths.auth, gate, form(), (req, res) => authorize(lms, req, res))
  return router
}

function openActivity(lms: Lms, req: Request, res: Response): void {
  const signedIn = findSignedIn(lms, req)
  if (!signedIn) {
    res.redirect(303, '/')
    return
  }
  const query = readQuery(req)
  const message = messageOf(lms, signedIn, query)
  if (!message) {
    refuse(res, 404, 'Hoạt động này chưa có công cụ học tập.')
    return
  }
  const target = query['target'] === 'window' ? 'window' : 'iframe'
  sendLoginRequest(lms, res, {
    signedIn,
    launch: offerLaunch(signedIn.session, { message, target }),
  })
}

/** A teacher who opens a grade looks at one person's work: Moodle's grade.php. */
function messageOf(lms: Lms, { person }: SignedIn, query: Parameters): LaunchMessage | undefined {
  const activity = findActivityByCourseModule(lms.state, query['id'] ?? '')
  if (!activity) return undefined
  if (query['action'] !== 'gradeReport') return { kind: 'resource-link', activity }
  const userId = query['user'] ?? ''
  return person.role === 'Instructor' ? { kind: 'review', activity, userId } : undefined
}

interface Offered {
  readonly signedIn: SignedIn
  readonly launch: PendingLaunch
}

export function sendLoginRequest(lms: Lms, res: Response, { signedIn, launch }: Offered): void {
  const { tool } = lms.state
  if (!tool) {
    refuse(res, 404, 'Hoạt động này chưa có công cụ học tập.')
    return
  }
  sendForm(res, tool.loginUrl, {
    iss: lms.urls.base,
    target_link_uri: targetOf(launch.message, tool),
    login_hint: signedIn.person.id,
    lti_message_hint: launch.messageHint,
    client_id: tool.clientId,
    lti_deployment_id: tool.deploymentId,
    ...storageSignal(lms),
  })
}

async function authorize(lms: Lms, req: Request, res: Response): Promise<void> {
  const parameters = { ...readQuery(req), ...readParameters(req.body) }
  const signedIn = findSignedIn(lms, req)
  if (signedIn) await answerAuthorization(lms, { res, parameters, signedIn })
  // A form posted from another site comes without the session cookie. Moodle lets the browser post
  // it once more from its own page; only when the cookie is still missing is nobody signed in.
  else if (parameters['repost']) res.redirect(303, '/')
  else sendForm(res, paths.auth, { ...parameters, repost: '1' })
}

interface Authorization {
  readonly res: Response
  readonly parameters: Parameters
  readonly signedIn: SignedIn
}

async function answerAuthorization(lms: Lms, authorization: Authorization): Promise<void> {
  const { res, parameters, signedIn } = authorization
  const decision = decideAuthorization(lms.state.tool, signedIn, parameters)
  if (decision.kind === 'refused') {
    refuse(res, 404, 'Yêu cầu không hợp lệ (Invalid request).')
    return
  }
  const state = parameters['state'] ?? ''
  const answer = await toAnswer(lms, decision)
  sendForm(res, parameters['redirect_uri'] ?? '', { ...answer, state, ...storageSignal(lms) })
}

async function toAnswer(
  lms: Lms,
  decision: Exclude<Decision, { kind: 'refused' }>,
): Promise<Parameters> {
  if (decision.kind === 'granted') {
    return { id_token: await signIdToken(lms.state.key, launchClaims(lms, decision.order)) }
  }
  const { error, description } = decision
  return description ? { error, error_description: description } : { error }
}

export function sendForm(res: Response, action: string, fields: Parameters): void {
  res.render('form', { action, fields })
}
