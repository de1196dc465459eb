import { createAssets } from './assets.ts'
import { createCookieShape } from './cookie-shape.ts'
import { createRenderer } from './renderer.ts'
import { createTexts } from './texts.ts'
import { createVisitCookie } from './visit-cookie.ts'

export type Web = ReturnType<typeof createWeb>

/** What pages are made with. */
export function createWeb(publicUrl: string) {
  const texts = createTexts()
  const assets = createAssets()
  const { renderPage } = createRenderer({ texts, assetUrl: assets.url })
  const cookieShape = createCookieShape(publicUrl)
  return { texts, assets, renderPage, cookieShape, visitCookie: createVisitCookie(cookieShape) }
}
