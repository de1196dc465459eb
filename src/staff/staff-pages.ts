import type { AccountPage, AddPage } from './account-page.ts'
import type { ListPage } from './list-page.ts'
import type { MePage, PasswordPage } from './me-page.ts'
import type { LinkPage, SignInPage } from './sign-in-page.ts'

/** Pages of this feature, name → model. */
export interface StaffPages {
  readonly 'staff/sign-in': SignInPage
  readonly 'staff/link': LinkPage
  readonly 'staff/me': MePage
  readonly 'staff/password': PasswordPage
  readonly 'staff/list': ListPage
  readonly 'staff/add': AddPage
  readonly 'staff/account': AccountPage
}
