import type { Page } from 'playwright-core'

/** A person who has a keyboard and nothing else. */
export interface Keyboard {
  /** Goes on with Tab until it is there; Enter. */
  press(selector: string): Promise<void>
  /** The same, and waits for the page that answers. */
  follow(selector: string): Promise<void>
  type(selector: string, text: string): Promise<void>
  /** Goes down a closed select until it has this value. */
  choose(selector: string, value: string): Promise<void>
}

const MOST_TABS = 150
const MOST_LINES = 100

export function aKeyboard(page: Page): Keyboard {
  async function goTo(selector: string): Promise<void> {
    const wanted = page.locator(selector).first()
    await wanted.waitFor()
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await wanted.evaluate((it) => (it as unknown as HasFocus).matches(':focus'))) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`no Tab leads to ${selector}`)
  }
  async function press(selector: string): Promise<void> {
    await goTo(selector)
    await page.keyboard.press('Enter')
  }
  return {
    press,
    async follow(selector) {
      const answered = page.waitForEvent('load')
      await press(selector)
      await answered
    },
    async type(selector, text) {
      await goTo(selector)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    },
    async choose(selector, value) {
      await goTo(selector)
      const select = page.locator(selector).first()
      for (let lines = 0; lines < MOST_LINES; lines += 1) {
        if ((await select.inputValue()) === value) return
        await page.keyboard.press('ArrowDown')
      }
      throw new Error(`${selector} has no ${value}`)
    },
  }
}

interface HasFocus {
  matches(selector: string): boolean
}
