import { mkdirSync } from 'node:fs'

import type { Page } from 'playwright-core'

/** Keeps what a test saw in `screens/`, for people to look at. */
export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync('screens', { recursive: true })
  await page.screenshot({ path: `screens/${name}.png`, fullPage: true })
}
