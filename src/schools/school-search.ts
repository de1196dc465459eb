import type { Area, AreaId } from './area.ts'
import type { School } from './school.ts'
import { searchKey } from './text-keys.ts'

/** A school with what people need to tell it from its namesakes: name, commune, code. */
export interface FoundSchool {
  readonly school: School
  readonly commune: string | undefined
}

export interface SchoolQuery {
  /** Words of the name, the commune or the code, in any order, without diacritics if need be. */
  readonly text?: string | undefined
  /** The code of the last school of the page before. */
  readonly after?: string | undefined
  readonly limit: number
  readonly keeps?: (school: School) => boolean
}

export interface SchoolPage {
  readonly found: readonly FoundSchool[]
  /** What to give as `after` for the next page. */
  readonly next?: string
}

export interface SchoolSearch {
  page(query: SchoolQuery): SchoolPage
}

export interface Searched {
  readonly schools: readonly School[]
  readonly areaById: (id: AreaId) => Area | undefined
}

/** Sorted once; a page reads on from where the last one ended. */
export function createSchoolSearch({ schools, areaById }: Searched): SchoolSearch {
  const entries = schools.map((school) => toEntry(school, areaById)).sort(byOrder)
  const places = new Map(entries.map(({ school }, index) => [school.code, index]))
  return {
    page({ text = '', after, limit, keeps = () => true }) {
      const words = searchKey(text).split(' ')
      const start = after === undefined ? 0 : (places.get(after) ?? -1) + 1
      // One more than is shown: there is a next page.
      const found = firstMatches(entries, { words, keeps, start, count: limit + 1 })
      const shown = found.slice(0, limit)
      const last = shown.at(-1)
      return { found: shown, ...(last && found.length > limit && { next: last.school.code }) }
    },
  }
}

interface Wanted {
  readonly words: readonly string[]
  readonly keeps: (school: School) => boolean
  readonly start: number
  readonly count: number
}

function firstMatches(entries: readonly Entry[], wanted: Wanted): readonly Entry[] {
  const { words, keeps, start, count } = wanted
  const found: Entry[] = []
  for (let index = start; index < entries.length && found.length < count; index += 1) {
    const entry = entries[index]
    if (entry && matches(entry, words) && keeps(entry.school)) found.push(entry)
  }
  return found
}

function matches(entry: Entry, words: readonly string[]): boolean {
  return words.every((word) => entry.words.includes(word))
}

interface Entry extends FoundSchool {
  readonly order: string
  readonly words: string
}

function toEntry(school: School, areaById: Searched['areaById']): Entry {
  const commune = school.communeId && areaById(school.communeId)?.name
  const name = searchKey(school.name)
  return {
    school,
    commune,
    order: `${name} ${school.code}`,
    words: [name, searchKey(commune ?? ''), searchKey(school.code)].join(' '),
  }
}

function byOrder(left: Entry, right: Entry): number {
  if (left.order === right.order) return 0
  return left.order < right.order ? -1 : 1
}
