import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { Frame, Page } from 'playwright-core'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly help: string }[]
}

/** What keeps somebody from reading this page, as axe sees it. */
export async function violationsOf(frame: Frame | Page): Promise<readonly string[]> {
  await frame.evaluate(axeSource)
  const { violations } = await frame.evaluate<AxeResult>('axe.run(document)')
  return violations.map(({ id, help }) => `${id}: ${help}`)
}
