import type { Catalogue } from '../catalogue/index.ts'
import type { Day } from '../runtime/index.ts'
import type { School } from '../schools/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { type FollowUp, followUpsCount } from './follow-ups/index.ts'
import { paths } from './paths.ts'
import { minutesOf, type Run } from './present/run.ts'
import type { Session } from './session.ts'
import { flagsOf } from './session-flags.ts'
import type { AnySession } from './session-service.ts'
import { audienceText, clockText, dayText, type StateView, stateView } from './session-words.ts'

export interface ListRow {
  readonly id: string
  readonly url: string
  readonly date: string
  readonly form: string
  readonly audience: string
  readonly revision: number
  readonly state: StateView
  readonly flags: readonly string[]
  /** `Đã tiếp nối 3/12 lớp`, of a session of the yard. */
  readonly followUps?: string
  /** The school whose list one comes back to; empty for the one that one has anyway. */
  readonly from: string
  readonly confirmUrl?: string
  /** To be corrected, or a plan to be reported as held. */
  readonly next?: { readonly url: string; readonly label: string }
}

interface RunRow {
  readonly url: string
  readonly title: string
  readonly when: string
}

export interface ListPage extends PageModel {
  readonly place: string
  readonly note?: string
  readonly runs: readonly RunRow[]
  readonly waiting: readonly ListRow[]
  readonly planned: readonly ListRow[]
  readonly rest: readonly ListRow[]
  readonly newUrl?: string
  readonly planUrl?: string
  /** To enter what was presented without a line. */
  readonly lateUrl?: string
  readonly chooseUrl?: string
}

export interface ListAsked {
  readonly school: School | undefined
  /** Latest first. */
  readonly sessions: readonly AnySession[]
  /** Presented and not recorded; none for whoever records nothing. */
  readonly runs: readonly Run[]
  readonly done: readonly FollowUp[]
  readonly today: Day
  readonly powers: {
    readonly mayRecord: boolean
    readonly mayConfirm: boolean
    readonly mayEdit: (session: AnySession) => boolean
  }
  /** There are more schools than this one. */
  readonly hasChoice: boolean
  readonly note?: string
}

/**
 * What waits for this person first, what only he can do (to confirm) ahead of the rest, oldest first; then what is
 * planned, soonest first; then the rest, latest first.
 */
export function listPage(
  asked: ListAsked,
  texts: Texts,
  catalogue: Pick<Catalogue, 'find'>,
): ListPage {
  const { school, sessions, runs, powers, hasChoice, note } = asked
  const isMine = (session: AnySession) => nextOf(session, asked) !== undefined
  const isToConfirm = (session: AnySession) => nextOf(session, asked) === 'confirm'
  const isPlan = (session: AnySession) => session.state === 'planned'
  const waiting = sessions.filter(isMine).toReversed()
  const others = sessions.filter((session) => !isMine(session))
  const row = (session: AnySession) => listRow(session, asked, texts)
  return {
    title: texts.t('sessions.list.title'),
    mood: 'dense',
    styles: ['sessions.css'],
    place: school?.name ?? texts.t('sessions.unplaced'),
    ...(note !== undefined && { note }),
    runs: runs.map((run) => runRow(run, texts, catalogue)),
    waiting: [...waiting.filter(isToConfirm), ...waiting.filter((one) => !isToConfirm(one))].map(
      row,
    ),
    planned: others.filter(isPlan).toReversed().map(row),
    rest: others.filter((session) => !isPlan(session)).map(row),
    ...(powers.mayRecord && addressesOf(school)),
    ...(hasChoice && { chooseUrl: paths.choose }),
  }
}

function addressesOf(school: School | undefined) {
  const code = school?.code
  return {
    newUrl: paths.new(code),
    planUrl: paths.plan(code),
    lateUrl: paths.late(undefined, code),
  }
}

type Next = 'confirm' | 'correct' | 'hold'

/** What this person has to do about a session. */
function nextOf(session: AnySession, { powers, today }: ListAsked): Next | undefined {
  const { state, heldOn } = session
  if (state === 'held' && powers.mayConfirm) return 'confirm'
  if (!powers.mayEdit(session)) return undefined
  if (state === 'returned') return 'correct'
  return state === 'planned' && heldOn <= today ? 'hold' : undefined
}

function listRow(session: AnySession, asked: ListAsked, texts: Texts): ListRow {
  const { school, sessions } = asked
  const { id } = session
  const next = nextOf(session, asked)
  const others = sessions.filter((other): other is Session => !('contextKey' in other))
  const followUps = followUpsCount({ session, school, done: asked.done }, texts)
  return {
    id,
    url: paths.session(id),
    date: dayText(session.heldOn, texts),
    form: texts.t(`sessions.forms.${session.form}`),
    audience: audienceText(session, texts),
    revision: session.revision,
    from: school?.code ?? '',
    state: stateView(session.state, texts),
    flags: flagsOf(session, others).map((flag) => texts.t(`sessions.flags.${flag}`)),
    ...(followUps !== undefined && { followUps }),
    ...(next === 'confirm' && { confirmUrl: paths.step(id, 'confirm') }),
    ...((next === 'correct' || next === 'hold') && {
      next: { url: paths.edit(id), label: texts.t(`sessions.list.${next}`) },
    }),
  }
}

function runRow(run: Run, texts: Texts, catalogue: Pick<Catalogue, 'find'>): RunRow {
  const { id, moduleId, startedAt } = run
  const params = {
    time: clockText(startedAt),
    date: texts.date(startedAt),
    minutes: texts.number(minutesOf(run)),
  }
  return {
    url: paths.ofRun(id),
    title: `${moduleId} ${catalogue.find(moduleId)?.title.vi ?? ''}`.trim(),
    when: texts.t('sessions.list.run', params),
  }
}
