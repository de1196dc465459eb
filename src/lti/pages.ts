import type { Response } from 'express'

/** The login again in a new window: a form that posts `fields` to `action`, which then redirects to the platform. */
export interface NewWindowPage {
  readonly action: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  /** Browsers hold redirects after a form to `form-action` too, so this origin must be allowed. */
  readonly platformOrigin: string
}

/** Pages that a login can end on; web/ draws them. */
export interface LtiPages {
  newWindow(res: Response, page: NewWindowPage): void
}
