import type { Catalogue } from '../catalogue/index.ts'
import { ForbiddenError, MalformedRequestError, NotFoundError } from '../errors/index.ts'
import { type Clock, dayOf } from '../runtime/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import { listField, textField } from '../web/index.ts'
import { personKeyOf } from './attestation.ts'
import { courseOf } from './course-size.ts'
import type { DraftOwner } from './draft.ts'
import { type JudgedPack, judgePackCode } from './late/pack-run.ts'
import { LONGEST_PACK_CODE } from './late/pack-signs.ts'
import type { Run } from './present/run.ts'
import type { RecordedRuns } from './recorded-runs.ts'
import {
  type Allowed,
  type Answer,
  LONGEST_CODE,
  placeKeyOf,
  type SessionAccess,
} from './session-access.ts'
import type { AnySession } from './session-service.ts'

export interface PlaceDeps {
  readonly catalogue: Pick<Catalogue, 'getVersion'>
  readonly clock: Clock
  readonly access: Pick<SessionAccess, 'at'>
  readonly directory: Pick<SchoolDirectory, 'byId'>
  readonly recordedRuns: Pick<RecordedRuns, 'find'>
}

/** For which school or course a form is, and the run that it is about. */
export interface FormPlace {
  readonly allowed: Allowed
  readonly run?: Run
  /** What the run was read from, where an offline pack told of it and no projector. */
  readonly packCode?: string
}

/**
 * `fields`: of an address or of a form.
 * @throws NotFoundError, ForbiddenError
 */
export async function placeAsked(
  deps: PlaceDeps,
  res: Answer,
  fields: unknown,
): Promise<FormPlace> {
  const [id] = listField(fields, 'run')
  if (id !== undefined) return placeOfRun(deps, res, await deps.recordedRuns.find(id))
  const code = textField(fields, 'school', LONGEST_CODE)
  const allowed = await deps.access.at(res, 'session.record', code)
  const pack = textField(fields, 'pack', LONGEST_PACK_CODE)
  if (pack === undefined) return { allowed }
  const judged = judgePackOf(deps, res, { allowed, pack })
  // The page that leads here refuses such a code in words.
  if (judged.problem) throw new MalformedRequestError('malformed-request', { field: 'pack' })
  return { allowed, run: judged.run, packCode: judged.code }
}

/** A code of an offline pack, as whoever types it in may record it. */
export function judgePackOf(
  { catalogue, clock }: Pick<PlaceDeps, 'catalogue' | 'clock'>,
  res: Answer,
  { allowed, pack }: { readonly allowed: Allowed; readonly pack: string },
): JudgedPack {
  const today = dayOf(clock.now())
  return judgePackCode(pack, { allowed, contextKey: courseOf(res), catalogue, today })
}

async function placeOfRun(
  { access, directory }: PlaceDeps,
  res: Answer,
  run: Run | undefined,
): Promise<FormPlace> {
  if (!run) throw new NotFoundError('run-not-found')
  if (run.schoolId !== undefined) {
    const school = directory.byId(run.schoolId)
    if (!school) throw new NotFoundError('school-not-found')
    return { run, allowed: await access.at(res, 'session.record', school.code) }
  }
  const allowed = await access.at(res, 'session.record')
  const isOwn = personKeyOf(allowed.who) === run.personKey
  if (!isOwn && allowed.contextKey !== run.contextKey) throw new ForbiddenError('not-allowed')
  return { run, allowed }
}

export function draftOwnerOf(allowed: Allowed, subject: string): DraftOwner {
  return { personKey: personKeyOf(allowed.who), place: placeKeyOf(allowed), subject }
}

/** A session's drafts stay with it, wherever its course goes. */
export function draftOwnerOfEdit(who: Allowed['who'], { id }: Pick<AnySession, 'id'>): DraftOwner {
  return { personKey: personKeyOf(who), place: '', subject: `session:${id}` }
}
