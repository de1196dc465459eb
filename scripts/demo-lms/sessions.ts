import { randomBytes, randomInt } from 'node:crypto'

import type { Request, Response } from 'express'

import type { Lms } from './lms.ts'
import { findPerson, type Person } from './people.ts'
import type { PendingLaunch, Session } from './state.ts'

export interface SignedIn {
  readonly session: Session
  readonly person: Person
}

export function signIn(lms: Lms, res: Response, person: Person): void {
  const id = randomBytes(24).toString('base64url')
  const sessionKey = randomBytes(5).toString('hex')
  lms.state.sessions.set(id, {
    username: person.username,
    sessionKey,
    launches: new Map(),
    linkData: new Set(),
  })
  res.cookie(cookieName(lms), id, { httpOnly: true, sameSite: 'lax', path: '/' })
}

export function findSignedIn(lms: Lms, req: Request): SignedIn | undefined {
  const session = lms.state.sessions.get(readCookie(req, cookieName(lms)) ?? '')
  const person = session && findPerson(session.username)
  return session && person ? { session, person } : undefined
}

export function offerLaunch(
  session: Session,
  { message, target }: Pick<PendingLaunch, 'message' | 'target'>,
): PendingLaunch {
  const number = randomInt(1, 2 ** 31)
  const isOfCourse = message.kind === 'deep-linking'
  const launchId = isOfCourse
    ? `ltilaunch_ContentItemSelectionRequest${number}`
    : `ltilaunch${message.activity.id}_${number}`
  const place = isOfCourse ? {} : { cmid: message.activity.courseModuleId }
  const messageHint = JSON.stringify({ ...place, launchid: launchId })
  const launch = { message, messageHint, target }
  session.launches.set(launchId, launch)
  return launch
}

/** A launch id works once, whatever becomes of the request that brought it. */
export function takeLaunch(session: Session, launchId: string): PendingLaunch | undefined {
  const launch = session.launches.get(launchId)
  session.launches.delete(launchId)
  return launch
}

/** Browsers send a host's cookies to all its ports: the port in the name keeps two demo LMSs apart. */
function cookieName(lms: Lms): string {
  return `DemoLmsSession${new URL(lms.urls.base).port}`
}

function readCookie(req: Request, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}
