import type { ContactsPage } from './contacts-page.ts'
import type { CounsellorPage } from './counsellor-page.ts'
import type { HelpPage } from './help-page.ts'

/** Pages of this feature, name → model. */
export interface HelpPages {
  readonly 'help/help': HelpPage
  readonly 'help/contacts': ContactsPage
  readonly 'help/counsellor': CounsellorPage
}
