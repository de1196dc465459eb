import { createSchoolSearch, type FoundSchool, type SchoolDirectory } from '../schools/index.ts'

export interface Finding {
  /** The school whose code was typed exactly. */
  readonly found?: FoundSchool['school']
  /** Schools that the words may mean. */
  readonly candidates: readonly FoundSchool[]
}

const MOST_CANDIDATES = 5

/** A code is taken at once; a name only suggests, since schools share names. */
export function createSchoolFinder(
  directory: Pick<SchoolDirectory, 'all' | 'byCode' | 'areaById'>,
): (text: string) => Finding {
  // A form names many schools; every one is sorted once at most.
  let search: ReturnType<typeof createSchoolSearch> | undefined
  return (text) => {
    const found = directory.byCode(text.trim())
    if (found) return { found, candidates: [] }
    search ??= createSchoolSearch({ schools: directory.all(), areaById: directory.areaById })
    return { candidates: search.page({ text, limit: MOST_CANDIDATES }).found }
  }
}
