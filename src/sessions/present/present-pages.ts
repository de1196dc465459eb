import type { ChoosePage } from '../choose-page.ts'
import type { FormPage } from '../form-page.ts'
import type { DonePage } from './done-page.ts'
import type { NotesPage } from './notes-page.ts'
import type { RunPage } from './run-page.ts'
import type { StartPage } from './start-page.ts'

/** Pages of the projector, name → model. */
export interface PresentPages {
  readonly 'present/start': StartPage
  readonly 'present/run': RunPage
  readonly 'present/done': DonePage
  readonly 'present/notes': NotesPage
  readonly 'sessions/form': FormPage
  readonly 'sessions/choose': ChoosePage
}
