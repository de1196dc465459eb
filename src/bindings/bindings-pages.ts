import type { BindingPage } from './binding-page.ts'

/** Pages of this feature, name → model. */
export interface BindingsPages {
  readonly 'bindings/list': BindingPage
}
