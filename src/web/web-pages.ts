import type { PageModel } from './renderer.ts'

interface ErrorPage extends PageModel {
  readonly whatToDo: string
  readonly code: string
  readonly errorId: string
}

interface HelpPage extends PageModel {
  /** Where the child came from: always a path of ours. */
  readonly backUrl?: string
}

interface NewWindowPage extends PageModel {
  readonly action: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
}

/** Pages that belong to no feature, name → model. */
export interface WebPages {
  readonly 'errors/page': ErrorPage
  readonly 'help/help': HelpPage
  readonly 'help/exit': PageModel
  readonly 'entry/new-window': NewWindowPage
}
