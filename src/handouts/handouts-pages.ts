import type { OfflinePage } from './offline/index.ts'
import type { PaperFormPage } from './paper-form-page.ts'
import type { SheetPage } from './sheet-page.ts'

/** Pages of this feature, name → model. */
export interface HandoutsPages {
  readonly 'handouts/sheet': SheetPage
  readonly 'handouts/offline': OfflinePage
  readonly 'handouts/paper-form': PaperFormPage
}
