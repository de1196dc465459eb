import type { Response } from 'express'

import type { Activity } from './course.ts'
import type { Lms } from './lms.ts'
import { framePermissions, toolOriginOf, toShown } from './pages.ts'
import { type Person, vietnameseName } from './people.ts'
import { paths } from './urls.ts'

/** The tool in a frame, so that a teacher chooses what to add. */
export function showLinkChoice(lms: Lms, res: Response, person: Person): void {
  showFrame(lms, res, {
    person,
    title: 'Thêm bài từ Lá Chắn',
    frameSource: paths.linkRequest,
    backHref: '/course',
    backLabel: 'Về khoá học',
  })
}

/** The tool in a frame, opened from one cell of the gradebook. */
export function showReview(
  lms: Lms,
  res: Response,
  { person, activity, pupil }: { person: Person; activity: Activity; pupil: Person },
): void {
  const query = new URLSearchParams({
    id: String(activity.courseModuleId),
    action: 'gradeReport',
    user: pupil.id,
  })
  showFrame(lms, res, {
    person,
    title: `${activity.title}: ${vietnameseName(pupil)}`,
    frameSource: `${paths.launch}?${query.toString()}`,
    backHref: '/gradebook',
    backLabel: 'Về sổ điểm',
  })
}

interface FramePage {
  readonly person: Person
  readonly title: string
  readonly frameSource: string
  readonly backHref: string
  readonly backLabel: string
}

function showFrame(lms: Lms, res: Response, { person, ...page }: FramePage): void {
  const toolOrigin = toolOriginOf(lms)
  res.render('frame', {
    ...page,
    person: toShown(person),
    allow: framePermissions(toolOrigin),
    storage: lms.storage ?? '',
    toolOrigin,
  })
}
