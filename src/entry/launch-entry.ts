import type { Response } from 'express'

import type { MemberCounter } from '../bindings/index.ts'
import type { EnterLaunch, Launch } from '../lti/index.ts'
import { type Clock, createToken, type Sealer } from '../runtime/index.ts'
import {
  type ScoreTarget,
  type Visit,
  type VisitCookie,
  visitIdOf,
  type VisitRepository,
} from '../web/index.ts'
import { courseToCount } from './course-to-count.ts'
import { landingOf, taskOf } from './launch-task.ts'
import type { Pseudonymise } from './learner-key.ts'

// A lesson and a break; pupils share the machines of a computer room (lti.md §7).
const VISIT_LIFE_MS = 2 * 60 * 60 * 1000

export interface LaunchEntryDeps {
  readonly visits: VisitRepository
  readonly visitCookie: VisitCookie
  readonly pseudonymise: Pseudonymise
  /** Seals the platform's user id for the way back to its gradebook. */
  readonly sealer: Sealer
  readonly memberCounter: Pick<MemberCounter, 'note'>
  readonly clock: Clock
}

/**
 * A proven launch becomes a visit, and the browser goes where the launch points (interfaces §5). Where no cookie lives,
 * the page that proved the launch keeps the token and goes there itself (views/assets/kept-visit.js).
 */
export function createLaunchEntry(deps: LaunchEntryDeps): EnterLaunch {
  return async (launch: Launch, res: Response, { proof, used }) => {
    const token = createToken()
    await addWhileUsed(deps.visits, toVisit(launch, token, deps), used)
    const url = landingOf(launch)
    if (proof === 'storage') {
      res.json({ visit: token, url })
    } else {
      deps.visitCookie.set(res, token)
      res.status(303).location(url).end()
    }
    const course = courseToCount(launch)
    if (course) deps.memberCounter.note(course)
  }
}

/** Nobody has the token before both are done, so a visit of a login that was used before was never one. */
async function addWhileUsed(visits: VisitRepository, visit: Visit, used: Promise<void>) {
  const [added, first] = await Promise.allSettled([visits.add(visit), used])
  if (first.status === 'rejected') {
    if (added.status === 'fulfilled') await visits.remove(visit.id)
    throw first.reason
  }
  if (added.status === 'rejected') throw added.reason
}

function toVisit(launch: Launch, token: string, deps: LaunchEntryDeps): Visit {
  const { registration, sub } = launch
  const column = columnOf(launch)
  const sealedSub = deps.sealer.seal(sub)
  const task = taskOf(launch, deps.pseudonymise)
  return {
    id: visitIdOf(token),
    role: launch.role,
    counted: launch.role === 'learner' && !launch.isTestUser,
    learnerKey: deps.pseudonymise(registration.platformId, sub),
    origin: originOf(launch),
    ...(column && { scoreTarget: { registrationId: registration.id, ...column, sealedSub } }),
    ...(task && { task }),
    expiresAt: new Date(deps.clock.now().getTime() + VISIT_LIFE_MS),
  }
}

type Column = Pick<ScoreTarget, 'lineItemUrl' | 'lineItems'>

function columnOf({ grades, message, custom }: Launch): Column | undefined {
  const { lineItemUrl, lineItemsUrl } = grades
  if (lineItemUrl) return { lineItemUrl }
  if (!lineItemsUrl) return undefined
  const linkId = message.kind === 'resource-link' ? message.linkId : undefined
  // A list of modules has a column for each, so none of them can be the activity's own.
  const link = linkId && custom.module && { id: linkId, moduleId: custom.module }
  return { lineItems: { url: lineItemsUrl, ...(link && { link }) } }
}

function originOf({ registration, deploymentId, contextId, custom, courseSchoolCode }: Launch) {
  return {
    platformId: registration.platformId,
    registrationId: registration.id,
    deploymentId,
    ...(contextId && { contextId }),
    ...(custom.schoolCode && { customSchoolCode: custom.schoolCode }),
    ...(courseSchoolCode && { courseSchoolCode }),
  }
}
