import type { PageModel } from '../web/index.ts'
import type { LinksPage } from './links-page.ts'
import type { LinksPreviewPage } from './links-preview-page.ts'
import type { RegisteredPage } from './registered-page.ts'
import type { ReviewPage } from './review-page.ts'

interface LinksReturnPage extends PageModel {
  readonly action: string
  readonly jwt: string
  readonly titles: readonly string[]
  readonly backUrl: string
}

/** Pages of this feature, name → model. */
export interface EntryPages {
  readonly 'entry/links': LinksPage
  readonly 'entry/links-preview': LinksPreviewPage
  readonly 'entry/links-return': LinksReturnPage
  readonly 'entry/registered': RegisteredPage
  readonly 'entry/review': ReviewPage
}
