import { type Module, nlsNameOf } from '../catalogue/index.ts'
import type { TextKey, Texts } from '../web/index.ts'
import { ADULTS, type FilterName, type Filters, SLOTS } from './module-filters.ts'

export interface FilterField {
  readonly name: FilterName
  readonly label: string
  readonly options: readonly {
    readonly value: string
    readonly label: string
    readonly isChosen: boolean
  }[]
}

type Option = readonly [value: string, label: string]

/** Every grade, and of the rest what the catalogue holds; what an address asks for besides is shown as it stands. */
export function filterFields(
  modules: readonly Module[],
  filters: Filters,
  texts: Texts,
): readonly FilterField[] {
  const any = ['', texts.t('learning.filters.any')] as const
  const field = (name: FilterName, known: readonly Option[]): FilterField => {
    const asked = filters[name] ?? ''
    const offered = [any, ...known]
    const isKnown = offered.some(([value]) => value === asked)
    const options = isKnown ? offered : [...offered, [asked, asked] as const]
    return {
      name,
      label: texts.t(`learning.filters.${name}`),
      options: options.map(([value, label]) => ({ value, label, isChosen: value === asked })),
    }
  }
  return [
    field('grade', gradeOptions(modules, texts)),
    field('strand', strandOptions(modules, texts)),
    field('nls', nlsOptions(modules)),
    field('slot', slotOptions(texts)),
  ]
}

const GRADES = Array.from({ length: 12 }, (_, index) => index + 1)

function gradeOptions(modules: readonly Module[], texts: Texts): readonly Option[] {
  const ofPupils = GRADES.map(
    (grade) => [String(grade), texts.t('learning.grades', { grades: grade })] as const,
  )
  const hasAdults = modules.some((module) => module.grades.length === 0)
  return hasAdults ? [...ofPupils, [ADULTS, texts.t('learning.adults')]] : ofPupils
}

function strandOptions(modules: readonly Module[], texts: Texts): readonly Option[] {
  const strands = distinct(modules.flatMap((module) => module.strands))
  return strands.map((strand) => [strand, strandName(strand, texts)] as const)
}

export function strandName(strand: string, texts: Texts): string {
  return texts.t(`learning.strands.${strand}` as TextKey)
}

function nlsOptions(modules: readonly Module[]): readonly Option[] {
  const codes = distinct(modules.flatMap((module) => module.nls)).toSorted()
  return codes.map((code) => [code, [code, nlsNameOf(code) ?? ''].join(' ').trim()] as const)
}

function slotOptions(texts: Texts): readonly Option[] {
  return SLOTS.map((slot) => [slot, texts.t(`learning.slots.${slot}` as TextKey)] as const)
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
