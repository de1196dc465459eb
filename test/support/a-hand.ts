import type { FrameLocator, Locator, Page } from 'playwright-core'

type Where = Page | FrameLocator

/** A person at a page, who counts what it takes: every field filled, every choice, every press. */
export interface Hand {
  /** Inputs so far. */
  readonly count: number
  fill(where: Where, selector: string, text: string): Promise<void>
  choose(where: Where, selector: string, value: string): Promise<void>
  press(where: Where, selector: string): Promise<void>
  key(page: Page, name: string): Promise<void>
}

export function aHand(): Hand {
  let count = 0
  const at = (where: Where, selector: string): Locator => {
    count += 1
    return where.locator(selector).first()
  }
  return {
    get count() {
      return count
    },
    fill: (where, selector, text) => at(where, selector).fill(text),
    async choose(where, selector, value) {
      await at(where, selector).selectOption(value)
    },
    press: (where, selector) => at(where, selector).click(),
    async key(page, name) {
      count += 1
      await page.keyboard.press(name)
    },
  }
}
