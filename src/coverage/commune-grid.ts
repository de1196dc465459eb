import { isSettled, STAGE_STATUSES, type StageStatus, worstOf } from '../requirements/index.ts'
import type { Texts } from '../web/index.ts'
import type { CommuneFigures } from './coverage-reader.ts'
import { percentText, type StatusView, statusViews } from './coverage-words.ts'
import { type Figures, ratioOf } from './figures.ts'
import type { Filters } from './filters.ts'
import { coveragePaths } from './paths.ts'

/** One commune: the colour of the worst status that is left, and how many schools are not yet met. */
export interface CommuneTile {
  readonly name: string
  /** Without the kind of place, for the tile itself. */
  readonly shortName: string
  /** Absent where this person may not look at it alone. */
  readonly url?: string
  readonly worst: StatusView
  readonly left: number
  readonly words: string
  readonly met: string
  readonly percent: string
  readonly overdue: string
  readonly trained: string
}

export interface GridFacts {
  readonly communes: readonly CommuneFigures[]
  readonly filters: Filters
  readonly areaName: (id: string | undefined) => string | undefined
  readonly mayRead: (id: string) => boolean
}

const COLLATOR = new Intl.Collator('vi')
const KIND_OF_PLACE = /^(xã|phường|thị trấn|đặc khu)\s+/i
const LONGEST_SHORT_NAME = 15

export function compareNames(one: string, other: string): number {
  return COLLATOR.compare(one, other)
}

/** The statuses that the tiles show, the worst first. */
export function legendOf(tiles: readonly CommuneTile[]): readonly StatusView[] {
  const shown = new Map(tiles.map(({ worst }) => [worst.status, worst]))
  return STAGE_STATUSES.flatMap((status) => shown.get(status) ?? [])
}

export function communeTiles(facts: GridFacts, texts: Texts): readonly CommuneTile[] {
  const views = statusViews(texts)
  return facts.communes
    .map((commune) => tileOf(commune, { ...facts, views }, texts))
    .toSorted((one, other) => compareNames(one.shortName, other.shortName))
}

type Drawn = Omit<GridFacts, 'communes'> & { readonly views: ReturnType<typeof statusViews> }

function tileOf({ communeId, figures }: CommuneFigures, drawn: Drawn, texts: Texts): CommuneTile {
  const { t, number } = texts
  const name = drawn.areaName(communeId) ?? t('coverage.communes.none')
  const { met, obligated, byStatus, trained } = figures
  const worst = drawn.views[worstLeft(figures)]
  const counts = { met: number(met), obligated: number(obligated) }
  const { period } = drawn.filters
  return {
    name,
    shortName: shorten(name.replace(KIND_OF_PLACE, '')),
    ...(communeId !== undefined &&
      drawn.mayRead(communeId) && { url: coveragePaths.department({ period, area: communeId }) }),
    worst,
    left: obligated - met,
    words: t(`coverage.communes.${wordsFor(figures)}`, { name, ...counts, status: worst.label }),
    met: t('coverage.communes.of', counts),
    percent: percentText(ratioOf(met, obligated), texts),
    overdue: number(byStatus.overdue),
    trained: number(trained),
  }
}

function wordsFor({ met, obligated }: Figures) {
  if (obligated === 0) return 'allExempt'
  return met === obligated ? 'allMet' : 'words'
}

/** Where everything is settled: met, unless all are exempt. */
function worstLeft({ byStatus }: Figures): StageStatus {
  const there = STAGE_STATUSES.filter((status) => byStatus[status] > 0)
  const left = there.filter((status) => !isSettled(status))
  return worstOf(left.length > 0 ? left : there)
}

function shorten(name: string): string {
  return name.length > LONGEST_SHORT_NAME ? `${name.slice(0, LONGEST_SHORT_NAME - 1)}…` : name
}
