import { coverageRoutes, type CoverageRoutesDeps } from './coverage-routes.ts'
import { createReadModel, type ReadModel, type ReadModelDeps } from './read-model.ts'

export type CoverageDeps = ReadModelDeps & Omit<CoverageRoutesDeps, 'reader'>

export interface Coverage extends ReadModel {
  /** For `/coverage`, after the visit and the form protection. */
  readonly router: ReturnType<typeof coverageRoutes>
}

export function createCoverage(deps: CoverageDeps): Coverage {
  const model = createReadModel(deps)
  return { ...model, router: coverageRoutes({ ...deps, reader: model.reader }) }
}
