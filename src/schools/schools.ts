import { createListReader } from './list/index.ts'
import { createSchoolImports, type SchoolImportsDeps } from './school-imports.ts'
import { schoolsRoutes, type SchoolsRoutesDeps } from './schools-routes.ts'
import { uploadRoutes } from './upload-routes.ts'

type OwnParts = 'imports' | 'drafts' | 'reader' | 'directory'

export interface SchoolsDeps extends SchoolImportsDeps, Omit<SchoolsRoutesDeps, OwnParts> {
  readonly directory: SchoolsRoutesDeps['directory']
}

export interface Schools {
  /** For `/schools`, after the visit and the form protection. */
  readonly router: ReturnType<typeof schoolsRoutes>
  /** For `/schools/import`, after the visit and before the form protection. */
  readonly upload: ReturnType<typeof uploadRoutes>
}

export function createSchools(deps: SchoolsDeps): Schools {
  const imports = createSchoolImports(deps)
  const own = { imports, drafts: deps.schoolImports, reader: createListReader() }
  return { router: schoolsRoutes({ ...deps, ...own }), upload: uploadRoutes() }
}
