import type { ChoosePage } from './choose-page.ts'
import type { ConflictPage } from './conflict-page.ts'
import type { FormPage } from './form-page.ts'
import type { LatePage } from './late/late-page.ts'
import type { ListPage } from './list-page.ts'
import type { SessionPage } from './session-page.ts'

/** Pages of this feature, name → model. */
export interface SessionsPages {
  readonly 'sessions/list': ListPage
  readonly 'sessions/choose': ChoosePage
  readonly 'sessions/late': LatePage
  readonly 'sessions/form': FormPage
  readonly 'sessions/session': SessionPage
  readonly 'sessions/conflict': ConflictPage
}
