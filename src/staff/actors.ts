import { ForbiddenError, VisitExpiredError } from '../errors/index.ts'
import { type Clock, dayOf } from '../runtime/index.ts'
import type { SchoolId } from '../schools/index.ts'
import type { Visit, VisitOrigin } from '../web/index.ts'
import { type Account, type AccountId, type AccountRepository, grantsOn } from './account.ts'
import type { AccountActor, Actor } from './actor.ts'
import { can, mayAnywhere, type Places, type Scope } from './can.ts'
import type { Action } from './permissions.ts'

export interface ActorsDeps {
  readonly accounts: Pick<AccountRepository, 'find'>
  readonly directory: Places
  readonly clock: Clock
  /** The school of an LMS course. */
  readonly schoolOf: (origin: VisitOrigin) => Promise<SchoolId | undefined>
}

/** The part of an Express response that tells who asks. */
export interface Answer {
  readonly locals: { readonly visit?: Visit }
}

/**
 * Asks the permission table for whoever sent this request.
 * @throws VisitExpiredError where nobody is signed in
 * @throws ForbiddenError('not-allowed')
 */
export type Allow = (res: Answer, action: Action, scope: Scope) => Promise<Actor>

export interface Actors {
  readonly allow: Allow
  /** Loaded once a request. */
  actorOf(res: Answer): Promise<Actor>
  /**
   * Who it is, but not of which school a launch came: a lesson's page costs one trip to the store, and that one has
   * found the visit.
   */
  roughActorOf(res: Answer): Promise<Actor>
  /** Whether the permission table gives somebody this at any place at all. */
  mayAnywhere(res: Answer, action: Action): Promise<boolean>
  /**
   * Whether the account may do this there today, whoever asks: for what was begun in a visit and outlives it.
   */
  mayStill(accountId: string, action: Action, scope: Scope): Promise<boolean>
  toActor(account: Account): AccountActor
}

const NOBODY: Actor = { kind: 'nobody' }

export function createActors(deps: ActorsDeps): Actors {
  const known = new WeakMap<Answer, Promise<Actor>>()
  const toActor = (account: Account) => actorOfAccount(account, deps.clock)

  async function load(visit: Visit | undefined): Promise<Actor> {
    if (!visit) return NOBODY
    if (visit.accountId === undefined) return withSchool(ofLaunch(visit), visit, deps)
    return ofAccount(visit.accountId)
  }

  async function ofAccount(id: string): Promise<Actor> {
    const account = await deps.accounts.find(id as AccountId)
    return account?.state === 'active' ? toActor(account) : NOBODY
  }

  function actorOf(res: Answer): Promise<Actor> {
    const actor = known.get(res) ?? load(res.locals.visit)
    known.set(res, actor)
    return actor
  }

  function roughActorOf(res: Answer): Promise<Actor> {
    const { visit } = res.locals
    if (!visit || visit.accountId !== undefined) return actorOf(res)
    return Promise.resolve(ofLaunch(visit))
  }

  return {
    toActor,
    actorOf,
    roughActorOf,
    mayAnywhere: async (res, action) => mayAnywhere(await roughActorOf(res), action),
    mayStill: async (accountId, action, scope) =>
      can(await ofAccount(accountId), { action, scope, places: deps.directory }),
    async allow(res, action, scope) {
      const actor = await actorOf(res)
      if (actor.kind === 'nobody') throw new VisitExpiredError('visit-expired')
      if (can(actor, { action, scope, places: deps.directory })) return actor
      throw new ForbiddenError('not-allowed')
    },
  }
}

function actorOfAccount(account: Account, clock: Clock): AccountActor {
  const { id, name, email } = account
  const grants = grantsOn(account, dayOf(clock.now()))
  return { kind: 'account', accountId: id, name, email, grants }
}

async function withSchool(
  actor: Actor,
  { origin }: Visit,
  { schoolOf }: ActorsDeps,
): Promise<Actor> {
  const schoolId = actor.kind === 'lti-teacher' && origin && (await schoolOf(origin))
  return schoolId ? { ...actor, schoolId } : actor
}

function ofLaunch({ role, learnerKey }: Visit): Actor {
  return role === 'learner' ? { kind: 'learner' } : { kind: 'lti-teacher', personKey: learnerKey }
}
