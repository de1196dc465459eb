import { createCatalogue, type Question } from '../../../src/catalogue/index.ts'
import type { Asked } from './roles.ts'

/** Every question of the product's own modules: a pupil gives each answer once, so that each is a write. */
export async function questionsOfContent(): Promise<readonly Asked[]> {
  const catalogue = await createCatalogue({ folders: ['content'] })
  return catalogue
    .list()
    .flatMap(({ id, questions }) =>
      questions.map((question) => ({ moduleId: id, ...asked(question) })),
    )
}

function asked({ id, kind, options, correct }: Question): Omit<Asked, 'moduleId'> {
  const others = options.map((option) => option.id).filter((one) => !correct.includes(one))
  const wrong = kind === 'order' ? correct.toReversed() : others.slice(0, 1)
  return { questionId: id, right: correct, wrong }
}
