import type { Texts } from '../web/index.ts'

/** A module as a department picks it. */
export interface PickableModule {
  readonly id: string
  readonly title: { readonly vi: string }
  /** Empty for adults. */
  readonly grades: readonly number[]
  readonly minutes: number
}

export interface ModuleChoice {
  readonly value: string
  readonly label: string
  /** For which grades, and how long. */
  readonly facts: string
  readonly isChosen: boolean
}

export function moduleChoices(
  modules: readonly PickableModule[],
  chosen: readonly string[],
  texts: Texts,
): readonly ModuleChoice[] {
  return modules.map((module) => ({
    value: module.id,
    label: `${module.id} · ${module.title.vi}`,
    facts: factsOf(module, texts),
    isChosen: chosen.includes(module.id),
  }))
}

function factsOf({ grades, minutes }: PickableModule, { t }: Texts): string {
  const length = t('learning.minutes', { minutes })
  if (grades.length === 0) return `${t('learning.adults')} · ${length}`
  const [first, last] = [Math.min(...grades), Math.max(...grades)]
  return `${t('learning.grades', { grades: first === last ? first : `${first}–${last}` })} · ${length}`
}
