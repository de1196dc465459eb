import type { ScoresPage } from './scores-page.ts'

/** Pages of this feature, name → model. */
export interface PassbackPages {
  readonly 'passback/scores': ScoresPage
}
