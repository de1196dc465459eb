import type { Frame } from 'playwright-core'

import type { Module } from '../../src/catalogue/index.ts'

/** One step on, as a pupil who knows the answers; false at the end. */
export async function goOn(frame: Frame, module: Module): Promise<boolean> {
  if ((await frame.locator('[data-completion]').count()) > 0) return false
  const form = frame.locator('form[data-question]')
  const question = (await form.count()) > 0 ? await form.getAttribute('data-question') : null
  const unanswered = question !== null && (await frame.locator('[rel="next"]').count()) === 0
  if (unanswered) await choose(frame, module, question)
  const next = unanswered ? 'form[data-question] button' : '[rel="next"], button[data-next]'
  await pressed(frame, () => frame.locator(next).first().click())
  return true
}

/** Waits for the page after this one, whether the frame loads it or puts it in place of what was there. */
export async function pressed(frame: Frame, press: () => Promise<unknown>): Promise<void> {
  await frame.evaluate(`document.body.dataset.left = ''`)
  await press()
  await frame.locator('body:not([data-left])').waitFor({ state: 'attached' })
  await frame.waitForLoadState()
}

async function choose(frame: Frame, module: Module, id: string): Promise<void> {
  const question = module.questions.find((one) => one.id === id)!
  if (question.kind === 'order') {
    const places = frame.locator(`select[name="${id}"]`)
    for (const [index, option] of question.correct.entries()) {
      await places.nth(index).selectOption(option)
    }
    return
  }
  for (const option of question.correct) {
    await frame.locator(`input[name="${id}"][value="${option}"]`).check()
  }
}
