import type { AddPage } from './add-page.ts'
import type { InvitationPage } from './invitation-page.ts'
import type { KeysPage } from './keys-page.ts'
import type { ListPage } from './list-page.ts'
import type { PlatformPage } from './platform-page.ts'

/** Pages of this feature, name → model. */
export interface PlatformsPages {
  readonly 'platforms/list': ListPage
  readonly 'platforms/add': AddPage
  readonly 'platforms/invitations': InvitationPage
  readonly 'platforms/keys': KeysPage
  readonly 'platforms/platform': PlatformPage
}
