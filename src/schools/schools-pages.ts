import type { ImportPage } from './import-page.ts'
import type { ListPage } from './list-page.ts'
import type { PreviewPage } from './preview-page.ts'
import type { SchoolPageModel } from './school-page.ts'

/** Pages of this feature, name → model. */
export interface SchoolsPages {
  readonly 'schools/list': ListPage
  readonly 'schools/school': SchoolPageModel
  readonly 'schools/import': ImportPage
  readonly 'schools/preview': PreviewPage
}
