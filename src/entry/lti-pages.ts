import type { LtiPages } from '../lti/index.ts'
import { allowFormAction, type Web } from '../web/index.ts'

/** Pages that LTI needs before there is a visit, drawn as all others are. */
export function createLtiPages({ texts, renderPage }: Pick<Web, 'texts' | 'renderPage'>): LtiPages {
  return {
    newWindow(res, { platformOrigin, ...page }) {
      allowFormAction(res, platformOrigin)
      const title = texts.t('entry.newWindow.title')
      renderPage(res, 'entry/new-window', { title, mood: 'child', ...page })
    },
  }
}
