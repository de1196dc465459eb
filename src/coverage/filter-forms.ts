import type { Period } from '../requirements/index.ts'
import { type Area, STAGES } from '../schools/index.ts'
import type { Texts } from '../web/index.ts'
import { compareNames } from './commune-grid.ts'
import { type Filters, STATUS_FILTERS } from './filters.ts'
import { coveragePaths } from './paths.ts'

interface Option {
  readonly value: string
  readonly label: string
  readonly isChosen: boolean
}

interface Choice {
  readonly name: 'period' | 'area' | 'stage' | 'status'
  readonly label: string
  readonly options: readonly Option[]
}

/** A form that asks for the page again; `kept` is what it does not ask about. */
export interface FilterForm {
  readonly choices: readonly Choice[]
  readonly kept: readonly { readonly name: string; readonly value: string }[]
  readonly clearUrl?: string
}

interface PlaceFacts {
  readonly periods: readonly Period[]
  readonly filters: Filters
  readonly places: { readonly areas: readonly Area[]; readonly mayReadAll: boolean }
}

/** Of which period and which place the whole page is. */
export function placeForm({ periods, filters, places }: PlaceFacts, texts: Texts): FilterForm {
  const { period, area, stage, status } = filters
  const areas = places.areas
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((one, other) => compareNames(one.label, other.label))
  const everywhere = places.mayReadAll
    ? [{ value: '', label: texts.t('coverage.department.everywhere') }]
    : []
  return {
    choices: [
      choice('period', period, {
        label: texts.t('coverage.filters.period'),
        options: periods.map(({ id, name }) => ({ value: id, label: name })),
      }),
      choice('area', area, {
        label: texts.t('coverage.filters.area'),
        options: [...everywhere, ...areas],
      }),
    ],
    kept: keptOf({ stage, status }),
  }
}

/** Which rows the list shows. */
export function rowForm(filters: Filters, texts: Texts): FilterForm {
  const { period, area, stage, status } = filters
  const any = { value: '', label: texts.t('coverage.filters.any') }
  const isFiltered = stage !== undefined || status !== undefined
  return {
    choices: [
      choice('stage', stage, {
        label: texts.t('coverage.filters.stage'),
        options: [
          any,
          ...STAGES.map((one) => ({ value: one, label: texts.t(`coverage.stageLong.${one}`) })),
        ],
      }),
      choice('status', status, {
        label: texts.t('coverage.filters.status'),
        options: [
          any,
          ...STATUS_FILTERS.map((one) => ({
            value: one,
            label: texts.t(`coverage.status.${one}`),
          })),
        ],
      }),
    ],
    kept: keptOf({ period, area }),
    ...(isFiltered && { clearUrl: `${coveragePaths.department({ period, area })}#list` }),
  }
}

interface Offered {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

function choice(
  name: Choice['name'],
  chosen: string | undefined,
  { label, options }: Offered,
): Choice {
  const marked = options.map((one) => ({ ...one, isChosen: one.value === (chosen ?? '') }))
  return { name, label, options: marked }
}

function keptOf(fields: Readonly<Record<string, string | undefined>>): FilterForm['kept'] {
  return Object.entries(fields).flatMap(([name, value]) => (value ? [{ name, value }] : []))
}
