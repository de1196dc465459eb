import type { Catalogue } from '../catalogue/index.ts'
import type { Day } from '../runtime/index.ts'
import type { School } from '../schools/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import { type AttestationStep, decideNextState, returnReasonOf } from './attestation.ts'
import { type FollowUp, type FollowUpsView, followUpsView } from './follow-ups/index.ts'
import { paths } from './paths.ts'
import type { IdeasView } from './present/ideas-view.ts'
import type { Session } from './session.ts'
import { flagsOf } from './session-flags.ts'
import type { AnySession } from './session-service.ts'
import {
  dayText,
  type Fact,
  factsOf,
  momentText,
  personText,
  type StateView,
  stateView,
} from './session-words.ts'

/** What the person before the page may do. */
export interface Powers {
  readonly mayEdit: boolean
  readonly mayConfirm: boolean
  readonly mayReturn: boolean
  readonly mayFollowUp: boolean
}

interface HistoryLine {
  readonly at: string
  readonly words: string
  readonly reason?: string
}

export interface SessionPage extends PageModel {
  readonly id: string
  readonly revision: number
  readonly place: string
  readonly backUrl: string
  readonly state: StateView
  readonly rest: string
  readonly problem?: string
  /** Of the last return, while it waits for its correction. */
  readonly returned?: string
  /** Reasons why it is not counted. */
  readonly whyNot: readonly string[]
  readonly flags: readonly string[]
  readonly facts: readonly Fact[]
  readonly history: readonly HistoryLine[]
  /** From the hands of the runs that prove it. */
  readonly ideas: readonly IdeasView[]
  readonly followUps?: FollowUpsView
  /** The one primary button; otherwise confirming is, where it is possible. */
  readonly isEditNext: boolean
  /** Its words depend on what is to be done: correct, report as held, plan anew. */
  readonly edit?: { readonly url: string; readonly label: string }
  readonly confirmUrl?: string
  readonly returnUrl?: string
  readonly withdrawUrl?: string
  readonly typedReason: string
}

export interface SessionAsked {
  readonly session: AnySession
  readonly school: School | undefined
  readonly others: readonly Session[]
  readonly whyNot: readonly string[]
  readonly ideas: readonly IdeasView[]
  readonly done: readonly FollowUp[]
  readonly powers: Powers
  readonly today: Day
  readonly problem?: string
  readonly typedReason?: string
}

export function sessionPage(
  asked: SessionAsked,
  texts: Texts,
  catalogue: Pick<Catalogue, 'find' | 'versionsOf'>,
): SessionPage {
  const { session, school, others, whyNot, powers } = asked
  const mayPress = powers.mayFollowUp
  const followUps = followUpsView({ ...asked, mayPress }, texts, catalogue)
  return {
    title: texts.t('sessions.page.title', { date: dayText(session.heldOn, texts) }),
    mood: 'plain',
    styles: ['sessions.css'],
    id: session.id,
    revision: session.revision,
    place: school?.name ?? texts.t('sessions.unplaced'),
    backUrl: paths.list(school?.code),
    state: stateView(session.state, texts),
    rest: texts.t(`sessions.rest.${isDue(asked) ? 'due' : session.state}`),
    whyNot,
    flags: flagsOf(session, others).map((flag) => texts.t(`sessions.flags.${flag}`)),
    facts: factsOf(session, texts, catalogue),
    history: historyOf(session, texts),
    ideas: asked.ideas,
    ...(followUps && { followUps }),
    ...saidOf(asked),
    ...actionsOf(asked, texts),
  }
}

function saidOf({ session, problem, typedReason = '' }: SessionAsked) {
  const returned = returnReasonOf(session)
  return {
    typedReason,
    ...(problem !== undefined && { problem }),
    ...(returned !== undefined && { returned }),
  }
}

function historyOf({ entries }: AnySession, texts: Texts): readonly HistoryLine[] {
  return entries.map(({ at, what, who, reason }) => ({
    at: momentText(at, texts),
    words: texts.t(`sessions.history.${what}`, { who: personText(who, texts) }),
    ...(reason !== undefined && { reason }),
  }))
}

/** A plan whose day has come. */
function isDue({ session, today }: Pick<SessionAsked, 'session' | 'today'>): boolean {
  return session.state === 'planned' && session.heldOn <= today
}

/** Only what this state allows and this person may; the next thing to do is the one primary button. */
function actionsOf(asked: SessionAsked, texts: Texts) {
  const { session, powers } = asked
  const { id, state } = session
  const can = (may: boolean, step: AttestationStep) =>
    may && decideNextState(state, step) !== undefined
  const mayConfirm = can(powers.mayConfirm, 'confirmed')
  const mayEdit = can(powers.mayEdit, 'changed')
  return {
    ...(mayConfirm && { confirmUrl: paths.step(id, 'confirm') }),
    ...(mayEdit && { edit: { url: paths.edit(id), label: editLabel(asked, texts) } }),
    ...(can(powers.mayReturn, 'returned') && { returnUrl: paths.step(id, 'return') }),
    ...(can(powers.mayEdit, 'withdrawn') && { withdrawUrl: paths.step(id, 'withdraw') }),
    isEditNext: mayEdit && (state === 'returned' || isDue(asked)),
  }
}

function editLabel(asked: SessionAsked, { t }: Texts): string {
  if (isDue(asked)) return t('sessions.page.hold')
  return t(asked.session.state === 'planned' ? 'sessions.page.replan' : 'sessions.page.edit')
}
