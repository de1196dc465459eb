import type { SchoolDirectory } from '../schools/index.ts'
import { type ContextKey, textField } from '../web/index.ts'
import type { Binding, BindingRepository, BindingSearch } from './binding.ts'

/** What an address or a form of this page asks to see. */
export interface Asked extends Omit<BindingSearch, 'limit'> {
  /** Code of the one school whose courses are shown. */
  readonly schoolCode?: string | undefined
}

const PAGE_LENGTH = 25
const LONGEST_FIELD = 100

export function askedOf(fields: unknown): Asked {
  const after = cursorFrom(textField(fields, 'after', LONGEST_FIELD))
  if (textField(fields, 'show', LONGEST_FIELD) !== 'assigned') return { state: 'unassigned', after }
  const schoolCode = textField(fields, 'school', LONGEST_FIELD)?.trim()
  return { state: 'assigned', after, schoolCode: schoolCode === '' ? undefined : schoolCode }
}

function cursorFrom(text = ''): Asked['after'] {
  const [, ms, key] = /^(\d{1,15})\.([A-Za-z0-9_-]{43})$/.exec(text) ?? []
  return key === undefined
    ? undefined
    : { firstSeenAt: new Date(Number(ms)), contextKey: key as ContextKey }
}

interface Lists {
  readonly bindings: Pick<BindingRepository, 'list' | 'listOfSchool'>
  readonly directory: Pick<SchoolDirectory, 'byCode'>
}

interface Found {
  readonly bindings: readonly Binding[]
  readonly isLast: boolean
}

export async function findAsked(lists: Lists, asked: Asked): Promise<Found> {
  // One more than is shown: there is a next page.
  const limit = PAGE_LENGTH + 1
  const found =
    asked.schoolCode === undefined
      ? await lists.bindings.list({ ...asked, limit })
      : (await ofSchool(lists, asked, asked.schoolCode)).slice(0, limit)
  return { bindings: found.slice(0, PAGE_LENGTH), isLast: found.length <= PAGE_LENGTH }
}

async function ofSchool(
  { bindings, directory }: Lists,
  { after }: Asked,
  code: string,
): Promise<readonly Binding[]> {
  const school = directory.byCode(code)
  const all = school ? await bindings.listOfSchool(school.id) : []
  const last = all.findIndex(({ contextKey }) => contextKey === after?.contextKey)
  return all.slice(last + 1)
}
