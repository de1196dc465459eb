import { NotFoundError } from '../errors/index.ts'
import type { Period, PeriodRepository } from '../requirements/index.ts'
import type { AreaId, SchoolDirectory } from '../schools/index.ts'
import type { Cell, CoverageRepository } from './coverage-repository.ts'
import { type CellId, placesOfCell } from './coverage-row.ts'
import { type Figures, sumFigures } from './figures.ts'

export interface CoverageReaderDeps {
  readonly rows: CoverageRepository
  readonly periods: Pick<PeriodRepository, 'find' | 'list'>
  readonly directory: Pick<SchoolDirectory, 'pathOf'>
}

/** Cells by commune, for the grid: `undefined` where none is known. */
export interface CommuneFigures {
  readonly communeId: string | undefined
  readonly figures: Figures
}

export interface PartFigures {
  readonly figures: Figures
  /** Of the area; absent for the whole province. */
  readonly cells?: readonly CellId[]
  readonly communes: readonly CommuneFigures[]
}

/** What screens and other systems ask of the read model. */
export interface CoverageReader extends Pick<
  CoverageRepository,
  'search' | 'listByCode' | 'listChanged' | 'find'
> {
  /** @throws NotFoundError('period-not-found') */
  period(id: string): Promise<Period>
  /** The latest first. */
  listPeriods(): Promise<readonly Period[]>
  /** Of the schools that stand in the area or are directed from it; of all without one. */
  figures(part: {
    readonly period: Pick<Period, 'id'>
    readonly areaId?: AreaId | undefined
  }): Promise<PartFigures>
}

export function createCoverageReader(deps: CoverageReaderDeps): CoverageReader {
  const { rows, periods, directory } = deps
  return {
    search: rows.search,
    listByCode: rows.listByCode,
    listChanged: rows.listChanged,
    find: rows.find,
    listPeriods: () => periods.list(),
    async period(id) {
      const period = await periods.find(id)
      if (!period) throw new NotFoundError('period-not-found', { id })
      return period
    },
    async figures({ period, areaId }) {
      const all = await rows.listCells(period.id)
      const cells = areaId ? all.filter(({ id }) => isInArea(id, areaId, directory)) : all
      return {
        figures: sumFigures(cells.map((cell) => cell.figures)),
        ...(areaId && { cells: cells.map(({ id }) => id) }),
        communes: byCommune(cells),
      }
    },
  }
}

function isInArea(
  cell: CellId,
  areaId: AreaId,
  directory: CoverageReaderDeps['directory'],
): boolean {
  const { communeId, managedById } = placesOfCell(cell)
  const nearest = [communeId, managedById].filter((id) => id !== undefined)
  return nearest.some((id) => directory.pathOf(id as AreaId).some((area) => area.id === areaId))
}

function byCommune(cells: readonly Cell[]): readonly CommuneFigures[] {
  const groups = Map.groupBy(cells, ({ id }) => placesOfCell(id).communeId)
  return [...groups].map(([communeId, ofCommune]) => ({
    communeId,
    figures: sumFigures(ofCommune.map(({ figures }) => figures)),
  }))
}
