import type { Response } from 'express'

import { findActivity, listActivities } from './activities.ts'
import { type Activity, course } from './course.ts'
import { type GradebookRow, readGradebook } from './gradebook.ts'
import type { Lms } from './lms.ts'
import { findPerson, people, type Person, pupils, vietnameseName } from './people.ts'
import type { DemoLmsState } from './state.ts'
import { paths } from './urls.ts'

const points = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })
const moment = new Intl.DateTimeFormat('vi-VN', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
})

export function showChooser(lms: Lms, res: Response, current: Person | undefined): void {
  const choices = people.map((person) => ({
    ...toShown(person),
    href: signInPath(lms.state, person.username),
    current: person === current,
  }))
  res.render('people', { title: 'Chọn người vào thử', person: shownOrNull(current), choices })
}

export function showCourse(lms: Lms, res: Response, person: Person): void {
  const list = listActivities(lms.state).map((activity) => ({
    id: activity.id,
    title: lineItemLabel(lms, activity),
    description: activity.description,
  }))
  res.render('course', {
    title: course.title,
    person: toShown(person),
    course,
    activities: list,
    mayAdd: mayAddLinks(lms, person),
  })
}

export function showActivity(
  lms: Lms,
  res: Response,
  shown: { person: Person; activity: Activity },
): void {
  const { activity, person } = shown
  const launch = `${paths.launch}?id=${activity.courseModuleId}`
  const toolOrigin = toolOriginOf(lms)
  res.render('activity', {
    title: lineItemLabel(lms, activity),
    person: toShown(person),
    frameSource: launch,
    windowHref: `${launch}&target=window`,
    allow: framePermissions(toolOrigin),
    ready: toolOrigin !== '',
    opensWindow: activity.target === 'window',
    storage: lms.storage ?? '',
    toolOrigin,
  })
}

/** Keeps what the tool puts there as long as the page around it is open. */
export function showStorageFrame(lms: Lms, res: Response): void {
  res.render('storage', { toolOrigin: toolOriginOf(lms) })
}

export function toolOriginOf(lms: Lms): string {
  return lms.state.tool ? new URL(lms.state.tool.loginUrl).origin : ''
}

export function showGradebook(lms: Lms, res: Response, person: Person): void {
  const own = person.role === 'Learner'
  const shown = own ? [person] : pupils
  const rows = readGradebook(lms.state)
  res.render('gradebook', {
    title: own ? 'Điểm của em' : 'Sổ điểm',
    person: toShown(person),
    columns: lms.state.lineItems.map((item) => ({
      label: item.label,
      maximum: points.format(item.maximum),
    })),
    pupils: shown.map((pupil) => ({
      ...toShown(pupil),
      cells: rows.filter((row) => row.username === pupil.username).map((row) => toCell(row, own)),
    })),
  })
}

function mayAddLinks(lms: Lms, person: Person): boolean {
  return person.role === 'Instructor' && lms.state.tool !== undefined
}

export function refuse(res: Response, status: number, message: string): void {
  res.status(status).render('refused', { title: 'Không mở được', person: null, message })
}

export function signInPath(state: DemoLmsState, username: string, activityId?: string): string {
  if (!findPerson(username)) throw new Error(`the demo LMS knows nobody called ${username}`)
  if (activityId !== undefined && !findActivity(state, activityId)) {
    throw new Error(`the demo course has no activity ${activityId}`)
  }
  const path = `/sign-in/${username}`
  return activityId === undefined ? path : `${path}?activity=${activityId}`
}

/** A teacher's rename, or a tool's, shows in the course at once. */
function lineItemLabel(lms: Lms, activity: Activity): string {
  const item = lms.state.lineItems.find((one) => one.id === activity.lineItem?.id)
  return item?.label ?? activity.title
}

function toCell(row: GradebookRow, own: boolean): Record<string, unknown> {
  const { activityId, lineItemId, username, score, label } = row
  const shown = score === null ? '–' : `${points.format(score)}/${points.format(row.maximum)}`
  const reviewHref = own || activityId === '' ? '' : `/activities/${activityId}/review/${username}`
  const when =
    score === null || row.timestamp === null ? '' : moment.format(new Date(row.timestamp))
  return { activityId, lineItemId, username, label, score: score ?? '', shown, when, reviewHref }
}

export function toShown(person: Person): Record<string, string> {
  return { username: person.username, name: vietnameseName(person), role: person.title }
}

function shownOrNull(person: Person | undefined): Record<string, string> | null {
  return person ? toShown(person) : null
}

/** What Moodle lets a framed tool ask the browser for. */
export function framePermissions(origin: string): string {
  const features = ['microphone', 'camera', 'geolocation', 'midi', 'encrypted-media', 'autoplay']
  return features.map((feature) => `${feature} ${origin}`).join('; ')
}
