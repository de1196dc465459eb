import type { Response } from 'express'

import type { Registration } from './registration.ts'

/** What the page of a frame must know of a platform's storage. */
export interface StoragePlace {
  /** A frame beside ours, or `_parent`. */
  readonly storageTarget: string
  /** Origin of the OIDC authentication address: nobody else is asked or heard. */
  readonly platformOrigin: string
  readonly key: string
}

/** The login again in a new window: a form that posts `fields` to `action`, which then redirects to the platform. */
export interface NewWindowPage {
  readonly action: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  /** Browsers hold redirects after a form to `form-action` too, so this origin must be allowed. */
  readonly platformOrigin: string
  /** Tried first: keep `secret` with the platform, and only if that held go on to `nextUrl`. */
  readonly storage?: StoragePlace & { readonly secret: string; readonly nextUrl: string }
}

/** A launch that platform storage has to prove: the page asks the platform for the secret and posts all three. */
export interface ProofPage extends StoragePlace {
  readonly action: string
  readonly idToken: string
  readonly state: string
  /** Where forms of this visit may end besides our own pages: the page stays one document until it is closed. */
  readonly formOrigins: readonly string[]
}

/** Pages that a login, a launch or a registration can end on; web/ draws them. */
export interface LtiPages {
  newWindow(res: Response, page: NewWindowPage): void
  proof(res: Response, page: ProofPage): void
  /** What was registered and now waits for approval; it closes the platform's frame or window. */
  registered(res: Response, registration: Registration): void
  /** Of all platforms only this one may frame the answer. */
  frameOnlyBy(res: Response, origins: readonly string[]): void
}
