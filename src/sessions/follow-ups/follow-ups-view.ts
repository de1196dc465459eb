import type { Catalogue } from '../../catalogue/index.ts'
import type { School } from '../../schools/index.ts'
import type { Texts } from '../../web/index.ts'
import { paths } from '../paths.ts'
import type { AnySession } from '../session-service.ts'
import type { FollowUp } from './follow-up.ts'
import { followedClasses, offersFollowUps } from './followed-classes.ts'
import { tenMinutesOfAll } from './ten-minutes.ts'

export interface FollowUpsView {
  /** `Đã tiếp nối 3/12 lớp` */
  readonly count: string
  /** Trusted HTML of the catalogue. */
  readonly tasks: readonly string[]
  readonly classes: readonly { readonly label: string; readonly isDone: boolean }[]
  /** Where somebody of the school presses. */
  readonly action?: string
}

export interface FollowUpsAsked {
  readonly session: AnySession
  readonly school: School | undefined
  readonly done: readonly FollowUp[]
  readonly mayPress: boolean
}

/** Undefined where no class has anything to follow up. */
export function followUpsView(
  { session, school, done, mayPress }: FollowUpsAsked,
  texts: Texts,
  catalogue: Pick<Catalogue, 'find'>,
): FollowUpsView | undefined {
  const classes = classesOf(session, school, done)
  if (classes.length === 0) return undefined
  return {
    count: countText(classes, texts),
    tasks: tenMinutesOfAll(session.modules, catalogue),
    classes,
    ...(mayPress && { action: paths.followUps(session.id) }),
  }
}

/** `đã tiếp nối 3/12 lớp`, for a row of a list. */
export function followUpsCount(
  asked: Omit<FollowUpsAsked, 'mayPress'>,
  texts: Texts,
): string | undefined {
  const classes = classesOf(asked.session, asked.school, asked.done)
  return classes.length === 0 ? undefined : countText(classes, texts)
}

/** Classes that the school has now: one that is gone is not waited for. */
function classesOf(
  session: AnySession,
  school: School | undefined,
  done: readonly FollowUp[],
): FollowUpsView['classes'] {
  if (!school || !offersFollowUps(session)) return []
  const labels = new Set(
    done.filter(({ sessionId }) => sessionId === session.id).map(({ label }) => label),
  )
  return followedClasses(session, school).map(({ label }) => ({ label, isDone: labels.has(label) }))
}

function countText(classes: FollowUpsView['classes'], texts: Texts): string {
  const done = classes.filter(({ isDone }) => isDone).length
  return texts.t('sessions.followUps.count', {
    done: texts.number(done),
    all: texts.number(classes.length),
  })
}
