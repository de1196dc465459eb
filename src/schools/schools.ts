import { createListReader } from './list/index.ts'
import { createSchoolImports, type SchoolImportsDeps } from './school-imports.ts'
import { schoolsRoutes, type SchoolsRoutesDeps } from './schools-routes.ts'

type OwnParts = 'imports' | 'drafts' | 'reader' | 'directory'

export interface SchoolsDeps extends SchoolImportsDeps, Omit<SchoolsRoutesDeps, OwnParts> {
  readonly directory: SchoolsRoutesDeps['directory']
}

export interface Schools {
  /** For `/schools`, after the visit and the form protection. */
  readonly router: ReturnType<typeof schoolsRoutes>
}

export function createSchools(deps: SchoolsDeps): Schools {
  const imports = createSchoolImports(deps)
  const own = { imports, drafts: deps.schoolImports, reader: createListReader() }
  return { router: schoolsRoutes({ ...deps, ...own }) }
}
