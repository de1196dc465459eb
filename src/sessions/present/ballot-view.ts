import type { Ballot, BallotRow } from './ballot.ts'
import type { Run } from './run.ts'

export interface BallotView {
  readonly id: string
  readonly ask: Ballot['ask']
  readonly rows: readonly RowView[]
  readonly whys: readonly WhyView[]
}

interface RowView {
  readonly id: string
  readonly letter: string
  readonly text: string
  readonly hands: number
  /** Of all hands that went up, 0–100: how long its bar is. */
  readonly share: number
  readonly goesTo?: string
  readonly mark?: string
  /** The beat that marks it. */
  readonly markedAt?: number
  readonly isMarked: boolean
}

/** Said at its beat, and gone with the next. */
export interface WhyView {
  readonly at: number
  readonly label: string
  readonly text: string
  readonly isSaid: boolean
}

export function ballotView(ballot: Ballot, run: Pick<Run, 'polls'>, beat: number): BallotView {
  const counts = countsOf(ballot, run)
  const total = Object.values(counts).reduce((sum, hands) => sum + hands, 0)
  return {
    id: ballot.id,
    ask: ballot.ask,
    rows: ballot.rows.map((row) => {
      const hands = counts[row.id] ?? 0
      const share = total === 0 ? 0 : Math.round((hands / total) * 100)
      return { ...row, hands, share, ...markOf(ballot, row, beat) }
    }),
    whys: ballot.reveals.map(({ row, why }, index) => ({
      at: index + 1,
      label: ballot.rows.find(({ id }) => id === row)?.letter ?? '',
      text: why,
      isSaid: beat === index + 1,
    })),
  }
}

/** Where a story goes on: with the row that most hands went up for, the first of them where they are equal. */
export function chosenRow(
  { rows, ...ballot }: Ballot,
  run: Pick<Run, 'polls'>,
): BallotRow | undefined {
  const counts = countsOf({ ...ballot, rows }, run)
  const handsOf = ({ id }: BallotRow) => counts[id] ?? 0
  const [first, ...others] = rows
  return others.reduce((best, row) => (best && handsOf(row) > handsOf(best) ? row : best), first)
}

function countsOf({ id, rows }: Ballot, { polls }: Pick<Run, 'polls'>): Record<string, number> {
  const counts = polls.find(({ blockId }) => blockId === id)?.counts ?? {}
  return Object.fromEntries(rows.map((row) => [row.id, counts[row.id] ?? 0]))
}

function markOf({ reveals }: Ballot, row: BallotRow, beat: number) {
  const index = reveals.findIndex((reveal) => reveal.row === row.id)
  const mark = reveals[index]?.mark
  if (mark === undefined) return { isMarked: false }
  return { mark, markedAt: index + 1, isMarked: beat > index }
}
