import { ForbiddenError, NotFoundError } from '../errors/index.ts'
import type { SchoolDirectory } from '../schools/index.ts'
import { listField, textField } from '../web/index.ts'
import { personKeyOf } from './attestation.ts'
import type { DraftOwner } from './draft.ts'
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

interface PlaceDeps {
  readonly access: Pick<SessionAccess, 'at'>
  readonly directory: Pick<SchoolDirectory, 'byId'>
  readonly recordedRuns: Pick<RecordedRuns, 'find'>
}

/** For which school or course a form is, and the run that it is about. */
export interface FormPlace {
  readonly allowed: Allowed
  readonly run?: Run
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
  return { allowed: await deps.access.at(res, 'session.record', code) }
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
