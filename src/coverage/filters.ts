import { MalformedRequestError } from '../errors/index.ts'
import { isSettled, STAGE_STATUSES, type StageStatus } from '../requirements/index.ts'
import { type Stage, STAGES } from '../schools/index.ts'
import { textField } from '../web/index.ts'

export type StatusFilter = StageStatus | 'not-yet'

/** What the address of a page asks for; it can be sent to somebody else, who then sees the same. */
export interface Filters {
  readonly period?: string | undefined
  readonly area?: string | undefined
  readonly stage?: Stage | undefined
  readonly status?: StatusFilter | undefined
  /** Where the page before ended. */
  readonly after?: string | undefined
}

export const STATUS_FILTERS: readonly StatusFilter[] = ['not-yet', ...STAGE_STATUSES]
export const NOT_YET: readonly StageStatus[] = STAGE_STATUSES.filter((one) => !isSettled(one))

const LONGEST = 200
const LONGEST_CURSOR = 2000

/** @throws MalformedRequestError where a field is none that a link of ours has */
export function parseFilters(query: unknown): Filters {
  const after = textField(query, 'after', LONGEST_CURSOR)
  return {
    period: textField(query, 'period', LONGEST),
    area: textField(query, 'area', LONGEST),
    stage: oneOf(STAGES, 'stage', query),
    status: oneOf(STATUS_FILTERS, 'status', query),
    after: after === undefined ? undefined : Buffer.from(after, 'base64url').toString(),
  }
}

function oneOf<Value extends string>(
  values: readonly Value[],
  field: string,
  query: unknown,
): Value | undefined {
  const given = textField(query, field, LONGEST)
  if (given === undefined) return undefined
  const found = values.find((value) => value === given)
  if (!found) throw new MalformedRequestError('malformed-request', { field })
  return found
}

/** `?period=…&area=…`; empty where nothing is asked for. */
export function searchOf({ period, area, stage, status, after }: Filters): string {
  const cursor = after === undefined ? undefined : Buffer.from(after).toString('base64url')
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ period, area, stage, status, after: cursor })) {
    if (value) search.set(name, value)
  }
  return search.size === 0 ? '' : `?${search.toString()}`
}

/** Absent: whatever their status. */
export function statusesOf({ status }: Filters): readonly StageStatus[] | undefined {
  if (status === undefined) return undefined
  return status === 'not-yet' ? NOT_YET : [status]
}
