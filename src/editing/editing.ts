import { createArchiveChecker } from './archive-checker.ts'
import { editingRoutes, type EditingRoutesDeps } from './editing-routes.ts'
import { createPreviewShelf, type PreviewShelfDeps } from './preview-shelf.ts'

export type EditingDeps = PreviewShelfDeps & Omit<EditingRoutesDeps, 'shelf' | 'checker'>

export interface Editing {
  /** For `/editing`, after the visit and the form protection. */
  readonly router: ReturnType<typeof editingRoutes>
}

export function createEditing(deps: EditingDeps): Editing {
  const own = { shelf: createPreviewShelf(deps), checker: createArchiveChecker(deps.folders) }
  return { router: editingRoutes({ ...deps, ...own }) }
}
