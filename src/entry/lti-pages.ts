import type { LtiPages } from '../lti/index.ts'
import {
  allowFormAction,
  frameOnlyBy,
  type RenderPage,
  type Web,
  type WebPages,
} from '../web/index.ts'
import type { EntryPages } from './entry-pages.ts'
import { registeredPage } from './registered-page.ts'

export interface LtiPagesDeps extends Pick<Web, 'texts'> {
  readonly renderPage: RenderPage<EntryPages & WebPages>
}

/** Pages that LTI needs before there is a visit, drawn as all others are. */
export function createLtiPages({ texts, renderPage }: LtiPagesDeps): LtiPages {
  return {
    newWindow(res, { platformOrigin, ...page }) {
      allowFormAction(res, platformOrigin)
      const title = texts.t('entry.newWindow.title')
      renderPage(res, 'entry/new-window', { title, mood: 'child', ...page })
    },
    registered(res, registration) {
      renderPage(res, 'entry/registered', registeredPage(registration, texts))
    },
    frameOnlyBy,
    proof(res, { formOrigins, ...page }) {
      allowFormAction(res, ...formOrigins)
      const refusal = { code: 'cookie-missing', ...texts.ofError('cookie-missing') }
      const title = texts.t('entry.opening')
      // Bare: this document stays while pages come and go in it, so it must bring no script of theirs.
      renderPage(res, 'entry/proof', { title, layout: 'bare', refusal, ...page })
    },
  }
}
