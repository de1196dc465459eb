import { expect } from 'chai'
import type { Page } from 'playwright-core'

import { photograph } from './photograph.ts'
import { violationsOf } from './violations.ts'

export const PHONE = { width: 360, height: 740 }
export const DESK = { width: 1366, height: 768 }

interface Root {
  readonly scrollWidth: number
  readonly clientWidth: number
}

/** The page as it stands, on a phone and on a desk: axe finds nothing, and nothing scrolls sideways. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport)
    const where = `${name} at ${viewport.width}`
    expect(await violationsOf(page.mainFrame()), where).to.deep.equal([])
    const overflow = await page
      .locator('html')
      .evaluate((it) => (it as unknown as Root).scrollWidth - (it as unknown as Root).clientWidth)
    expect(overflow, `${where} scrolls sideways`).to.be.at.most(0)
    await photograph(page, `${name}-${viewport.width}`)
  }
  if (before) await page.setViewportSize(before)
}

/** Bytes over the wire for this address and all that it loads, with nothing kept from before. */
export async function weightOf(page: Page, url: string): Promise<number> {
  const context = await page.context().browser()!.newContext()
  await context.addCookies(await page.context().cookies())
  const fresh = await context.newPage()
  const sizes: Promise<number>[] = []
  fresh.on('requestfinished', (request) => {
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await fresh.goto(url, { waitUntil: 'load' })
  const weights = await Promise.all(sizes)
  await context.close()
  return weights.reduce((sum, size) => sum + size, 0)
}
