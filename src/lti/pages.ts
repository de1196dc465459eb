import type { Response } from 'express'

import type { Registration } from './registration.ts'

/** The login again in a new window: a form that posts `fields` to `action`, which then redirects to the platform. */
export interface NewWindowPage {
  readonly action: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  /** Browsers hold redirects after a form to `form-action` too, so this origin must be allowed. */
  readonly platformOrigin: string
}

/** Pages that a login or a registration can end on; web/ draws them. */
export interface LtiPages {
  newWindow(res: Response, page: NewWindowPage): void
  /** What was registered and now waits for approval; it closes the platform's frame or window. */
  registered(res: Response, registration: Registration): void
  /** For this one answer, besides the platforms that are active. */
  allowFraming(res: Response, origins: readonly string[]): void
}
