import { type AccountLimitOptions, createAccountLimits } from './account-limits.ts'
import { createAssets } from './assets.ts'
import { createCookieShape } from './cookie-shape.ts'
import { createHelpLines } from './help-lines.ts'
import { createRenderer } from './renderer.ts'
import { createTexts } from './texts.ts'
import { createVisitCookie } from './visit-cookie.ts'

export type Web = ReturnType<typeof createWeb>

/** What pages are made with. */
export function createWeb(publicUrl: string, limits?: AccountLimitOptions) {
  const texts = createTexts()
  const assets = createAssets()
  const helpLines = createHelpLines()
  const { renderPage, renderShared, drawPage } = createRenderer({
    texts,
    assetUrl: assets.url,
    helpLines,
  })
  const cookieShape = createCookieShape(publicUrl)
  const visitCookie = createVisitCookie(cookieShape)
  const accountLimits = createAccountLimits(limits)
  return {
    texts,
    assets,
    helpLines,
    renderPage,
    renderShared,
    drawPage,
    cookieShape,
    visitCookie,
    accountLimits,
  }
}
