import { expect } from 'chai'
import type { BrowserContext, Page } from 'playwright-core'

import type { Module } from '../../src/catalogue/index.ts'
import { createToken } from '../../src/runtime/index.ts'
import { type Visit, visitIdOf } from '../../src/web/index.ts'
import { goOn, pressed } from './a-framed-lesson.ts'
import { aVisit } from './a-visit.ts'
import type { TestApp } from './test-app.ts'

/** Told of every page that a player comes to, each state of it once. */
export type Look = (page: Page) => Promise<void>

const MOST_PAGES = 150

/** Whose launch was proven: their browser keeps the cookie of a visit of one day. */
export async function letIn(
  app: TestApp,
  context: BrowserContext,
  overrides: Partial<Visit> = {},
): Promise<void> {
  const token = createToken()
  const expiresAt = new Date(Date.now() + 24 * 60 * 60_000)
  await app.deps.storage.visits.add(aVisit({ id: visitIdOf(token), expiresAt, ...overrides }))
  const name = app.deps.cookieShape.name('lachan-visit')
  await context.addCookies([{ name, value: token, url: app.url, secure: true, httpOnly: true }])
}

/** From the first page to the last: tries every activity, goes every way of a story, knows every answer. */
export async function playToTheEnd(page: Page, module: Module, look: Look): Promise<void> {
  for (let count = 0; count < MOST_PAGES; count += 1) {
    await look(page)
    await tryActivities(page, look)
    await goEveryWay(page, look)
    if (!(await goOn(page.mainFrame(), module))) return
  }
  expect.fail(`${module.id} goes on for ever at ${page.url()}`)
}

// Practice fields stand in forms that change nothing: a plain GET.
const ACTIVITY = 'main form[method="get"]'

/** Takes the first of everything that can be chosen, and reads what is said to it. */
async function tryActivities(page: Page, look: Look): Promise<void> {
  const forms = await page.locator(ACTIVITY).count()
  for (let index = 0; index < forms; index += 1) {
    const form = page.locator(ACTIVITY).nth(index)
    for (const group of await form.locator('fieldset').all()) {
      const choice = group.locator('input[type="radio"], input[type="checkbox"]').first()
      if ((await choice.count()) > 0) await choice.check()
    }
    await pressed(page.mainFrame(), () => form.locator('button').last().click())
    await look(page)
  }
}

/** Reads every knot of the story on this page and stays at an ending. */
async function goEveryWay(page: Page, look: Look): Promise<void> {
  const seen = new Set<string>()
  const waiting = await waysOf(page)
  let ending: string | undefined
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (seen.has(url)) continue
    seen.add(url)
    await page.goto(url)
    await look(page)
    const ways = await waysOf(page)
    if (ways.length === 0) ending = url
    waiting.push(...ways)
  }
  if (ending) await page.goto(ending)
}

async function waysOf(page: Page): Promise<string[]> {
  const links = await page.locator('a.way').all()
  const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')))
  return hrefs.map((href) => new URL(href ?? '', page.url()).href)
}
