import type { Module, Question } from '../../src/catalogue/index.ts'
import type { Walked, Walker } from './a-walker.ts'

const MOST_PAGES = 120

type Answer = (question: Question) => readonly string[]

export const rightly: Answer = ({ correct }) => correct

/** Every option but the right ones, in the wrong order. */
export const wrongly: Answer = ({ kind, options, correct }) => {
  if (kind === 'order') return [...correct].reverse()
  return options.map(({ id }) => id).filter((id) => !correct.includes(id))
}

/**
 * Goes on from page to page by the marks of interfaces §4 alone, as a script of somebody else would: answers questions,
 * else presses what leads on. Ends at a page that leads nowhere.
 */
export async function walkThrough(
  walker: Walker,
  from: Walked,
  { module, answer = rightly }: { readonly module: Module; readonly answer?: Answer },
): Promise<readonly Walked[]> {
  const pages = [from]
  const answered = new Set<string>()
  for (let page = from; pages.length < MOST_PAGES; pages.push(page)) {
    const next = await goOn(walker, page, { module, answer, answered })
    if (!next) break
    page = next
  }
  return pages
}

interface Way {
  readonly module: Module
  readonly answer: Answer
  readonly answered: Set<string>
}

async function goOn(walker: Walker, page: Walked, way: Way): Promise<Walked | undefined> {
  const id = page.$('form[data-question]').attr('data-question')
  if (id !== undefined && !way.answered.has(id)) {
    way.answered.add(id)
    const question = way.module.questions.find((one) => one.id === id)
    if (!question) throw new Error(`${id} is no question of ${way.module.id}`)
    return walker.press(page, 'form[data-question]', { [id]: way.answer(question) })
  }
  if (page.$('[data-completion]').length > 0) return undefined
  if (page.$('button[data-next]').length > 0) return walker.press(page, 'button[data-next]')
  if (page.$('a[rel="next"]').length > 0) return walker.follow(page, 'a[rel="next"]')
  return undefined
}
