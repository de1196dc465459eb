import type { PageModel } from './renderer.ts'

interface ErrorPage extends PageModel {
  readonly whatToDo: string
  readonly code: string
  readonly errorId: string
}

/** Where the script of a page finds a platform's storage. */
interface StoragePlace {
  readonly storageTarget: string
  readonly platformOrigin: string
  readonly key: string
}

interface NewWindowPage extends PageModel {
  readonly action: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  readonly storage?: StoragePlace & { readonly secret: string; readonly nextUrl: string }
}

interface ProofPage extends PageModel, StoragePlace {
  readonly action: string
  readonly idToken: string
  readonly state: string
  /** What is said where the proof fails, under its code. */
  readonly refusal: { readonly code: string; readonly title: string; readonly body: string }
}

/** Pages that belong to no feature, name → model. */
export interface WebPages {
  readonly 'errors/page': ErrorPage
  readonly 'help/exit': PageModel
  readonly 'entry/new-window': NewWindowPage
  readonly 'entry/proof': ProofPage
}
